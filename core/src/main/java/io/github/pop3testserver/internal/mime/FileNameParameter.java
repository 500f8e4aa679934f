package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes the file name of a Content-Disposition (RFC 2183 section 2.3), with RFC 2231 if it is long or not plain. */
final class FileNameParameter {

    /** The longest value on one line. It leaves room for {@code filename*10*=UTF-8''}. */
    private static final int LONGEST_VALUE = 50;

    private FileNameParameter() {}

    /** Continuation lines of the header field. Each begins with a space and ends with CRLF. */
    static String lines(String fileName) {
        if (isPlain(fileName)) {
            return " filename=\"" + fileName + "\"\r\n";
        }
        String encoded = percentEncoded(fileName);
        return encoded.length() <= LONGEST_VALUE ? " filename*=UTF-8''" + encoded + "\r\n" : continued(encoded);
    }

    private static boolean isPlain(String fileName) {
        return fileName.length() <= LONGEST_VALUE
                && Ascii.isPrintable(fileName)
                && fileName.indexOf('"') < 0
                && fileName.indexOf('\\') < 0;
    }

    private static String percentEncoded(String fileName) {
        StringBuilder out = new StringBuilder();
        for (byte octet : fileName.getBytes(UTF_8)) {
            if (Ascii.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0) {
                out.append((char) octet);
            } else {
                Ascii.HEX.toHexDigits(out.append('%'), octet);
            }
        }
        return out.toString();
    }

    /** RFC 2231 section 4.1: numbered pieces. The first names the character set. */
    private static String continued(String encoded) {
        StringBuilder out = new StringBuilder();
        for (int start = 0, end, piece = 0; start < encoded.length(); start = end, piece++) {
            end = pieceEnd(encoded, start);
            out.append(" filename*").append(piece).append(start == 0 ? "*=UTF-8''" : "*=");
            out.append(encoded, start, end).append(end < encoded.length() ? ";\r\n" : "\r\n");
        }
        return out.toString();
    }

    /** A piece must not end inside a {@code %C3}. */
    private static int pieceEnd(String encoded, int start) {
        int end = Math.min(start + LONGEST_VALUE, encoded.length());
        int percent = encoded.lastIndexOf('%', end - 1);
        return end < encoded.length() && percent > end - 3 ? percent : end;
    }
}
