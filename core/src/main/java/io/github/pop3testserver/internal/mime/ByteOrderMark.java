package io.github.pop3testserver.internal.mime;

import java.util.Arrays;

/** The three octets that some editors put at the start of a file in UTF-8. They would become part of the first header. */
final class ByteOrderMark {

    private static final byte[] UTF_8 = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ByteOrderMark() {}

    /** The same array if there is none. */
    static byte[] strip(byte[] file) {
        boolean marked = file.length >= UTF_8.length && Arrays.equals(file, 0, UTF_8.length, UTF_8, 0, UTF_8.length);
        return marked ? Arrays.copyOfRange(file, UTF_8.length, file.length) : file;
    }
}
