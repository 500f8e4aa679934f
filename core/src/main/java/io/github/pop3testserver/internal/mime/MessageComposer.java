package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a draft into octets (RFC 5322, RFC 2045, RFC 2046):
 *
 * <pre>
 * text or html                        text/plain or text/html
 * text and html                       multipart/alternative of both
 * with attachments                    multipart/mixed of the above and each attachment
 * </pre>
 */
final class MessageComposer {

    private static final String DEFAULT_TEXT = "This is a test message.\r\n";

    /** The longest array that every JVM can allocate. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private final Draft draft;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    /** Header fields of the draft replace those that this class writes, except in the headers of parts. */
    private boolean inMessageHeader = true;

    /** Where filler lines go; 0 until the first text is written. */
    private int endOfText;

    private MessageComposer(Draft draft) {
        this.draft = draft;
    }

    /**
     * Returns the message before byte-stuffing.
     *
     * @throws IllegalArgumentException if it cannot have the requested size
     */
    static byte[] compose(Draft draft) {
        MessageComposer composer = new MessageComposer(draft);
        composer.writeMessage();
        return draft.isSized() ? composer.padded() : composer.out.toByteArray();
    }

    /**
     * Refuses a size that {@link #compose} would refuse, without making the filler.
     *
     * @throws IllegalArgumentException if the message cannot have the requested size
     */
    static void checkSize(Draft draft) {
        MessageComposer composer = new MessageComposer(draft);
        composer.writeMessage();
        composer.checkedSize();
    }

    private void writeMessage() {
        for (HeaderField field : draft.fields()) {
            write(field.line());
        }
        writeHeader("MIME-Version", "1.0");
        if (draft.attachments().isEmpty()) {
            writeTexts();
        } else {
            writeMixed();
        }
    }

    private void writeMixed() {
        String boundary = beginMultipart("mixed");
        beginPart(boundary);
        writeTexts();
        for (Attachment attachment : draft.attachments()) {
            beginPart(boundary);
            writeAttachment(attachment);
        }
        endMultipart(boundary);
    }

    private void writeTexts() {
        String text = draft.text();
        String html = draft.html();
        if (text != null && html != null) {
            writeAlternative(text, html);
        } else if (html != null) {
            writeText("html", html);
        } else {
            writeText("plain", text != null ? text : defaultText());
        }
    }

    private String defaultText() {
        return draft.isSized() ? "" : DEFAULT_TEXT; // the filler is the text
    }

    private void writeAlternative(String text, String html) {
        String boundary = beginMultipart("alternative");
        beginPart(boundary);
        writeText("plain", text);
        beginPart(boundary);
        writeText("html", html);
        endMultipart(boundary);
    }

    private void writeText(String subtype, String content) {
        boolean takesFiller = draft.isSized() && endOfText == 0;
        TextBody body = takesFiller ? TextBody.readable(content) : TextBody.of(content);
        writeHeader("Content-Type", "text/", subtype, "; charset=UTF-8");
        writeHeader("Content-Transfer-Encoding", body.transferEncoding());
        endHeader();
        out.writeBytes(body.octets());
        if (endOfText == 0) {
            endOfText = out.size();
        }
    }

    private void writeAttachment(Attachment attachment) {
        write(Folding.fold("Content-Type", attachment.type()));
        writeHeader("Content-Transfer-Encoding", "base64");
        writeHeader("Content-Disposition", "attachment;");
        write(FileNameParameter.lines(attachment.name()));
        endHeader();
        write(attachment.base64(), "\r\n");
    }

    private String beginMultipart(String subtype) {
        String boundary = unusedBoundary(subtype);
        writeHeader("Content-Type", "multipart/", subtype, "; boundary=\"", boundary, "\"");
        endHeader();
        return boundary;
    }

    private void beginPart(String boundary) {
        write("\r\n--", boundary, "\r\n"); // RFC 2046 section 5.1.1: the first CRLF belongs to the boundary
    }

    private void endMultipart(String boundary) {
        write("\r\n--", boundary, "--\r\n");
    }

    /** RFC 2045 section 6.7 recommends "=_", which no encoded text contains. A 7bit text may contain it. */
    private String unusedBoundary(String subtype) {
        int number = 0;
        String boundary;
        do {
            boundary = "=_" + subtype + "_" + ++number;
        } while (holds(draft.text(), boundary) || holds(draft.html(), boundary));
        return boundary;
    }

    private static boolean holds(@Nullable String text, String boundary) {
        return text != null && text.contains(boundary);
    }

    private void writeHeader(String name, String... value) {
        if (inMessageHeader && draft.hasHeader(name)) {
            return;
        }
        write(name, ": ");
        write(value);
        write("\r\n");
    }

    private void endHeader() {
        write("\r\n");
        inMessageHeader = false;
    }

    private void write(String... ascii) {
        for (String piece : ascii) {
            out.writeBytes(piece.getBytes(US_ASCII));
        }
    }

    private int checkedSize() {
        long smallest = (long) out.size() + Filler.SHORTEST;
        if (draft.requestedSize() < smallest || draft.requestedSize() > LONGEST) {
            throw new IllegalArgumentException("this message cannot be " + draft.requestedSize()
                    + " octets long; with this content it can have " + smallest + " to " + LONGEST + " octets");
        }
        return (int) draft.requestedSize();
    }

    /** The message with filler lines at the end of its first text. */
    private byte[] padded() {
        byte[] content = out.toByteArray();
        byte[] padded = Arrays.copyOf(content, checkedSize());
        int rest = content.length - endOfText;
        System.arraycopy(content, endOfText, padded, padded.length - rest, rest);
        Filler.fill(padded, endOfText, padded.length - rest);
        return padded;
    }
}
