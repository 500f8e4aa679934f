package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Reads header fields of a message, which may be malformed, in one pass. Lines end with CRLF or LF. */
public final class HeaderReader {

    private final byte[] content;
    private int at;

    private HeaderReader(byte[] content) {
        this.content = content;
    }

    /**
     * Returns the value of the first field with this name, in upper or lower case. It is unfolded (RFC 5322 section
     * 2.2.3), its encoded-words are decoded (RFC 2047), and white space around it is removed. Octets that are not UTF-8 are
     * read as ISO-8859-1.
     */
    public static Optional<String> first(byte[] content, String name) {
        return new HeaderReader(content).first(name.getBytes(UTF_8));
    }

    private Optional<String> first(byte[] name) {
        while (at < content.length && !LineEnds.isLineEnd(content, at)) {
            int value = valueStart(name);
            if (value >= 0) {
                at = value;
                return Optional.of(
                        EncodedWordReader.decode(Utf8.orLatin1(unfolded()).strip()));
            }
            at = LineEnds.nextLine(content, at);
        }
        return Optional.empty();
    }

    /** Where the value begins, if a field with this name begins here; otherwise -1. */
    private int valueStart(byte[] name) {
        int i = at;
        for (byte expected : name) {
            if (i == content.length || lowerCase(content[i++]) != lowerCase(expected)) {
                return -1;
            }
        }
        while (i < content.length && isSpace(content[i])) {
            i++; // RFC 5322 section 4.5: old messages may have space before the colon
        }
        return i < content.length && content[i] == ':' ? i + 1 : -1;
    }

    private byte[] unfolded() {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        int next;
        do {
            next = LineEnds.nextLine(content, at);
            value.write(content, at, LineEnds.contentEnd(content, at, next) - at);
            at = next;
        } while (at < content.length && isSpace(content[at]));
        return value.toByteArray();
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static int lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
    }
}
