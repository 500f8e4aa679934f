package io.github.pop3testserver.samples.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.model.Corruption;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes the texts of replies, and nothing else. A reply is still the server's own, so you can declare faults of your own
 * for the same command. Copy this class together with the servers that use it.
 */
final class StatusLine {

    private StatusLine() {}

    /** Another text after {@code +OK}. Not where the text is the answer: STAT, and LIST or UIDL with a number. */
    static Corruption okText(String text) {
        return okText(() -> text);
    }

    /** As {@link #okText(String)}, with a text for each reply. */
    static Corruption okText(Supplier<String> text) {
        return replacing("^\\+OK[^\r]*", match -> status("+OK", text));
    }

    /** Another text after {@code +OK} where LIST or UIDL has no number. */
    static Corruption listingText(String text) {
        return listingText(() -> text);
    }

    /** As {@link #listingText(String)}, with a text for each reply. */
    static Corruption listingText(Supplier<String> text) {
        return replacing("^\\+OK( \\d+ messages:)?(?=\r)", match -> status("+OK", text));
    }

    /** Another text after {@code -ERR}, without the response code, where the server's own text is this one. */
    static Corruption errText(String own, String text) {
        return replacing("^-ERR (\\[[^]]*] )?" + Pattern.quote(own), match -> status("-ERR", () -> text));
    }

    /** Replaces the first match in the whole reply; {@code ^} is the beginning of the status line. */
    static Corruption replacing(String regex, String replacement) {
        return replacing(regex, match -> replacement);
    }

    private static Corruption replacing(String regex, Function<MatchResult, String> replacement) {
        Pattern pattern = Pattern.compile(regex);
        return Corruption.alteredBy(octets -> pattern.matcher(new String(octets, ISO_8859_1))
                .replaceFirst(replacement)
                .getBytes(ISO_8859_1));
    }

    private static String status(String indicator, Supplier<String> text) {
        return (indicator + " " + text.get()).stripTrailing();
    }
}
