package io.github.pop3testserver.internal.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Decodes the encoded-words (RFC 2047) in the value of a header field. It leaves anything else unchanged. */
final class EncodedWordReader {

    private final String value;
    private final StringBuilder out = new StringBuilder();

    /** Octets of the last words, not decoded yet: some mailers split a character between two words. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** The character set of the last words; null after anything else. */
    private @Nullable Charset charset;

    private EncodedWordReader(String value) {
        this.value = value;
    }

    static String decode(String value) {
        return value.contains(EncodedWord.START) ? new EncodedWordReader(value).decode() : value;
    }

    private String decode() {
        int at = 0;
        for (int start = next(at); start >= 0; start = next(at)) {
            ParsedWord word = ParsedWord.at(value, start);
            if (word == null) {
                literal(at, start + 1);
                at = start + 1;
            } else {
                between(at, start);
                encoded(word);
                at = word.end();
            }
        }
        literal(at, value.length());
        return out.toString();
    }

    private int next(int from) {
        return value.indexOf(EncodedWord.START, from);
    }

    /** RFC 2047 section 6.2: white space between two encoded-words is not displayed. */
    private void between(int start, int end) {
        if (charset == null || !value.substring(start, end).isBlank()) {
            literal(start, end);
        }
    }

    private void literal(int start, int end) {
        flush();
        out.append(value, start, end);
    }

    private void encoded(ParsedWord word) {
        if (!word.charset().equals(charset)) {
            flush();
            charset = word.charset();
        }
        pending.writeBytes(word.octets());
    }

    private void flush() {
        if (charset != null) {
            out.append(pending.toString(charset));
            pending.reset();
            charset = null;
        }
    }
}
