package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server can do, and what CAPA says of it (RFC 2449).
 *
 * @param exact the lines that are announced whatever the server can do; null for those that are true
 * @param withheld names of capabilities that the server has not got
 * @param afterLogin lines that are announced after login only
 */
public record Capabilities(@Nullable List<String> exact, Set<String> withheld, List<String> afterLogin) {

    /** What can be withheld: the command itself, and each capability that CAPA may list. */
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

    /** All that the server can do. */
    public static final Capabilities ALL = new Capabilities(null, Set.of(), List.of());

    public Capabilities {
        exact = exact == null ? null : List.copyOf(exact);
        withheld = Set.copyOf(withheld);
        afterLogin = List.copyOf(afterLogin);
    }

    /** Whether the server has got a capability. */
    public boolean has(String name) {
        return !withheld.contains(name);
    }

    /**
     * What CAPA lists: before login what is usable then or later, since Jakarta Mail asks once, before (RFC 2449 section 5).
     * A line for after login takes the place of one with the same name. Before login it hides what is true, and leaves what
     * the test has asked for: the arguments may differ (RFC 2449 section 6.7).
     *
     * @param maildrop what was opened; null before login
     */
    List<String> lines(SessionContext context, @Nullable OpenMaildrop maildrop) {
        List<String> lines = new ArrayList<>(exact == null ? truth(context, maildrop) : exact);
        if (exact == null || maildrop != null) {
            List<String> later = namesOf(afterLogin);
            lines.removeIf(line -> later.contains(name(line)));
        }
        if (maildrop != null) {
            lines.addAll(afterLogin);
        }
        return lines;
    }

    /** In Dovecot's order; STLS apart, a login changes nothing of it but values (RFC 2449 section 6). */
    private List<String> truth(SessionContext context, @Nullable OpenMaildrop maildrop) {
        List<String> lines = new ArrayList<>(List.of("TOP"));
        if (maildrop == null ? context.users().allHaveUniqueIds() : maildrop.hasUniqueIds()) {
            lines.add("UIDL");
        }
        lines.addAll(List.of("RESP-CODES", "PIPELINING", "AUTH-RESP-CODE"));
        // Only where it may be issued (RFC 2595 section 4): not behind UTF8 (RFC 6856 section 2.1).
        if (context.offersTls() && !context.utf8() && maildrop == null) {
            lines.add("STLS");
        }
        if (context.allowsPlaintext()) {
            lines.add("USER");
        }
        List<String> mechanisms = context.mechanismNames(context.allowsPlaintext());
        if (!mechanisms.isEmpty()) {
            lines.add("SASL " + String.join(" ", mechanisms));
        }
        lines.add("UTF8");
        addLoginDelay(lines, context, maildrop);
        lines.add("IMPLEMENTATION pop3-test-server");
        lines.removeIf(line -> !has(name(line)));
        return lines;
    }

    /** RFC 2449 section 6.5: before login the largest value of any user, and {@code USER} if they differ. */
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
        int blank = line.indexOf(' ');
        return (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
    }
}
