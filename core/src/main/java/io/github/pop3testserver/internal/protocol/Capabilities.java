package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of a server, and what CAPA announces (RFC 2449).
 *
 * @param exact the lines to announce, even if they are untrue; null to announce what the server supports
 * @param withheld names of capabilities that the server does not support
 * @param afterLogin lines to announce only after login
 */
public record Capabilities(@Nullable List<String> exact, Set<String> withheld, List<String> afterLogin) {

    /** The names that can be withheld: CAPA itself, and each capability that it may list. */
    public static final List<String> NAMES = List.of(
            "CAPA",
            "TOP",
            "UIDL",
            "RESP-CODES",
            "PIPELINING",
            "AUTH-RESP-CODE",
            "STLS",
            "USER",
            "SASL",
            "UTF8",
            "LOGIN-DELAY",
            "IMPLEMENTATION");

    /** Announces everything that the server supports. */
    public static final Capabilities ALL = new Capabilities(null, Set.of(), List.of());

    public Capabilities {
        exact = exact == null ? null : List.copyOf(exact);
        withheld = Set.copyOf(withheld);
        afterLogin = List.copyOf(afterLogin);
    }

    /** Whether the server supports a capability. */
    public boolean has(String name) {
        return !withheld.contains(name);
    }

    /**
     * The CAPA command.
     *
     * @param maildrop what was opened; null before login
     */
    static Response capa(CommandLine line, SessionContext context, @Nullable OpenMaildrop maildrop) throws Rejected {
        Arguments.none(line);
        if (!context.has("CAPA")) {
            throw new Rejected("Unknown command.");
        }
        List<String> lines = context.features().capabilities().lines(context, maildrop);
        return Response.multiLine("Capability list follows", lines);
    }

    /**
     * The lines of CAPA. Before login they include capabilities that are usable only after it, because Jakarta Mail sends
     * CAPA only once, before login (RFC 2449 section 5).
     *
     * <p>After login, a line for {@link #afterLogin} replaces each line with the same name. Before login, it removes such a
     * line, but not if the test has set the exact lines: there a capability may have other arguments before login (RFC 2449
     * section 6.7).
     *
     * @param maildrop the open maildrop; null before login
     */
    private List<String> lines(SessionContext context, @Nullable OpenMaildrop maildrop) {
        List<String> lines = new ArrayList<>(exact == null ? supported(context, maildrop) : exact);
        if (exact == null || maildrop != null) {
            List<String> later = namesOf(afterLogin);
            lines.removeIf(line -> later.contains(name(line)));
        }
        if (maildrop != null) {
            lines.addAll(afterLogin);
        }
        return lines;
    }

    /** In Dovecot's order. After login there is no STLS, and UIDL and LOGIN-DELAY are those of the maildrop. */
    private List<String> supported(SessionContext context, @Nullable OpenMaildrop maildrop) {
        List<String> lines = new ArrayList<>(List.of("TOP"));
        if (maildrop == null ? context.users().allHaveUniqueIds() : maildrop.hasUniqueIds()) {
            lines.add("UIDL");
        }
        lines.addAll(List.of("RESP-CODES", "PIPELINING", "AUTH-RESP-CODE"));
        // Only while the client may send it (RFC 2595 section 4): not after UTF8 (RFC 6856 section 2.1).
        if (context.offersTls() && !context.utf8() && maildrop == null) {
            lines.add("STLS");
        }
        if (context.allowsPlaintext()) {
            lines.add("USER");
        }
        List<String> mechanisms = context.mechanismNames();
        if (!mechanisms.isEmpty()) {
            lines.add("SASL " + String.join(" ", mechanisms));
        }
        lines.add("UTF8");
        addLoginDelay(lines, context, maildrop);
        lines.add("IMPLEMENTATION pop3-test-server");
        lines.removeIf(line -> !has(name(line)));
        return lines;
    }

    /** RFC 2449 section 6.5: before login, the largest value of all users, with {@code USER} if the values differ. */
    private static void addLoginDelay(List<String> lines, SessionContext context, @Nullable OpenMaildrop maildrop) {
        Duration delay = maildrop == null
                ? context.users().longestLoginDelay()
                : maildrop.maildrop().loginDelay();
        if (!delay.isZero()) {
            boolean differs = maildrop == null && context.users().loginDelaysDiffer();
            lines.add("LOGIN-DELAY " + Users.seconds(delay) + (differs ? " USER" : ""));
        }
    }

    private static List<String> namesOf(List<String> lines) {
        return lines.stream().map(Capabilities::name).toList();
    }

    private static String name(String line) {
        int space = line.indexOf(' ');
        return (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    }
}
