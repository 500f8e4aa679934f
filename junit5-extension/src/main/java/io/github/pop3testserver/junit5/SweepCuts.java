package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds every point where the sessions of a recorded run can be cut. */
final class SweepCuts {

    private final List<SweepCut> cuts = new ArrayList<>();
    private final boolean insideReplies;
    private final boolean nameSessions;

    /** How often each event has occurred so far in the current session. */
    private final Map<Pop3Event, Integer> seen = new EnumMap<>(Pop3Event.class);

    private int session;

    private SweepCuts(boolean insideReplies, boolean nameSessions) {
        this.insideReplies = insideReplies;
        this.nameSessions = nameSessions;
    }

    static List<SweepCut> of(List<Pop3Session> sessions, boolean insideReplies) {
        SweepCuts found = new SweepCuts(insideReplies, sessions.size() > 1);
        sessions.forEach(found::addAll);
        return List.copyOf(found.cuts);
    }

    private void addAll(Pop3Session recorded) {
        session = recorded.number();
        seen.clear();
        List<Exchange> exchanges = recorded.exchanges();
        boolean stls = exchanges.stream().anyMatch(SweepCuts::beginsTls);
        if (recorded.tlsProtocol().isPresent() && !stls) {
            addHandshake();
        }
        for (Exchange exchange : exchanges) {
            addExchange(exchange);
            if (beginsTls(exchange) && recorded.tlsProtocol().isPresent()) {
                addHandshake();
            }
        }
    }

    private void addExchange(Exchange exchange) {
        Pop3Event event = exchange.event();
        int before = seen.getOrDefault(event, 0);
        if (event == Pop3Event.GREETING) {
            add(event, CutPoint.beforeReply(), "before the greeting");
        } else {
            String what = exchange.command()
                    .map(CommandLine::toString)
                    .orElse(event == Pop3Event.SASL_RESPONSE ? "SASL response " + (before + 1) : "the overlong line");
            add(event, CutPoint.beforeProcessing(), "before " + what + " was processed");
            add(event, CutPoint.beforeReply(), "after " + what + " was processed, before its reply");
            if (insideReplies && exchange.octets().isPresent()) {
                addInside(
                        event, "inside the reply to " + what, exchange.octets().getAsLong(), exchange.terminated());
            }
        }
        seen.put(event, before + 1);
    }

    private static boolean beginsTls(Exchange exchange) {
        return exchange.event() == Pop3Event.STLS && exchange.status().startsWith("+OK");
    }

    private void addHandshake() {
        add(Pop3Event.TLS_HANDSHAKE, CutPoint.beforeProcessing(), "before the TLS handshake");
    }

    private void addInside(Pop3Event event, String where, long octets, boolean terminated) {
        add(event, CutPoint.afterOctets(0), where + ", after its status line");
        if (octets > 1) {
            add(event, CutPoint.afterOctets(octets / 2), where + ", after " + octets / 2 + " of " + octets + " octets");
        }
        if (terminated) {
            add(event, CutPoint.beforeTerminator(), where + ", before its terminator");
            add(event, CutPoint.insideTerminator(), where + ", inside its terminator");
        }
    }

    private void add(Pop3Event event, CutPoint at, String words) {
        String place = nameSessions ? words + " (session " + session + ")" : words;
        cuts.add(new SweepCut(event, session, seen.getOrDefault(event, 0), at, place));
    }
}
