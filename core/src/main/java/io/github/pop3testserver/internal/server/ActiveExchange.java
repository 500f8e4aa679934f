package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.fault.Callback;
import io.github.pop3testserver.internal.fault.Effect;
import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.fault.Stage;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is being answered: a connect, a handshake, a greeting, a command, a response to a challenge, or a line that could not
 * be read. It goes through its phases in order, with the faults that act on it, and says after each what its connection has to
 * do next.
 *
 * <pre>
 *   RECEIVED ── run, delay, before processing; then process, encode, corrupt ──▶ send
 *      │                                                                          │
 *      │ without a reply                                                          ▼
 *      │                                                  CUT ── close, or wait ─▶ send the rest
 *      ▼                                                                          │
 *     OVER ◀──────────────── close, or begin TLS, or nothing ──────────────── REPLIED
 * </pre>
 */
final class ActiveExchange extends ReceivedExchange {

    private enum Phase {
        RECEIVED,
        CUT,
        REPLIED,
        OVER
    }

    private Phase phase = Phase.RECEIVED;

    /** The faults to apply, in the order of their stages. Those before the index have been applied. */
    private List<Fault> faults = List.of();

    private int nextFault;

    /** The fault that is being applied. */
    private @Nullable Fault acting;

    /** What the applied fault wants the connection to do; null for nothing. */
    private @Nullable Next wanted;

    private @Nullable Note wait;

    /** The reply that a fault gives instead of the server's. */
    private @Nullable Reply answer;

    /** Whether the command is carried out although a fault has answered it. */
    private boolean processed = true;

    /** Who is logged in instead of what the command says; null for nobody. */
    private @Nullable String loggedIn;

    private boolean ignored;
    private @Nullable EncodedReply reply;
    private long cutAt;

    /** Whether the rest of the reply was sent after a wait. */
    private boolean continued;

    private @Nullable SendPacing pacing;
    private List<ByteBuffer> octets = List.of();

    /** The end of the reply, which is sent after the next one. */
    private byte[] late = LateOctets.NONE;

    /** @param line null if the event is not a line, or the line could not be read */
    ActiveExchange(
            Dialogue dialogue,
            Pop3Event event,
            @Nullable CommandLine line,
            @Nullable StoredMessage message,
            ExchangeRecord record) {
        super(dialogue, event, line, message, record);
    }

    /** @param chosen in the order of their stages */
    void setFaults(List<Fault> chosen) {
        faults = chosen;
    }

    List<ByteBuffer> octets() {
        return octets;
    }

    /** Null if the octets leave as fast as the socket takes them. */
    @Nullable
    SendPacing pacing() {
        return pacing;
    }

    /** Advances to the next thing that the connection has to do. */
    Next next() {
        return switch (phase) {
            case RECEIVED -> begin();
            case CUT -> cut();
            case REPLIED -> follow();
            case OVER -> over(Next.GO_ON);
        };
    }

    private Next begin() {
        Next obstacle = applyFaults(Stage.BEFORE_PROCESSING);
        if (obstacle != null) {
            return obstacle;
        }
        if (!event.hasReply()) {
            return over(event == Pop3Event.TLS_HANDSHAKE ? Next.SHAKE_HANDS : dialogue.followingConnect());
        }
        applyFaults(Stage.PROCESS);
        if (ignored) {
            return over(Next.GO_ON);
        }
        Response response = respond();
        EncodedReply encoded = EncodedReply.of(response);
        if (nextFault < faults.size()) {
            reply = encoded;
            applyFaults(Stage.PACE);
            encoded = reply;
        }
        encoded = dialogue.lateOctets().after(encoded, late);
        // A corruption's function may have dropped this connection.
        return phase == Phase.OVER ? Next.GO_ON : send(response, encoded);
    }

    private Response respond() {
        if (loggedIn != null) {
            return dialogue.logIn(this, loggedIn);
        }
        if (answer == null) {
            return dialogue.process(this);
        }
        Response given = Response.given(answer.content());
        if (processed) {
            var unused = dialogue.process(this); // for its effect, not for its words
        } else {
            dialogue.answeredOtherwise(this, given);
        }
        return given;
    }

    private Next send(Response response, EncodedReply encoded) {
        record.replying(dialogue.elapsed(), response, encoded);
        long position = nextFault < faults.size() ? cutPosition(faults.get(nextFault), encoded) : EncodedReply.BEYOND;
        if (position == EncodedReply.BEYOND) {
            phase = Phase.REPLIED;
            octets = encoded.octets();
        } else {
            phase = Phase.CUT;
            reply = encoded;
            cutAt = position;
            octets = encoded.part(0, position);
        }
        return Next.SEND;
    }

