package io.github.pop3testserver.assertj;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a test gives to an assertion: null is nothing that could be found, or be missing. */
final class Given {

    private Given() {}

    /**
     * As a list.
     *
     * @param what one of them, for the message
     * @param remedy what to give
     */
    static <T> List<T> all(String what, String remedy, Iterable<? extends T> values) {
        List<T> all = new ArrayList<>();
        for (T value : Objects.requireNonNull(values, "null, and not " + what + "s; " + remedy)) {
            String place = what + " at index " + all.size();
            all.add(Objects.requireNonNull(value, () -> "the " + place + " is null; " + remedy));
        }
        return all;
    }

    /** As {@link #all(String, String, Iterable)}. */
    static <T> List<T> all(String what, String remedy, T[] values) {
        return all(
                what, remedy, Arrays.asList(Objects.requireNonNull(values, "null, and not " + what + "s; " + remedy)));
    }
}
