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
 * A message to add to a maildrop. Immutable and thread-safe: each step returns a copy, so one message can be the
 * template of many.
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
 * <p>{@link #message()} composes a valid message (RFC 5322, MIME) and encodes non-ASCII text. All other factory
 * methods, such as {@link #raw(byte[])}, {@link #eml(Path)} and {@link #writtenBy}, take a message as it is, valid or
 * not. Steps that change the content throw {@link IllegalStateException} on such a message. {@link #uid(String)},
 * {@link #reportedSize(long)}, {@link #unretrievable(String)} and {@link #undeletable(String)} work on every message:
 * they change how the server treats it.
 *
 * <p>Invalid arguments throw {@link IllegalArgumentException}.
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
     * Returns a complete message from {@code sender@example.com} to {@code recipient@example.com}, with the subject
     * {@code Test message} and a short text.
     *
     * <p>The maildrop sets {@code Date}, to the time of arrival by the server's clock, and a {@code Message-ID} of its
     * own. A message that is added twice to one server keeps both; copies that steps return get others. The size is the
     * same in each run, and with a virtual clock all octets are.
     */
    public static SeedMessage message() {
        return message("Test message");
    }

    /** Returns a message with this subject, otherwise like {@link #message()}. */
    public static SeedMessage message(String subject) {
        Objects.requireNonNull(subject, "a subject must not be null");
        Draft draft = Draft.EMPTY
                .withHeader("From", "sender@example.com")
                .withHeader("To", "recipient@example.com")
                .withHeader("Subject", subject)
                .withProvisionalPostmark();
        return new SeedMessage(draft, SeedTraits.NONE);
    }

    /** Returns a message of exactly these octets. Nothing is added, not even a line end. */
    public static SeedMessage raw(byte[] octets) {
        Objects.requireNonNull(octets, "octets must not be null");
        return given(GivenMessage.of("raw(...)", octets.clone()));
    }

    /**
     * Returns a message of this text in UTF-8. LF becomes CRLF, unless it is part of one, so you can use a text block.
     */
    public static SeedMessage raw(String text) {
        Objects.requireNonNull(text, "a text must not be null");
        return given(GivenMessage.ofLines("raw(...)", text.getBytes(UTF_8)));
    }

    /**
     * Reads a message from a file. LF becomes CRLF, unless it is part of one, and a UTF-8 byte-order mark is removed.
     * For the exact octets, use {@code raw(Files.readAllBytes(file))}.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static SeedMessage eml(Path file) {
        Objects.requireNonNull(file, "a file must not be null");
        try {
            return given(GivenMessage.ofFile("eml(" + file + ")", Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the message file " + file.toAbsolutePath() + ": " + e + "; give a readable file", e);
        }
    }

    /**
     * Reads a message from a resource on the class path, such as {@code mails/bounce.eml}, like {@link #eml(Path)}. The
     * thread's context class loader is asked first, then the class loader of this class. A leading slash is ignored.
     *
     * @throws IllegalArgumentException if the resource does not exist or cannot be read
     */
    public static SeedMessage eml(String classpathResource) {
        Objects.requireNonNull(classpathResource, "a resource must not be null");
        String name = classpathResource.startsWith("/") ? classpathResource.substring(1) : classpathResource;
        try (InputStream in = open(name)) {
            return given(GivenMessage.ofFile("eml(\"" + name + "\")", in.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the resource \"" + name + "\": " + e, e);
        }
    }

    /**
     * Returns a message of the octets that another library writes: {@code writtenBy(mimeMessage::writeTo)}. The writer
     * is called at once.
     *
     * @throws IllegalArgumentException if the writer throws an exception, which becomes the cause
     */
    public static SeedMessage writtenBy(MessageWriter writer) {
        Objects.requireNonNull(writer, "a writer must not be null");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.writeTo(out);
        } catch (Exception e) {
            throw new IllegalArgumentException("the writer of a message failed: " + e, e);
        }
        return given(GivenMessage.of("writtenBy(...)", out.toByteArray()));
    }

    /**
     * Reads the messages of an mbox file (RFC 4155), in order. LF becomes CRLF, unless it is part of one. A separator
     * is a line at the start of the file or after an empty line, with {@code From}, an address and a date, such as
     * {@code From jose@example.com Sat Nov 21 06:00:00 2026}. Any other line that begins with {@code From} belongs to a
     * message.
     *
     * <p>A line of one or more {@code >} followed by {@code From} and a space loses one {@code >}. In the dialects of
     * mbox this means:
     *
     * <ul>
     *   <li>mboxrd: every message is read unchanged.
     *   <li>mboxo: the same, except that a line with a {@code >} of its own before {@code From} loses it, because mboxo
     *       does not quote such lines.
     *   <li>mboxcl2, which quotes nothing: {@code Content-Length} is ignored. A line that looks like a separator, after
     *       an empty line, begins another message, and {@code >From} loses its {@code >}.
     * </ul>
     *
     * @throws IllegalArgumentException if the file cannot be read, or its first line is not a separator
     */
    public static List<SeedMessage> mbox(Path file) {
        Objects.requireNonNull(file, "a file must not be null");
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
     * Reads the files of a directory whose names end in {@code .eml}, in the order of their names, like
     * {@link #eml(Path)}.
     *
     * @throws IllegalArgumentException if there are none, or a file cannot be read
     */
    public static List<SeedMessage> directory(Path directory) {
        Objects.requireNonNull(directory, "a directory must not be null");
        try (Stream<Path> files = Files.list(directory)) {
            List<SeedMessage> messages = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(SeedMessage::eml)
                    .toList();
            if (messages.isEmpty()) {
                throw new IllegalArgumentException(
                        "no file in " + directory.toAbsolutePath() + " ends in .eml; name a directory with such files");
            }
            return messages;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list " + directory.toAbsolutePath() + ": " + e, e);
        }
    }

    /**
     * Sets the sender, such as {@code jose@example.com} or {@code José <jose@example.com>}. Separate several with
     * commas. Groups are allowed: {@code Friends: jose@example.com, ann@example.com;}.
     *
     * @throws IllegalArgumentException if this is not a list of addresses (RFC 5322 section 3.4); enclose a name with a
     *     comma, colon or semicolon in quotation marks or parentheses
     */
    public SeedMessage from(String address) {
        return header("From", notBlank("from", address));
    }

    /**
     * Sets the recipients, written as in {@link #from}. They replace the previous ones.
     *
     * @throws IllegalArgumentException as for {@link #from}
     */
    public SeedMessage to(String address, String... more) {
        StringBuilder all = new StringBuilder(notBlank("to", address));
        for (String each : Objects.requireNonNull(more, "addresses must not be null")) {
            all.append(", ").append(notBlank("to", each));
        }
        return header("To", all.toString());
    }

    /**
     * Sets the subject, in any script.
     *
     * @throws IllegalArgumentException if the subject contains CR or LF
     */
    public SeedMessage subject(String subject) {
        Objects.requireNonNull(subject, "a subject must not be null");
        return header("Subject", subject);
    }

    /**
     * Sets the date, to the second, in the given time zone.
     *
     * @throws IllegalArgumentException if the year is not from 1900 to 9999
     */
    public SeedMessage date(ZonedDateTime date) {
        Objects.requireNonNull(date, "a date must not be null");
        return with(source.draft().withDate(date));
    }

    /**
     * Adds a header field. A field that every composed message has once is replaced instead: From, To, Subject, Date,
     * Message-ID, MIME-Version, Content-Type, Content-Transfer-Encoding. The body does not change.
     *
     * <p>Non-ASCII text is encoded (RFC 2047); in address fields only the display names are. Printable ASCII is written
     * unchanged, so you can pass encoded-words. Long values are folded.
     *
     * @throws IllegalArgumentException if the name is not the name of a header field (RFC 5322 section 3.6.8), if the
     *     value contains a line break or a word too long for a line, if an address field's value is not a list of
     *     addresses, or if the value is not ASCII and the field cannot be encoded, such as Content-Type
     */
    public SeedMessage header(String name, String value) {
        Objects.requireNonNull(name, "a name must not be null");
        Objects.requireNonNull(value, "a value must not be null");
        return with(source.draft().withHeader(name, value));
    }

    /** Sets the plain text. Line ends become CRLF, and a text that is not empty ends with one. */
    public SeedMessage text(String text) {
        return with(source.draft().withText(Objects.requireNonNull(text, "text must not be null")));
    }

    /** Sets the HTML text. It replaces the default text, or becomes an alternative to {@link #text}. */
    public SeedMessage html(String html) {
        return with(source.draft().withHtml(Objects.requireNonNull(html, "html must not be null")));
    }

    /**
     * Adds an attachment.
     *
     * @param name the file name, in any script
     * @param type the media type, such as {@code application/pdf}; {@code message/...} and {@code multipart/...} are
     *     not allowed, because they need another encoding
     * @param octets the content
     * @throws IllegalArgumentException if the name is blank or contains a control character, or if the media type is
     *     invalid or not allowed; use {@link #writtenBy} for the latter
     */
    public SeedMessage attachment(String name, String type, byte[] octets) {
        Objects.requireNonNull(name, "a name must not be null");
        Objects.requireNonNull(type, "a type must not be null");
        Objects.requireNonNull(octets, "octets must not be null");
        return with(source.draft().withAttachment(name, type, octets));
    }

    /**
     * Sets the size of the whole message, header included, in octets; each CRLF counts as two, as in LIST (RFC 1939
     * section 11). Numbered lines of filler are added to the text.
     *
     * @throws IllegalArgumentException if the message cannot have this size; the exception's message states the
     *     smallest and the largest one
     */
    public SeedMessage sized(long octets) {
        return with(source.draft().withSize(octets));
    }

    /**
     * Sets the unique-id, instead of one that the server generates.
     *
     * @throws IllegalArgumentException unless the unique-id consists of 1 to 70 characters from 0x21 to 0x7E (RFC 1939
     *     section 7)
     */
    public SeedMessage uid(String uid) {
        Objects.requireNonNull(uid, "a unique-id must not be null");
        boolean good = !uid.isEmpty() && uid.length() <= LONGEST_UID;
        for (int i = 0; good && i < uid.length(); i++) {
            good = uid.charAt(i) > ' ' && uid.charAt(i) <= '~';
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + uid + "\" is not a unique-id; use 1 to " + LONGEST_UID
                    + " characters from '!' to '~' (RFC 1939 section 7)");
        }
        return new SeedMessage(source, traits.withUid(uid));
    }

    /** Sets the size in octets that STAT, LIST and RETR announce, even a wrong or negative one. */
    public SeedMessage reportedSize(long octets) {
        return new SeedMessage(source, traits.withReportedSize(octets));
    }

    /**
     * Makes RETR and TOP fail with {@code -ERR} and this text.
     *
     * @throws IllegalArgumentException if the text contains CR or LF
     */
    public SeedMessage unretrievable(String errText) {
        return new SeedMessage(source, traits.withUnretrievable(singleLine(errText)));
    }

    /**
     * Makes QUIT fail with {@code -ERR} and this text if the message is marked with DELE. The message then stays in the
     * maildrop; all others that are marked are removed (RFC 1939 section 6).
     *
     * @throws IllegalArgumentException if the text contains CR or LF
     */
    public SeedMessage undeletable(String errText) {
        return new SeedMessage(source, traits.withUndeletable(singleLine(errText)));
    }

    /**
     * Returns the message's octets, without byte-stuffing. If the maildrop is to set Date and Message-ID, they are
     * 2026-01-01T00:00:00Z and zeros here; {@code MaildropMessage.content()} has the octets that are sent.
     *
     * @throws IllegalArgumentException if a step after {@link #sized} made the message too long
     */
    public byte[] content() {
        return source.content();
    }

    /**
     * Returns the octets that a maildrop sends. A maildrop calls this; a test rarely needs it.
     *
     * @param date for the Date field, unless the message has its own
     * @param number for the Message-ID, unless the message has its own; unique in the maildrop
     * @throws IllegalArgumentException if a step after {@link #sized} made the message too long
     */
    public byte[] content(Instant date, long number) {
        Objects.requireNonNull(date, "a date must not be null");
        return source.postmarked(date, number).content();
    }

    /** Returns the unique-id set with {@link #uid(String)}. */
    public Optional<String> uid() {
        return Optional.ofNullable(traits.uid());
    }

    /** Returns the size set with {@link #reportedSize(long)}. */
    public OptionalLong reportedSize() {
        Long octets = traits.reportedSize();
        return octets == null ? OptionalLong.empty() : OptionalLong.of(octets);
    }

    /** Returns the text set with {@link #unretrievable(String)}. */
    public Optional<String> unretrievable() {
        return Optional.ofNullable(traits.unretrievable());
    }

    /** Returns the text set with {@link #undeletable(String)}. */
    public Optional<String> undeletable() {
        return Optional.ofNullable(traits.undeletable());
    }

    /** Returns the subject and the size in octets. */
    @Override
    public String toString() {
        return "\"" + source.subject() + "\" (" + source.size() + " octets)";
    }

    private static String singleLine(String text) {
        Objects.requireNonNull(text, "a text must not be null");
        if (!LineEnds.isOneLine(text)) {
            throw new IllegalArgumentException(
                    "a status line must be one line, without CR and LF, but was \"" + text + "\"");
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
        Objects.requireNonNull(address, "an address must not be null");
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
