package io.github.pop3testserver.junit5;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as annotations write them: a number and a unit, such as {@code 5 s}. */
final class Durations {

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,8}) ?(ms|s|m)");

    private Durations() {}

    /** Empty if the text is not a positive duration. */
    static Optional<Duration> read(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(written.group(1));
        return Optional.of(
                switch (written.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                });
    }

    static String inWords(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
