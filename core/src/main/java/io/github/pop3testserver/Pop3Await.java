package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.model.Pop3Event;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Waits for server-side events, such as a client disconnecting. It does not poll: the event wakes it.
 *
 * <p>Every method throws {@link AssertionError} with the transcript if the timeout passes first, the server is closed
 * or the thread is interrupted, and {@link IllegalStateException} if called in a callback on the server's thread.
 * Thread-safe.
 */
public final class Pop3Await {

    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final ServerContext context;
    private final Waiting waiting;
    private final Reported reported;

    Pop3Await(ServerContext context, Duration timeout, Reported reported) {
        this.context = context;
        this.waiting = new Waiting(context, timeout, "; use server.await(timeout) to wait longer");
        this.reported = reported;
    }

    /**
     * Waits until a session ends, and returns it. Each call on the same server returns another session, in the order of
     * their ends; a session that ended before the call counts too.
     */
    public Pop3Session sessionEnd() {
        int before = context.loop().call(reported::sessionEnds);
        String what = "a session to end" + (before == 0 ? "" : ", in addition to the " + before + " returned before");
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

    /** Waits until this many sessions have ended since the server's start or its last reset. */
    public void sessionsEnded(int count) {
        waiting.untilTrue(
                count == 1 ? "1 session to end" : count + " sessions to end",
                () -> context.journal().ended().size() >= count);
    }

    /**
     * Waits until the server has received another command of this kind. Same as
     * {@link #command(Pop3Event, int) command(command, 1)}.
     */
    public void command(Pop3Event command) {
        command(command, 1);
    }

    /**
     * Waits until the server has received this many further commands of this kind, in any sessions. Commands since the
     * server's start or its last reset count, also those that came before this call, except those that earlier calls
     * with the same event have already returned for. Two calls for RETR therefore wait for two RETR, however early they
     * come. A call that fails uses up no commands.
     *
     * <p>To wait for a command that comes after something else, declare a fault at that time and wait until it is
     * {@linkplain #applied applied}.
     *
     * @param command a command, or {@code ANY_COMMAND}, which is counted separately
     * @throws IllegalArgumentException if the event is not a command, or if the number is below 1; for a login, wait
     *     for PASS, APOP or AUTH
     */
    public void command(Pop3Event command, int further) {
        if (!Objects.requireNonNull(command, "a command must not be null").isCommand()) {
            throw new IllegalArgumentException("command(" + command + ") would wait forever: " + command
                    + " is not a command; wait for a command, such as PASS, or for applied(...) of a fault");
        }
        Check.range(further, 1, Integer.MAX_VALUE, "a number of further commands");
        int before = context.loop().call(() -> reported.commands(command));
        String what =
                commands(command, further) + (before == 0 ? "" : ", in addition to the " + before + " reported before");
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
     * Waits until the fault was applied at least once.
     *
     * @throws IllegalArgumentException if the fault belongs to another server
     */
    public void applied(InstalledFault fault) {
        if (!Objects.requireNonNull(fault, "a fault must not be null").isOf(context)) {
            throw new IllegalArgumentException(
                    "applied(...) would wait forever: " + fault + " is a fault of another server");
        }
        waiting.untilTrue("the fault " + fault.description(), () -> fault.timesApplied() > 0);
    }

    /** Waits until no client is connected: every session has ended, and every client has closed its side. */
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
