package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A decoded encoded-word, {@code =?charset?encoding?text?=} (RFC 2047 section 2). */
final class ParsedWord {

    private final Charset charset;
    private final byte[] octets;
    private final int end;

    private ParsedWord(Charset charset, byte[] octets, int end) {
        this.charset = charset;
        this.octets = octets;
        this.end = end;
    }

    /** The word at this index; null if there is none, or if it cannot be decoded. */
    static @Nullable ParsedWord at(String value, int start) {
        int charsetStart = start + EncodedWord.START.length();
        int charsetEnd = value.indexOf('?', charsetStart);
        int textStart = charsetEnd + 3; // after the letter of the encoding and a question mark
        if (charsetEnd < 0 || !value.startsWith("?", textStart - 1)) {
            return null;
        }
        boolean base64 = "Bb".indexOf(value.charAt(charsetEnd + 1)) >= 0;
        int textEnd = value.indexOf('?', textStart);
        if (!value.startsWith(EncodedWord.END, textEnd)
                || (!base64 && "Qq".indexOf(value.charAt(charsetEnd + 1)) < 0)) {
            return null;
        }
        try {
            Charset charset = Charset.forName(withoutLanguage(value.substring(charsetStart, charsetEnd)));
            String text = value.substring(textStart, textEnd);
            byte[] octets = base64 ? Base64.getMimeDecoder().decode(text.getBytes(ISO_8859_1)) : unquoted(text);
            return new ParsedWord(charset, octets, textEnd + EncodedWord.END.length());
        } catch (IllegalArgumentException e) {
            return null; // unknown character set, or not base64
        }
    }

    Charset charset() {
        return charset;
    }

    byte[] octets() {
        return octets;
    }

    /** The index after the word. */
    int end() {
        return end;
    }

    /** RFC 2231 section 5: an asterisk and a language may follow the character set. */
    private static String withoutLanguage(String charset) {
        int asterisk = charset.indexOf('*');
        return asterisk < 0 ? charset : charset.substring(0, asterisk);
    }

    private static byte[] unquoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '=' ? hex(text, i + 1) : -1;
            if (octet >= 0) {
                i += 2;
            }
            out.write(octet >= 0 ? octet : c == '_' ? ' ' : c);
        }
        return out.toByteArray();
    }

    /** The value of the two hexadecimal digits at this index, or -1. */
    private static int hex(String text, int index) {
        boolean isHex = index + 2 <= text.length()
                && HexFormat.isHexDigit(text.charAt(index))
                && HexFormat.isHexDigit(text.charAt(index + 1));
        return isHex ? HexFormat.fromHexDigits(text, index, index + 2) : -1;
    }
}
