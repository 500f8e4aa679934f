package io.github.pop3testserver.play;

import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fault, and what is to be expected of it.
 *
 * @param processed whether the command has its effect
 * @param heard what the client is told
 * @param ends whether the connection ends
 */
record PlannedFault(Pop3Event event, Consumer<FaultTrigger> effect, boolean processed, Heard heard, boolean ends) {

    static final String INSTEAD = "-ERR something else\r\n";

    enum Heard {
        THE_REPLY,
        SOMETHING_ELSE,
        NOTHING,
        /** Reading fails. */
        RESET
    }

    private static final List<Pop3Event> EVENTS = List.of(
            Pop3Event.LOGIN,
            Pop3Event.STAT,
            Pop3Event.LIST,
            Pop3Event.RETR,
            Pop3Event.DELE,
            Pop3Event.RSET,
            Pop3Event.QUIT,
            Pop3Event.QUIT);

    /** A number from 0 to 47 chooses event and effect. */
    static PlannedFault numbered(int number) {
        Pop3Event event = EVENTS.get(number % EVENTS.size());
        return switch (number / EVENTS.size()) {
            case 0 -> new PlannedFault(event, on -> on.err("something else"), false, Heard.SOMETHING_ELSE, false);
            case 1 -> new PlannedFault(event, on -> on.disconnect(beforeProcessing()), false, Heard.NOTHING, true);
            case 2 -> new PlannedFault(event, on -> on.disconnect(beforeReply()), true, Heard.NOTHING, true);
            case 3 -> new PlannedFault(event, on -> on.disconnect(afterReply()), true, Heard.THE_REPLY, true);
            case 4 -> new PlannedFault(event, on -> on.reset(beforeReply()), true, Heard.RESET, true);
            default ->
                number % 2 == 0
                        ? new PlannedFault(
                                event, on -> on.processThenReply(Reply.raw(INSTEAD)), true, Heard.SOMETHING_ELSE, false)
                        : new PlannedFault(event, FaultTrigger::ignore, false, Heard.NOTHING, false);
        };
    }
}
