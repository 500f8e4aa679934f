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

/** An exchange as faults see it: its properties, and what an effect can do to it. */
public interface FaultedExchange {

    /** The number of the session, from 1. */
    int session();

    Pop3Event event();

    /** Whether the exchange is an instance of this event. It can be several: a PASS is also ANY_COMMAND and usually LOGIN. */
    boolean is(Pop3Event event);

    /** The command received; null if the event is not a command, or the line could not be read. */
    @Nullable
    CommandLine command();

    /** The message that the command names; null if there is none. */
    @Nullable
    StoredMessage message();

    /** The maildrop that the session has opened; null before login. */
    @Nullable
    OpenMaildrop maildrop();

    /** The login attempt of this exchange; null if there is none. */
    @Nullable
    LoginAttempt login();

    /** The message-number of a unique-id, as stored or as this session announces it; 0 if there is none. */
    int numberOf(String uid);

    /** Runs an action on its own thread. The exchange waits until it ends. */
    void run(Runnable action);

    /** Waits, in real time. */
    void pause(Duration duration);

    /** Waits until the barrier is released. */
    void waitAt(Barrier barrier);

    /** Sends nothing more, and waits until the client disconnects. */
    void stall();

    /**
     * Sends this reply instead of the server's.
     *
     * @param processed whether the command is processed nevertheless
     */
    void answer(Reply reply, boolean processed);

    /** Logs the client in to the maildrop of this user instead of processing the command. */
    void logIn(String username);

    /** Skips the command: it is not processed and gets no reply. */
    void ignore();

    /**
     * Changes the octets of the reply.
     *
     * @param restLater whether the octets that the change removes from the end are sent after the next reply
     */
    void alterReply(UnaryOperator<byte[]> change, boolean restLater);

    /** Limits the rate at which the reply is sent. */
    void throttle(long octetsPerSecond);

    /** Sends the reply in pieces. */
    void fragment(int octets, Duration gap);

    /** Closes the connection with FIN, or with RST. */
    void close(boolean reset);
}
