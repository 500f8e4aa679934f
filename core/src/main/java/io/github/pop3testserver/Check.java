package io.github.pop3testserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Refuses what a test author cannot have meant, with the value and what is allowed. */
final class Check {

    /** Longer than any test, and well within the 292 years that nanoseconds in a long stand for. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Instants are given out in milliseconds, too: in the timestamps of APOP. */
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

    /** A clock that starts here can go as far as nanoseconds in a long allow. */
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE).minusNanos(Long.MAX_VALUE);

    private Check() {}

    /** No client could name a user whose name is empty. */
    static String userName(String name) {
        if (Objects.requireNonNull(name, "a user name").isEmpty()) {
            throw new IllegalArgumentException("a user name is not empty");
        }
        return name;
    }

    /** As a list, without null in it. */
    static List<String> noNulls(String what, String... values) {
        for (String value : Objects.requireNonNull(values, what)) {
            Objects.requireNonNull(value, what);
        }
        return List.of(values);
    }

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
        return notTooLong(value, what);
    }

    static Duration notNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " is zero or longer, not " + value);
        }
        return notTooLong(value, what);
    }

    static Instant clockStart(Instant start) {
        if (start.isBefore(FIRST) || start.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "the start of a clock is from " + FIRST + " to " + LAST + ", not " + start);
        }
        return start;
    }

    private static Duration notTooLong(Duration value, String what) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " is " + LONGEST.toDays() + " days at most, not " + value);
        }
        return value;
    }
}
