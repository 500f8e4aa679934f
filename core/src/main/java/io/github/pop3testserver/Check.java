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
}
