package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.model.Pop3Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Waits for what happens on the server's side without the test's hearing of it: a client that hangs up, for example. It
 * is woken by the event itself and does not poll. If the event does not come in time, or the server is closed first, it
 * throws an {@link AssertionError} with the transcript.
 */
public final class Pop3Await {

    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    private final ServerContext context;
    private final Waiting waiting;
    private final Cursor sessionEnds;

    Pop3Await(ServerContext context, Duration timeout, Cursor sessionEnds) {
        this.context = context;
        this.waiting = new Waiting(context, timeout);
        this.sessionEnds = sessionEnds;
    }

    /** How many ended sessions were handed out; on the loop. */
    static final class Cursor {
        private int taken;

        void reset() {
            taken = 0;
        }
    }

    /** The next session that has ended; each is handed out once, in the order of their ends. */
    public Pop3Session sessionEnd() {
        int before = context.loop().call(() -> sessionEnds.taken);
        String what = "the end of a session" + (before == 0 ? "" : " besides the " + before + " handed out before");
        SessionRecord record = waiting.until(what, () -> {
            List<SessionRecord> ended = context.journal().ended();
            return ended.size() > sessionEnds.taken ? ended.get(sessionEnds.taken++) : null;
        });
        return new Pop3Session(context, record);
    }

    /** Returns when as many sessions have ended since the server's start, or its last reset. */
    public void sessionsEnded(int count) {
        waiting.untilTrue(
                count == 1 ? "the end of 1 session" : "the end of " + count + " sessions",
                () -> context.journal().ended().size() >= count);
    }

    /**
     * Returns when a session has received such a command.
     *
     * @throws IllegalArgumentException if the event is no command's: for a login wait for PASS, APOP or AUTH
     */
    public void command(Pop3Event command) {
        if (!Objects.requireNonNull(command, "a command").isCommand()) {
            throw new IllegalArgumentException("command(" + command + ") would wait in vain: " + command
                    + " is no command; wait for one, PASS for example, or for applied(...) of a fault");
        }
        waiting.untilTrue(command == Pop3Event.ANY_COMMAND ? "a command" : "a " + command + " command", () -> {
            for (SessionRecord session : context.journal().sessions()) {
                if (session.hasReceived(command)) {
                    return true;
                }
            }
            return false;
        });
    }

    /**
     * Returns when the fault was applied at least once.
     *
     * @throws IllegalArgumentException if it is a fault of another server
     */
    public void applied(InstalledFault fault) {
        if (!fault.isOf(context)) {
            throw new IllegalArgumentException(
                    "applied(...) would wait in vain: " + fault + " is a fault of another server");
        }
        waiting.untilTrue("the fault " + fault.description(), () -> fault.timesApplied() > 0);
    }

    /** Returns when no client is connected any more: each session is over, and each client has closed its side. */
    public void noOpenConnections() {
        waiting.untilTrue("all clients to close their connections", () -> {
            for (SessionRecord session : context.journal().sessions()) {
                if (session.isConnected()) {
                    return false;
                }
            }
            return true;
        });
    }
}
