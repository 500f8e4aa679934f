package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An exchange as faults see it: what it is, and what can be done to it. */
public interface FaultedExchange {

    /** The number of its session. */
    int session();

    /** Whether it is such an event; a PASS, for example, is also a command, and mostly a login. */
    boolean is(Pop3Event event);

    /** The command that was received; null for what is not a command, or could not be read. */
    @Nullable
    CommandLine command();

    /** The message that the command names; null if it names none that is there. */
    @Nullable
    StoredMessage message();

    /** The maildrop that the session has opened; null before login. */
    @Nullable
    OpenMaildrop maildrop();

    /** The login that this exchange attempts; null if it attempts none. */
    @Nullable
    LoginAttempt login();

    /** The message-number of a unique-id, as the maildrop or the session has it; 0 if there is none. */
    int numberOf(String uid);

    /** Runs an action on a thread of its own; the exchange waits for its end. */
    void run(Runnable action);

    /** Waits, in real time. */
    void pause(Duration duration);

    /** Waits until the barrier is released. */
    void waitAt(Barrier barrier);

    /** Waits until the client goes away. */
    void stall();

    /**
     * Sends this reply in place of the server's.
     *
     * @param processed whether the command is carried out all the same
     */
    void answer(Reply reply, boolean processed);

    /** The command is not carried out, and gets no reply. */
    void ignore();

    /** Changes the octets of the reply. */
    void alterReply(UnaryOperator<byte[]> change);

    /** Sends at most so many octets a second. */
    void throttle(long octetsPerSecond);

    /** Sends the reply in pieces. */
    void fragment(int octets, Duration gap);

    /** Closes the connection with FIN, or with RST. */
    void close(boolean reset);
}
