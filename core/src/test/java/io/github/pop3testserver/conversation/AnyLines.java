package io.github.pop3testserver.conversation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.Fuzz;
import io.github.pop3testserver.internal.sasl.SaslMechanism;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Lines that a client may send, good and bad, in ISO-8859-1 so that any octet can be among them. */
final class AnyLines {

    private static final List<String> KEYWORDS = List.of(
            "CAPA",
            "STLS",
            "USER",
            "PASS",
            "APOP",
            "AUTH",
            "UTF8",
            "STAT",
            "LIST",
            "UIDL",
            "TOP",
            "RETR",
            "DELE",
            "NOOP",
            "RSET",
            "QUIT",
            "LAST",
            "GREETING",
            "");

    private AnyLines() {}

    /** Two of three after a login. */
    static Arbitrary<List<String>> sequences() {
        Arbitrary<List<String>> beginnings = Arbitraries.of(
                List.of(), List.of("USER user", "PASS password"), List.of("AUTH PLAIN AHVzZXIAcGFzc3dvcmQ="));
        Arbitrary<List<String>> sequences =
                Combinators.combine(beginnings, lines().list().ofMaxSize(40)).as(AnyLines::concatenated);
        return Fuzz.varied(sequences);
    }

    private static List<String> concatenated(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Arbitrary<String> lines() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, commands()), Tuple.of(3, wildCommands()), Tuple.of(1, responses()), Tuple.of(1, octets()));
    }

    /** By the letter; QUIT ends a conversation, so it comes less often than the others. */
    private static Arbitrary<String> commands() {
        Arbitrary<String> mechanisms = Arbitraries.of(SaslMechanism.class).map(SaslMechanism::mechanismName);
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("CAPA", "STAT", "LIST", "UIDL", "NOOP", "AUTH", "UTF8", "STLS", "RSET")),
                Tuple.of(6, joined(Arbitraries.of("RETR", "DELE", "DELE", "LIST", "UIDL"), numbers())),
                Tuple.of(1, joined(joined(Arbitraries.just("TOP"), numbers()), numbers())),
                Tuple.of(1, Arbitraries.of("USER user", "PASS password", "PASS wrong", "AUTH LOGIN")),
                Tuple.of(2, joined(Arbitraries.just("AUTH"), mechanisms)),
                Tuple.of(1, joined(joined(Arbitraries.just("AUTH"), mechanisms), responses())),
                Tuple.of(1, Arbitraries.just("QUIT")));
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.integers().between(0, 5).map(String::valueOf);
    }

    private static Arbitrary<String> joined(Arbitrary<String> first, Arbitrary<String> second) {
        return Combinators.combine(first, second).as((one, other) -> one + " " + other);
    }

    /** Any keyword with any arguments. */
    private static Arbitrary<String> wildCommands() {
        Arbitrary<String> argument = Arbitraries.frequencyOf(
                Tuple.of(3, numbers()),
                Tuple.of(
                        2, Arbitraries.of("00002", "99999999999999999999", "-1", "+1", "[AUTH]", ".", "=", "", "user")),
                Tuple.of(1, responses()),
                Tuple.of(2, octets()));
        Arbitrary<String> keyword = Arbitraries.of(KEYWORDS);
        return Combinators.combine(
                        keyword, Arbitraries.of(true, false), argument.list().ofMaxSize(3))
                .as((word, lower, arguments) -> (lower ? word.toLowerCase(Locale.ROOT) : word)
                        + arguments.stream().reduce("", (all, next) -> all + " " + next));
    }

    /** To the challenges of SASL, in base64 as a rule. */
    private static Arbitrary<String> responses() {
        Arbitrary<String> right = Arbitraries.of(
                "\0user\0password", "user", "password", "user=user\1auth=Bearer t\1\1", "n,,n=user,r=x", "");
        return Arbitraries.frequencyOf(
                Tuple.of(4, right.map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))),
                Tuple.of(2, octets().map(text -> Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1)))),
                Tuple.of(1, Arbitraries.of("*", "=", "", "===")));
    }

    private static Arbitrary<String> octets() {
        return Arbitraries.strings()
                .withCharRange('\0', '\u00FF')
                .ofMaxLength(30)
                .map(text -> text.replace("\n", ""));
    }
}