    private long cutPosition(Fault cutting, EncodedReply encoded) {
        CutPoint at = ((Effect.Cutting) cutting.effect()).at();
        long position = encoded.position(at);
        String obstacle = position == EncodedReply.BEYOND
                ? "the reply ended before its cut point"
                : dialogue.whyNotAt(cutting.effect(), position == encoded.length());
        if (obstacle.isEmpty()) {
            return position;
        }
        nextFault++;
        cutting.notApplied(obstacle);
        return EncodedReply.BEYOND;
    }

    private Next cut() {
        dialogue.replied();
        Next obstacle = applyFaults(Stage.AT_CUT);
        if (obstacle != null) {
            return obstacle;
        }
        EncodedReply whole = Objects.requireNonNull(reply, "a cut without a reply");
        octets = whole.part(cutAt, whole.length());
        if (pacing != null) {
            pacing.restart();
        }
        continued = cutAt < whole.length();
        phase = Phase.REPLIED;
        return Next.SEND;
    }

    private Next follow() {
        dialogue.replied();
        if (continued) {
            dialogue.repliedToTheEnd();
        }
        return over(answer != null && answer.disconnects() ? Next.CLOSE : dialogue.follow());
    }

    private Next over(Next next) {
        phase = Phase.OVER;
        abandonFaults("its moment passed before it could act");
        return next;
    }

    /** The session has ended; nothing more is done. */
    void abandon() {
        phase = Phase.OVER;
        resumed();
        abandonFaults("the connection ended before it could act");
    }

    private void abandonFaults(String why) {
        while (nextFault < faults.size()) {
            faults.get(nextFault++).notApplied(why);
        }
    }

    /** The wait is over. */
    void resumed() {
        if (wait != null) {
            dialogue.waited(wait);
            wait = null;
        }
    }

    /** Applies the faults up to a stage, in order. Stops after one that wants the connection to do something, and returns that. */
    private @Nullable Next applyFaults(Stage last) {
        wanted = null;
        while (wanted == null
                && nextFault < faults.size()
                && faults.get(nextFault).stage().compareTo(last) <= 0) {
            acting = faults.get(nextFault++);
            acting.effect().apply(this);
        }
        return wanted;
    }

    private Fault acting() {
        return Objects.requireNonNull(acting, "an effect outside of its stage");
    }

    private void applied() {
        acting().applied();
        dialogue.note("fault: " + acting().description());
    }

    private FaultWait beginToWait() {
        acting().applied();
        wait = dialogue.noteWait("fault: " + acting().description());
        wanted = Next.WAIT;
        return dialogue.waiting();
    }

    @Override
    public void run(Runnable action) {
        beginToWait().forAction(action);
    }

    @Override
    public void pause(Duration duration) {
        beginToWait().forTime(duration);
    }

    @Override
    public void stall() {
        beginToWait().forEver();
    }

    @Override
    public void waitAt(Barrier barrier) {
        FaultWait waiting = beginToWait();
        waiting.atGate(barrier);
        if (!waiting.isOn()) {
            resumed();
            wanted = null;
        }
    }

    @Override
    public void answer(Reply other, boolean alsoProcessed) {
        answer = other;
        processed = alsoProcessed;
        applied();
    }

    @Override
    public void logIn(String username) {
        loggedIn = username;
        applied();
    }

    @Override
    public void ignore() {
        ignored = true;
        applied();
    }

    @Override
    public void alterReply(UnaryOperator<byte[]> change, boolean restLater) {
        EncodedReply whole = Objects.requireNonNull(reply, "a change without a reply");
        byte[] before = whole.bytes();
        byte[] after;
        try {
            after = Callback.call(() -> change.apply(before));
        } catch (RuntimeException | Error e) {
            acting().notApplied("its function threw " + e);
            throw e;
        }
        // A function that dropped this connection has had an effect as well.
        if (Arrays.equals(before, after) && phase != Phase.OVER) {
            acting().notApplied("there was nothing in the reply that it could change");
        } else {
            if (restLater) {
                late = LateOctets.join(Arrays.copyOfRange(before, after.length, before.length), late);
            }
            reply = whole.alteredTo(after);
            applied();
        }
    }

    @Override
    public void throttle(long octetsPerSecond) {
        sendPacing().throttle(octetsPerSecond);
        applied();
    }

    @Override
    public void fragment(int pieceOctets, Duration gap) {
        sendPacing().fragment(pieceOctets, gap);
        applied();
    }

    private SendPacing sendPacing() {
        if (pacing == null) {
            pacing = new SendPacing();
        }
        return pacing;
    }

    @Override
    public void close(boolean reset) {
        wanted = reset ? Next.RESET : Next.CLOSE;
        applied();
    }
}
