package io.github.pop3testserver;

import io.github.pop3testserver.model.Pop3Event;
import java.util.EnumMap;
import java.util.Map;

/** The events that waits have returned for, and do not return for again. Used on the loop. */
final class Reported {

    private final Map<Pop3Event, Integer> commands = new EnumMap<>(Pop3Event.class);
    private int sessionEnds;

    int sessionEnds() {
        return sessionEnds;
    }

    void reportSessionEnd() {
        sessionEnds++;
    }

    /** How many commands waits for this event have returned for. */
    int commands(Pop3Event event) {
        return commands.getOrDefault(event, 0);
    }

    void reportCommands(Pop3Event event, int number) {
        commands.merge(event, number, Integer::sum);
    }

    void reset() {
        commands.clear();
        sessionEnds = 0;
    }
}
