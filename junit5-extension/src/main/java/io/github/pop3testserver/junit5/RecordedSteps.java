package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.junit5.SweepStep.Owner;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the steps of recorded sessions, in the order of the conversation. */
final class RecordedSteps {

    private final List<SweepStep> steps = new ArrayList<>();
    private final boolean severalSessions;
    private final boolean severalUsers;

    /** How often each event has occurred so far in the current session. */
    private final Map<Pop3Event, Integer> seen = new EnumMap<>(Pop3Event.class);

    /** How often each event has occurred so far in the sessions of a user, after login. */
    private final Map<String, Map<Pop3Event, Integer>> seenOf = new HashMap<>();

    private int session;
    private Optional<String> user = Optional.empty();
    private boolean loggedIn;

    private RecordedSteps(List<Pop3Session> sessions) {
        severalSessions = sessions.size() > 1;
        severalUsers = sessions.stream()
                        .flatMap(each -> each.username().stream())
                        .distinct()
                        .count()
                > 1;
    }

    static List<SweepStep> of(List<Pop3Session> sessions) {
        RecordedSteps found = new RecordedSteps(sessions);
        sessions.forEach(found::addAll);
        return List.copyOf(found.steps);
    }

    private void addAll(Pop3Session recorded) {
        session = recorded.number();
        user = recorded.username();
        loggedIn = false;
        seen.clear();
        List<Exchange> exchanges = recorded.exchanges();
        boolean secured = recorded.tlsProtocol().isPresent();
        boolean stls = exchanges.stream().anyMatch(RecordedSteps::beginsTls);
        add("connect", Pop3Event.CONNECT, Optional.empty(), false);
        if (secured && !stls) {
            addHandshake();
        }
        for (Exchange exchange : exchanges) {
            addExchange(exchange);
            if (secured && beginsTls(exchange)) {
                addHandshake();
            }
        }
    }

    private void addHandshake() {
        add("TLS handshake", Pop3Event.TLS_HANDSHAKE, Optional.empty(), false);
    }

    private static boolean beginsTls(Exchange exchange) {
        return exchange.event() == Pop3Event.STLS && exchange.status().startsWith("+OK");
    }

    private void addExchange(Exchange exchange) {
        boolean login = !loggedIn && decidesLogin(exchange);
        add(words(exchange), exchange.event(), Optional.of(exchange), login);
        loggedIn |= login && exchange.status().startsWith("+OK");
    }

    private String words(Exchange exchange) {
        return switch (exchange.event()) {
            case GREETING -> "greeting";
            case SASL_RESPONSE -> "SASL response " + (seen.getOrDefault(Pop3Event.SASL_RESPONSE, 0) + 1);
            default -> exchange.command().map(CommandLine::toString).orElse("the overlong line");
        };
    }

    /** After AUTH, a status line that is a challenge lets the dialogue go on. */
    private static boolean decidesLogin(Exchange exchange) {
        return switch (exchange.event()) {
            case PASS, APOP -> true;
            case AUTH -> exchange.octets().isEmpty() && !isChallenge(exchange);
            case SASL_RESPONSE -> !isChallenge(exchange);
            default -> false;
        };
    }

    private static boolean isChallenge(Exchange exchange) {
        return exchange.status().startsWith("+") && !exchange.status().startsWith("+OK");
    }

    private void add(String words, Pop3Event event, Optional<Exchange> exchange, boolean login) {
        String suffix = severalSessions ? " (session " + session + ")" : "";
        int skip = countIn(seen, event);
        steps.add(new SweepStep(words, event, session, skip, exchange, login, owner(event), suffix));
    }

    /** Empty where the number of the session says enough, or all that there is to say. */
    private Optional<Owner> owner(Pop3Event event) {
        if (!loggedIn || !severalUsers || user.isEmpty()) {
            return Optional.empty();
        }
        if (!event.isAfterLogin() && event != Pop3Event.QUIT && event != Pop3Event.CAPA) {
            return Optional.empty();
        }
        Map<Pop3Event, Integer> ofUser = seenOf.computeIfAbsent(user.get(), any -> new EnumMap<>(Pop3Event.class));
        return Optional.of(new Owner(user.get(), countIn(ofUser, event)));
    }

    /** How often it has occurred before. */
    private static int countIn(Map<Pop3Event, Integer> counts, Pop3Event event) {
        int before = counts.getOrDefault(event, 0);
        counts.put(event, before + 1);
        return before;
    }
}
