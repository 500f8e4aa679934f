package io.github.pop3testserver.internal.octets;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes octets that may be UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /** The text; null if the octets are not UTF-8. */
    public static @Nullable String decode(ByteBuffer octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The text. Octets that are not UTF-8 are read as ISO-8859-1. */
    public static String orLatin1(byte[] octets) {
        if (isAscii(octets)) {
            return new String(octets, StandardCharsets.US_ASCII);
        }
        String text = decode(ByteBuffer.wrap(octets));
        return text == null ? new String(octets, StandardCharsets.ISO_8859_1) : text;
    }

    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }
}
