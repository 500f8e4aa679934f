package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text as mechanisms send it. */
final class Utf8 {

    private Utf8() {}

    static String text(byte[] octets) throws Refused {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw Refused.malformed("the response is not UTF-8");
        }
    }
}
