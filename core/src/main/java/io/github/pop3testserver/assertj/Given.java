package io.github.pop3testserver.assertj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Checks the arguments of assertions. They must not be null. */
final class Given {

    private Given() {}

    /**
     * Returns the values as a list.
     *
     * @param what names one of them in the message
     * @param remedy says what to give instead
     */
    static <T> List<T> all(String what, String remedy, Iterable<? extends T> values) {
        List<T> all = new ArrayList<>();
        for (T value : Objects.requireNonNull(values, what + "s must not be null; " + remedy)) {
            String place = what + " at index " + all.size();
            all.add(Objects.requireNonNull(value, () -> "the " + place + " must not be null; " + remedy));
        }
        return all;
    }

    /** Like {@link #all(String, String, Iterable)}. */
    static <T> List<T> all(String what, String remedy, T[] values) {
        return all(what, remedy, Arrays.asList(Objects.requireNonNull(values, what + "s must not be null; " + remedy)));
    }
}
