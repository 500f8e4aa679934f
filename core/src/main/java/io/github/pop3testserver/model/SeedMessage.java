package io.github.pop3testserver.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.mime.Draft;
import io.github.pop3testserver.internal.mime.GivenMessage;
import io.github.pop3testserver.internal.mime.Mbox;
import io.github.pop3testserver.internal.mime.MessageSource;
import io.github.pop3testserver.internal.octets.LineEnds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A message to put into a maildrop. It is immutable: each step returns a copy, so that one can be the pattern of many.
 *
 * <pre>{@code
 * maildrop.add(message("Invoice 4711"));
 * maildrop.add(message("Rechnung für März")
 *         .from("Jürgen <juergen@example.com>")
 *         .text("As a file.")
 *         .attachment("März.pdf", "application/pdf", pdf));
 * maildrop.add(message("large").sized(50_000));
 * maildrop.add(eml("mails/bounce.eml"));
 * maildrop.add(writtenBy(mimeMessage::writeTo));
 * }</pre>
 *
 * <p>{@link #message()} composes a message of what the steps say: correct by RFC 5322 and MIME, with non-ASCII text
 * encoded as mail needs it. {@link #raw(byte[])}, {@link #eml(Path)} and {@link #writtenBy} take a message as it is,
 * correct or not; of the steps they know only those that
 * say how the server is to treat the message: {@link #uid(String)}, {@link #reportedSize(long)},
 * {@link #unretrievable(String)} and {@link #undeletable(String)}.
 *
 * <p>Nothing here accepts or returns null. What cannot be a message throws {@link IllegalArgumentException} at once;
 * the size asked for with {@link #sized} is checked once more by {@link #content()}, after all steps.
 */
public final class SeedMessage {

    /** RFC 1939 section 7: the longest unique-id. */
    private static final int LONGEST_UID = 70;

    private final MessageSource source;
    private final SeedTraits traits;

    private SeedMessage(MessageSource source, SeedTraits traits) {
        this.source = source;
        this.traits = traits;
    }

    /**
     * A message that is complete without any step: from {@code sender@example.com} to {@code recipient@example.com},
     * with the subject {@code Test message} and a short text.
     *
     * <p>The maildrop that the message is added to gives it its {@code Date}, the time on the server's clock when it
     * arrives, and a {@code Message-ID} of its own. If you add the same message again, on the same server, it has the same
     * two; a copy that a step returned gets others. Its size is the same in each run, and under a virtual clock all of its
     * octets are.
     */
    public static SeedMessage message() {
        return message("Test message");
    }

    /** A message with that subject, otherwise like {@link #message()}. */
    public static SeedMessage message(String subject) {
        Draft draft = Draft.EMPTY
                .withHeader("From", "sender@example.com")
                .withHeader("To", "recipient@example.com")
                .withHeader("Subject", subject)
                .withProvisionalPostmark();
        return new SeedMessage(draft, SeedTraits.NONE);
    }

    /** Exactly these octets, which are copied; nothing is added, not even a line end. */
    public static SeedMessage raw(byte[] octets) {
        return given(GivenMessage.of("raw(...)", octets.clone()));
    }

    /** This text in UTF-8; each LF that has no CR before it gets one, so that a text block will do. */
    public static SeedMessage raw(String text) {
        return given(GivenMessage.ofLines("raw(...)", text.getBytes(UTF_8)));
    }

    /**
     * The message in that file. Each LF that has no CR before it gets one, since the line ends of a file depend on how
     * it was checked out, and a byte-order mark of UTF-8 at its start is left out. For a file's exact octets:
     * {@code raw(Files.readAllBytes(file))}.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static SeedMessage eml(Path file) {
        try {
            return given(GivenMessage.ofFile("eml(" + file + ")", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the message file " + file.toAbsolutePath() + ": " + e + "; give a readable file", e);
        }
    }

    /**
     * The message in that resource on the class path, such as {@code "mails/bounce.eml"}; a slash before it does no
     * harm. The context class loader of the thread is asked first, then the one of this class. Line ends and a
     * byte-order mark are treated as by {@link #eml(Path)}.
     *
     * @throws IllegalArgumentException if there is no such resource, or it cannot be read
     */
    public static SeedMessage eml(String classpathResource) {
        String name = classpathResource.startsWith("/") ? classpathResource.substring(1) : classpathResource;
        try (InputStream in = open(name)) {
            return given(GivenMessage.ofFile("eml(\"" + name + "\")", in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the resource \"" + name + "\": " + e, e);
        }
    }

    /**
     * The octets that another library writes: {@code writtenBy(mimeMessage::writeTo)}. They are collected now, and kept
     * as they are.
     *
     * @throws IllegalArgumentException with what the writer threw as its cause
     */
    public static SeedMessage writtenBy(MessageWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (Exception e) {
            throw new IllegalArgumentException("the writer of a message failed: " + e, e);
        }
        return given(GivenMessage.of("writtenBy(...)", out.toByteArray()));
    }

    /**
     * The messages of a mailbox file in the mbox format (RFC 4155), in their order. A separator is a line of {@code From },
     * an address and a date, such as {@code From jose@example.com Sat Nov 21 06:00:00 2026}, at the start of the file or
     * after an empty line. Any other line that begins with {@code From } is part of a message.
     *
     * <p>The dialects differ in how they quote lines of a message. A line of one or more {@code >} followed by {@code From }
     * loses one {@code >} here:
     *
     * <ul>
     *   <li>mboxrd: each message is read as it was.
     *   <li>mboxo: likewise, except that a line which had a {@code >} before {@code From } in the message loses it, as in
     *       every reader, since mboxo does not quote such lines.
     *   <li>mboxcl2, which quotes nothing: {@code Content-Length} is not read. A line that looks like a separator, after an
     *       empty line, begins another message, and {@code >From } loses its {@code >}.
     * </ul>
     *
     * @throws IllegalArgumentException if the file cannot be read, or its first line is not a separator
     */
    public static List<SeedMessage> mbox(Path file) {
        try {
            List<SeedMessage> messages = new ArrayList<>();
            for (byte[] octets : Mbox.split(Files.readAllBytes(file))) {
                messages.add(given(GivenMessage.ofLines("mbox(" + file + ")", octets)));
            }
            return List.copyOf(messages);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the mailbox file " + file.toAbsolutePath() + ": " + e + "; give a readable file", e);
        }
    }

    /**
     * The messages in the files of a directory whose names end in {@code .eml}, in the order of their names.
     *
     * @throws IllegalArgumentException if there are none, or one cannot be read
     */
    public static List<SeedMessage> directory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            List<SeedMessage> messages = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(SeedMessage::eml)
                    .toList();
            if (messages.isEmpty()) {
                throw new IllegalArgumentException("no file in " + directory.toAbsolutePath() + " ends in .eml");
            }
            return messages;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list " + directory.toAbsolutePath() + ": " + e, e);
        }
    }

    /**
     * The sender, {@code "jose@example.com"} or {@code "José <jose@example.com>"}. Several are separated by commas, and may
     * be groups: {@code "Friends: jose@example.com, ann@example.com;"}.
     *
     * @throws IllegalArgumentException if that is not a list of addresses (RFC 5322 section 3.4); a name with a comma, colon
     *     or semicolon has to be in quotation marks or parentheses
     */
    public SeedMessage from(String address) {
        return header("From", notBlank("from", address));
    }

    /** The recipients, instead of those there were; written like {@link #from}'s. */
    public SeedMessage to(String address, String... more) {
        StringBuilder all = new StringBuilder(notBlank("to", address));
        for (String each : more) {
            all.append(", ").append(notBlank("to", each));
        }
        return header("To", all.toString());
    }

    /** The subject, in any script. */
    public SeedMessage subject(String subject) {
        return header("Subject", subject);
    }

    /** The date, in the zone that it is given in, to the second. */
    public SeedMessage date(ZonedDateTime date) {
        return with(source.draft().withDate(date));
    }

    /**
     * Adds a header field. The fields that are always written, which are From, To, Subject, Date, Message-ID,
     * MIME-Version, Content-Type and Content-Transfer-Encoding, are replaced instead, and only they: the body stays
     * what it would have been. Text beyond ASCII is encoded (RFC 2047), in address fields the display names only.
     * Printable ASCII is written as it is, so that a ready-made encoded-word can be given too. Long values are folded.
     *
     * @throws IllegalArgumentException if that is no name of a header field (RFC 5322 section 2.2), if the value holds a
     *     line break or a word that is too long for a line, if the field holds addresses and the value is not a list of
     *     them, or if the value is not ASCII in a field where nothing can be encoded, such as Content-Type
     */
    public SeedMessage header(String name, String value) {
        return with(source.draft().withHeader(name, value));
    }

    /** The plain text. Its line ends become CRLF, and a text that is not empty ends in one. */
    public SeedMessage text(String text) {
        return with(source.draft().withText(Objects.requireNonNull(text, "text")));
    }

    /** The HTML text: instead of the plain text, or as its alternative if {@link #text} is given as well. */
    public SeedMessage html(String html) {
        return with(source.draft().withHtml(Objects.requireNonNull(html, "html")));
    }

    /**
     * Attaches a file; once for each.
     *
     * @param name the file's name, in any script
     * @param type its media type, such as {@code application/pdf}; not {@code message/...} or {@code multipart/...},
     *     which would need another encoding
     * @param octets its content, which is copied
     */
    public SeedMessage attachment(String name, String type, byte[] octets) {
        return with(source.draft().withAttachment(name, type, octets));
    }

    /**
     * Makes the whole message exactly that many octets long, header included and each CRLF counted as two, as LIST
     * gives it (RFC 1939 section 11), by numbered lines of filler at the end of its text (of the HTML text, if it has
     * no plain one).
     *
     * @throws IllegalArgumentException if the message is longer than that already; the text says how short it can be
     */
    public SeedMessage sized(long octets) {
        return with(source.draft().withSize(octets));
    }

    /**
     * The unique-id that UIDL gives, instead of one that the server chooses.
     *
     * @throws IllegalArgumentException unless it has 1 to 70 characters from 0x21 to 0x7E (RFC 1939 section 7)
     */
    public SeedMessage uid(String uid) {
        boolean good = !uid.isEmpty() && uid.length() <= LONGEST_UID;
        for (int i = 0; good && i < uid.length(); i++) {
            good = uid.charAt(i) > ' ' && uid.charAt(i) <= '~';
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + uid + "\" is no unique-id; use 1 to " + LONGEST_UID
                    + " characters from '!' to '~' (RFC 1939 section 7)");
        }
        return new SeedMessage(source, traits.withUid(uid));
    }

    /**
     * The size that STAT, LIST and RETR tell, true or not; some servers estimate it, and one has told a negative one. A
     * maildrop refuses the message if its sizes then add up to more than a {@code long} holds.
     */
    public SeedMessage reportedSize(long octets) {
        return new SeedMessage(source, traits.withReportedSize(octets));
    }

    /** The server cannot read this message: RETR and TOP are answered by {@code -ERR} and this text. */
    public SeedMessage unretrievable(String errText) {
        return new SeedMessage(source, traits.withUnretrievable(singleLine(errText)));
    }

    /**
     * The server cannot remove this message: DELE marks it, but UPDATE leaves it there, and QUIT is answered by
     * {@code -ERR} and this text (RFC 1939 section 6). Other messages that are marked are removed.
     */
    public SeedMessage undeletable(String errText) {
        return new SeedMessage(source, traits.withUndeletable(singleLine(errText)));
    }

    /**
     * The message's octets, without byte-stuffing; a new array each time, always with the same content. A message that
     * gets its date and its Message-ID from a maildrop is dated 2026-01-01T00:00:00Z here, and its Message-ID is all zeros;
     * {@code MaildropMessage.content()} has the octets that are sent.
     *
     * @throws IllegalArgumentException if a step after {@link #sized} made the message too long for its size
     */
    public byte[] content() {
        return source.content();
    }

    /**
     * The octets that a maildrop sends: those of {@link #content()}, with this date, and with a Message-ID made of this
     * number and the subject, unless the message has its own. A maildrop calls this; a test rarely needs it.
     *
     * @param number differs from that of every other message in the maildrop
     * @throws IllegalArgumentException if a step after {@link #sized} made the message too long for its size
     */
    public byte[] content(Instant date, long number) {
        return source.postmarked(date, number).content();
    }

    /** The unique-id asked for with {@link #uid(String)}. */
    public Optional<String> uid() {
        return Optional.ofNullable(traits.uid());
    }

    /** The size asked for with {@link #reportedSize}. */
    public OptionalLong reportedSize() {
        Long octets = traits.reportedSize();
        return octets == null ? OptionalLong.empty() : OptionalLong.of(octets);
    }

    /** The text given to {@link #unretrievable(String)}. */
    public Optional<String> unretrievable() {
        return Optional.ofNullable(traits.unretrievable());
    }

    /** The text given to {@link #undeletable(String)}. */
    public Optional<String> undeletable() {
        return Optional.ofNullable(traits.undeletable());
    }

    /** The subject and the size, for a failure's message. */
    @Override
    public String toString() {
        return "\"" + source.subject() + "\" (" + source.size() + " octets)";
    }

    private static String singleLine(String text) {
        if (!LineEnds.isOneLine(text)) {
            throw new IllegalArgumentException("a status line is one line, without CR and LF: \"" + text + "\"");
        }
        return text;
    }

    private SeedMessage with(Draft draft) {
        return new SeedMessage(draft, traits);
    }

    private static SeedMessage given(GivenMessage message) {
        return new SeedMessage(message, SeedTraits.NONE);
    }

    private static String notBlank(String step, String address) {
        if (address.isBlank()) {
            throw new IllegalArgumentException(
                    step + "(\"" + address + "\") has no address; give one, such as \"José <jose@example.com>\"");
        }
        return address;
    }

    private static InputStream open(String resource) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader own = SeedMessage.class.getClassLoader();
        InputStream in = context == null ? null : context.getResourceAsStream(resource);
        if (in == null && own != null) {
            in = own.getResourceAsStream(resource);
        }
        if (in == null) {
            throw new IllegalArgumentException(
                    "no resource \"" + resource + "\", neither with this thread's context class loader ("
                            + context + ") nor with that of SeedMessage (" + own
                            + "); name it from the root of the class path, or use eml(Path) (in a named module its"
                            + " folder must be an open package, or no package at all)");
        }
        return in;
    }
}
