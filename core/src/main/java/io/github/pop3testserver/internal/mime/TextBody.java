package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.util.Base64;

/** A text with its transfer encoding (RFC 2045 section 6). It ends with CRLF unless it is empty. */
final class TextBody {

    /** RFC 5322 section 2.1.1: the maximum length of a line, without CRLF. */
    private static final int LONGEST_LINE = 998;

    private final String transferEncoding;
    private final byte[] octets;

    private TextBody(String transferEncoding, byte[] octets) {
        this.transferEncoding = transferEncoding;
        this.octets = octets;
    }

    /** Uses 7bit if possible, otherwise quoted-printable or base64, whichever is shorter. */
    static TextBody of(String text) {
        byte[] lines = lines(text);
        if (is7bit(lines)) {
            return new TextBody("7bit", lines);
        }
        byte[] quoted = QuotedPrintable.encode(lines);
        byte[] base64 = LineEnds.toCrlfLines(Base64.getMimeEncoder().encode(lines));
        return base64.length < quoted.length
                ? new TextBody("base64", base64)
                : new TextBody("quoted-printable", quoted);
    }

    /** Does not use base64, so that lines of plain ASCII can be added. */
    static TextBody readable(String text) {
        byte[] lines = lines(text);
        return is7bit(lines)
                ? new TextBody("7bit", lines)
                : new TextBody("quoted-printable", QuotedPrintable.encode(lines));
    }

    String transferEncoding() {
        return transferEncoding;
    }

    /** Not copied, because callers only write it out. */
    byte[] octets() {
        return octets;
    }

    private static byte[] lines(String text) {
        return LineEnds.toCrlfLines(text.getBytes(UTF_8));
    }

    /** RFC 2045 section 2.7: short lines of ASCII without NUL, and CR and LF only together. */
    private static boolean is7bit(byte[] lines) {
        int lineStart = 0;
        for (int i = 0; i < lines.length; i++) {
            if (LineEnds.isCrlf(lines, i)) {
                i++;
                lineStart = i + 1;
            } else if (lines[i] <= 0 || lines[i] == '\r' || i - lineStart >= LONGEST_LINE) {
                return false;
            }
        }
        return true;
    }
}
