package io.github.pop3testserver;

import java.time.Duration;

/** Refuses what a test author cannot have meant, with the value and what is allowed. */
final class Check {

    private Check() {}

    static int range(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    static Duration positive(Duration value, String what) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(what + " is longer than zero, not " + value);
        }
        return value;
    }

    /** RFC 2449 section 8: a text that begins with a bracket is a response code. */
    static String statusText(String text) {
        if (text.startsWith("[")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" begins like a response code; pass a ResponseCode, where"
                            + " there is a parameter for it, and the text behind it");
        }
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "the text of a status line is one line, without CR and LF: \"" + text + "\"");
        }
        return text;
    }
}
