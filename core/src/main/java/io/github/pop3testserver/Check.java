package io.github.pop3testserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** Rejects invalid arguments. Messages contain the value and what is allowed. */
final class Check {

    /** Without spaces and quotes, which clients do not expect. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-~&&[^<>@\"]]+@[!-~&&[^<>@\"]]+>");

    /** Longer than any test, and well within the 292 years that a long holds in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** APOP timestamps are in milliseconds. */
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

    /** A clock that starts here can be advanced by as many nanoseconds as a long holds. */
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE).minusNanos(Long.MAX_VALUE);

    private Check() {}

    /** A name that clients can send in USER, which ignores spaces at the end of its line, and in SASL (RFC 4013). */
    static String userName(String name) {
        if (Objects.requireNonNull(name, "a user name must not be null").isBlank()) {
            throw new IllegalArgumentException("a user name must not be empty");
        }
        requireEncodable(name, "a user name");
        name.chars().filter(Character::isISOControl).findFirst().ifPresent(control -> {
            throw unsendable("a user name", codePoint(control), name.indexOf(control));
        });
        if (!name.equals(name.strip())) {
            throw new IllegalArgumentException("the user name \"" + name
                    + "\" begins or ends with a space, which no client" + " can send; use \"" + name.strip() + "\"");
        }
        return name;
    }

    /** A password that clients can send in PASS. Spaces at either end are part of it. */
    static String password(String password) {
        requireEncodable(Objects.requireNonNull(password, "a password must not be null"), "a password");
        for (char c : new char[] {'\r', '\n', '\0'}) {
            if (password.indexOf(c) >= 0) {
                throw unsendable("a password", codePoint(c), password.indexOf(c));
            }
        }
        return password;
    }

    /** An access token that clients can send (RFC 6750 section 2.1). */
    static String token(String token) {
        if (Objects.requireNonNull(token, "a token must not be null").isEmpty()) {
            throw new IllegalArgumentException("a token must not be empty");
        }
        token.chars().filter(c -> c <= ' ' || c > '~').findFirst().ifPresent(c -> {
            throw unsendable("a token", codePoint(c), token.indexOf(c));
        });
        return token;
    }

    /** RFC 1939 section 7: a msg-id of RFC 822. */
    static String timestamp(String timestamp) {
        if (!MESSAGE_ID
                .matcher(Objects.requireNonNull(timestamp, "a timestamp must not be null; apop() chooses one"))
                .matches()) {
            throw new IllegalArgumentException(
                    "an APOP timestamp must be a message-id in angle brackets (RFC 1939 section 7), but was \""
                            + timestamp
                            + "\"; give one such as <1896.697170952@dbc.mtview.ca.us>, or call apop() without one");
        }
        return timestamp;
    }

    /** Half of a surrogate pair cannot be encoded; Java would send a question mark. */
    private static void requireEncodable(String text, String what) {
        for (int i = 0, codePoint; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                throw unsendable(what, codePoint(codePoint) + ", half of a surrogate pair", i);
            }
        }
    }

    /** The message omits the text, which may be a secret. */
    private static IllegalArgumentException unsendable(String what, String character, int index) {
        return new IllegalArgumentException(what + " cannot have the character " + character + " (at index " + index
                + "): no client can send it;" + " leave it out");
    }

    private static String codePoint(int character) {
        return String.format(Locale.ROOT, "U+%04X", character);
    }

    /** As a list, without null in it. */
    static List<String> noNulls(String what, String... values) {
        for (String value : Objects.requireNonNull(values, what + " must not be null")) {
            Objects.requireNonNull(value, what + " must not be null");
        }
        return List.of(values);
    }

    static int range(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + ", but was " + value);
        }
        return value;
    }

    static Duration positive(Duration value, String what) {
        if (Objects.requireNonNull(value, what + " must not be null").isZero() || value.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero, but was " + value);
        }
        return notTooLong(value, what);
    }

    static Duration notNegative(Duration value, String what) {
        if (Objects.requireNonNull(value, what + " must not be null").isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but was " + value);
        }
        return notTooLong(value, what);
    }

    static Instant clockStart(Instant start) {
        if (start.isBefore(FIRST) || start.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "the start of a clock must be between " + FIRST + " and " + LAST + ", but was " + start);
        }
        return start;
    }

    private static Duration notTooLong(Duration value, String what) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " must be at most " + LONGEST.toDays() + " days, but was " + value);
        }
        return value;
    }
}
