package io.github.pop3testserver.internal.mime;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.io.ByteArrayOutputStream;

/** Encodes lines of text as quoted-printable (RFC 2045 section 6.7). */
final class QuotedPrintable {

    /** Rule 5: at most 76 characters in a line, including the {@code =} of a soft line break. */
    private static final int LINE_LIMIT = 75;

    private final byte[] lines;
    private final ByteArrayOutputStream out;
    private int column;

    private QuotedPrintable(byte[] lines) {
        this.lines = lines;
        this.out = new ByteArrayOutputStream(lines.length + lines.length / 4);
    }

    /** Lines end with CRLF. A CR or LF alone is encoded like any other octet. */
    static byte[] encode(byte[] lines) {
        return new QuotedPrintable(lines).encode();
    }

    private byte[] encode() {
        for (int i = 0; i < lines.length; i++) {
            if (LineEnds.isCrlf(lines, i)) {
                newLine();
                i++;
            } else if (isLiteral(i)) {
                makeRoom(1);
                out.write(lines[i]);
            } else {
                makeRoom(3);
                escape(lines[i]);
            }
        }
        return out.toByteArray();
    }

    private void makeRoom(int length) {
        if (column + length > LINE_LIMIT) {
            out.write('=');
            newLine();
        }
        column += length;
    }

    private void newLine() {
        out.write('\r');
        out.write('\n');
        column = 0;
    }

    private void escape(byte octet) {
        out.write('=');
        out.write(Ascii.HEX.toHighHexDigit(octet));
        out.write(Ascii.HEX.toLowHexDigit(octet));
    }

    private boolean isLiteral(int index) {
        byte octet = lines[index];
        if (octet == ' ' || octet == '\t') {
            // Rule 3: white space at the end of a line would get lost.
            return index + 1 < lines.length && !LineEnds.isCrlf(lines, index + 1);
        }
        return octet > ' ' && octet <= '~' && octet != '=';
    }
}
