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
    private final Reported reported;

    Pop3Await(ServerContext context, Duration timeout, Reported reported) {
        this.context = context;
        this.waiting = new Waiting(context, timeout);
        this.reported = reported;
    }

    /** The next session that has ended; each is handed out once, in the order of their ends. */
    public Pop3Session sessionEnd() {
        int before = context.loop().call(reported::sessionEnds);
        String what = "the end of a session" + (before == 0 ? "" : " besides the " + before + " handed out before");
        SessionRecord record = waiting.until(what, () -> {
            List<SessionRecord> ended = context.journal().ended();
            if (ended.size() <= reported.sessionEnds()) {
                return null;
            }
            reported.reportSessionEnd();
            return ended.get(reported.sessionEnds() - 1);
        });
        return new Pop3Session(context, record);
    }

    /** Returns when as many sessions have ended since the server's start, or its last reset. */
    public void sessionsEnded(int count) {
        waiting.untilTrue(
                count == 1 ? "the end of 1 session" : "the end of " + count + " sessions",
                () -> context.journal().ended().size() >= count);
    }

    /** As {@link #command(Pop3Event, int)}, for one command. */
    public void command(Pop3Event command) {
        command(command, 1);
    }

    /**
     * Returns when the server has received a number of further commands of a kind, in whatever sessions. All commands since the
     * server's start, or its last reset, count, those included that came before this call, except those that earlier calls
     * for the same event have reported. So two calls for RETR return when there were two RETR, however early these came. Each
     * event is counted for itself: a RETR that was reported as {@code ANY_COMMAND} can still be waited for as RETR. A call that
     * fails reports nothing.
     *
     * <p>To wait for a command that comes after something else, declare a fault at that time, and wait until it is
     * {@link #applied}.
     *
     * @throws IllegalArgumentException if the event is no command's: for a login wait for PASS, APOP or AUTH
     */
    public void command(Pop3Event command, int further) {
        if (!Objects.requireNonNull(command, "a command").isCommand()) {
            throw new IllegalArgumentException("command(" + command + ") would wait in vain: " + command
                    + " is no command; wait for one, PASS for example, or for applied(...) of a fault");
        }
        Check.range(further, 1, Integer.MAX_VALUE, "a number of further commands");
        int before = context.loop().call(() -> reported.commands(command));
        String what = commands(command, further) + (before == 0 ? "" : " besides the " + before + " reported before");
        waiting.untilTrue(what, () -> {
            // Not a sum, which may overflow.
            boolean arrived = context.journal().received(command) - reported.commands(command) >= further;
            if (arrived) {
                reported.reportCommands(command, further);
            }
            return arrived;
        });
    }

    private static String commands(Pop3Event event, int number) {
        String kind = event == Pop3Event.ANY_COMMAND ? "" : event + " ";
        return number == 1 ? "a " + kind + "command" : number + " " + kind + "commands";
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
