package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.internal.server.Step.Goodbye;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.PlainTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: moves octets between the socket and the conversation.
 *
 * <pre>
 *               TALKING ◀──────────────┐
 *                  │ │ a fault parks it │ the fault lets it go on
 *                  │ └───────────────▶ PARKED
 *                  │ Step.Disconnect,   │
 *                  │ autologout: FIN    │
 *                  ▼                    │
 *              DRAINING                 │
 *                  │                    │
 *                  │ the client closes its side, or one of the two resets the connection
 *                  ▼                    ▼
 *                         CLOSED
 * </pre>
 *
 * <p>While a step is pending no further line is looked at, so that pipelined commands are answered in order. The
 * connection still reads, up to a bound, or it would not notice that its client has gone. Where no line can follow, input
 * is read and thrown away: closing a socket with unread input would reset the connection, and the client could lose
 * octets that were promised to it.
 */
final class Connection implements Handler {

    /** So much may be read ahead of the lines that are answered. */
    private static final int READ_AHEAD = 64 * 1024;

    private static final Set<SessionEnd> BY_CLIENT = EnumSet.of(SessionEnd.CLIENT_CLOSED, SessionEnd.CLIENT_RESET);

    private enum Phase {
        TALKING,
        PARKED,
        DRAINING,
        CLOSED
    }

    private final Acceptor acceptor;
    private final ServerContext context;
    private final Conversation conversation;
    private final SelectionKey key;
    private final LineDecoder decoder = new LineDecoder();
    private final Outflow outflow = new Outflow();
    private final Parking parking;
    private final Autologout autologout;
    private final ArrayDeque<Step> steps = new ArrayDeque<>(4);
    private Transport transport;

    /** From the moment that TLS is due to the end of its handshake, which what comes next waits for; else null. */
    private @Nullable TlsHandshake handshake;

    private Phase phase = Phase.TALKING;

    /** The client has closed its side; lines that came before are still answered. */
    private boolean inputEnded;

    /** @param implicitTls TLS begins at once */
    Connection(
            Acceptor acceptor,
            ServerContext context,
            SocketChannel socket,
            Conversation conversation,
            boolean implicitTls)
            throws IOException {
        this.acceptor = acceptor;
        this.context = context;
        this.conversation = conversation;
        this.transport = new PlainTransport(socket);
        this.parking = new Parking(context, this);
        this.autologout = new Autologout(context, this::onIdle);
        this.key = context.loop().register(socket, SelectionKey.OP_READ, this);
        if (implicitTls) {
            handshake = new TlsHandshake();
        }
        steps.addAll(conversation.begin(implicitTls));
    }

    @Override
    public void onReady() {
        attempt(() -> {
            if (key.isReadable()) {
                read();
            }
            work();
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // A clause of its own would load the class of TLS's exception where there is no TLS.
            if (e instanceof SSLException failure) {
                failTls(failure);
            } else {
                lose(inputEnded ? SessionEnd.CLIENT_CLOSED : SessionEnd.CLIENT_RESET);
            }
        } catch (RuntimeException | Error e) {
            // Ours, or a predicate's of the test: this connection ends, and verify() and close() tell why.
            context.failures().add(e);
            lose(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    private void work() throws IOException {
        transport.flush();
        proceed();
        // The selector knows nothing of what the transport has already taken from the socket.
        while (transport.hasBufferedInput() && mayRead()) {
            read();
            proceed();
        }
    }

    /** The server stops. */
    void stop() {
        lose(SessionEnd.SERVER_STOPPED);
    }

    /** The line drops, whatever is going on. */
    void drop() {
        attempt(() -> {
            if (phase == Phase.TALKING || phase == Phase.PARKED) {
                disconnect(SessionEnd.SERVER_DISCONNECTED);
                updateInterests();
            }
        });
    }

    /** What the conversation has been waiting for is there. */
    void resume() {
        attempt(() -> {
            if (phase == Phase.PARKED) {
                phase = Phase.TALKING;
                parking.end();
                // The client could not know that it was its turn.
                autologout.restart();
                conversation.resumed();
                work();
            }
        });
    }

    private boolean mayRead() {
        return phase != Phase.CLOSED && !inputEnded && (phase == Phase.DRAINING || readAhead() < mostReadAhead());
    }

    /** A line as long as a line may be has to fit, or its end would never be read. */
    private int mostReadAhead() {
        return Math.max(READ_AHEAD, conversation.lineLimit() + 1);
    }

    private int readAhead() {
        return handshake == null ? decoder.buffered() : handshake.kept();
    }

    private void read() throws IOException {
        ByteBuffer buffer = context.readBuffer().clear();
        int count = transport.read(buffer);
        if (count < 0) {
            inputEnded = true;
        } else if (handshake != null && !handshake.hasBegun()) {
            handshake.keep(buffer.flip());
        } else if (phase != Phase.DRAINING) {
            decoder.append(buffer.flip());
        }
    }

    /** Does what can be done without waiting. */
    private void proceed() throws IOException {
        noteHandshake();
        while (phase == Phase.TALKING && flush() && (performStep() || answerLine())) {
            // One thing at a time: what was said last has left before anything else is looked at.
        }
        if (inputEnded && !mayAnswerStill()) {
            lose(SessionEnd.CLIENT_CLOSED);
        } else {
            updateInterests();
        }
    }

    /** Whether a client that has closed its side is owed something: it may have closed no more than that side. */
    private boolean mayAnswerStill() {
        boolean unsent = !outflow.isEmpty() || transport.wantsWrite();
        return unsent && transport.isEstablished() && phase != Phase.PARKED && !parking.hasTimer();
    }

    /** False if octets are left that the socket does not take now, or that may not leave yet, and within a handshake. */
    private boolean flush() throws IOException {
        if (parking.hasTimer() || (handshake != null && handshake.hasBegun())) {
            return false;
        }
        long wait = outflow.flush(transport, context.loop().time().nanos());
        if (wait > 0 && wait < Long.MAX_VALUE) {
            parking.wait(Duration.ofNanos(wait), () -> attempt(this::work));
        }
        return wait == 0;
    }

    private boolean performStep() throws IOException {
        Step step = steps.poll();
        if (step instanceof Step.Send send) {
            outflow.send(send);
        } else if (step instanceof Step.Continue more) {
            push(more.next().get());
        } else if (step instanceof Step.Greet) {
            greet();
        } else if (step instanceof Step.StartTls) {
            startTls();
        } else if (step instanceof Step.Handshake) {
            shakeHands();
        } else if (step instanceof Step.Disconnect disconnect) {
            disconnect(disconnect.goodbye());
        } else if (step != null) {
            suffer(step);
        }
        return step != null;
    }

    private void push(List<Step> next) {
        for (int i = next.size() - 1; i >= 0; i--) {
            steps.addFirst(next.get(i));
        }
    }

    private void greet() {
        autologout.start();
        push(conversation.greet());
    }

    /** What faults do. */
    private void suffer(Step step) throws IOException {
        if (step instanceof Step.Cut cut) {
            conversation.applied(cut.rule());
            disconnect(cut.how().goodbye());
            return;
        }
        phase = Phase.PARKED;
        if (step instanceof Step.Stall stall) {
            conversation.parkedBy(stall.rule());
        } else if (step instanceof Step.Hold hold) {
            conversation.parkedBy(hold.rule());
            if (!parking.waitAt(hold.barrier())) {
                phase = Phase.TALKING;
                conversation.resumed();
            }
        } else if (step instanceof Step.Pause pause) {
            conversation.parkedBy(pause.rule());
            parking.wait(pause.duration(), this::resume);
        } else if (step instanceof Step.Run run) {
            conversation.parkedBy(run.rule());
            parking.waitFor(run.action());
        }
    }

    /** RFC 2595 section 4: what came behind STLS in the clear must not count inside TLS, unless the test wants a bad server. */
    private void startTls() throws IOException {
        if (decoder.buffered() > 0) {
            conversation.plaintextAfterStls();
            switch (context.settings().stlsLeftovers()) {
                case CLOSE -> {
                    disconnect(Goodbye.ABRUPT);
                    return;
                }
                case DISCARD -> decoder.clear();
                case EXECUTE -> {}
            }
        }
        conversation.tlsStarted();
        if (handshake == null) {
            handshake = new TlsHandshake();
        }
        push(conversation.beginTls());
    }

    private void shakeHands() throws IOException {
        TlsServer tls = Objects.requireNonNull(context.tls(), "TLS was offered without a certificate");
        transport =
                Objects.requireNonNull(handshake, "a handshake that is not due").begin(tls, transport);
        autologout.start();
    }

    private void noteHandshake() {
        if (handshake != null && handshake.isOver()) {
            secured(handshake);
        }
    }

    private void secured(TlsHandshake over) {
        conversation.secured(over.protocol(), over.requestedHost());
        handshake = null;
    }

    /** The alert that tells the client is on its way; FIN goes behind it. */
    private void failTls(SSLException failure) {
        conversation.tlsFailed(String.valueOf(failure.getMessage()));
        if (handshake != null) {
            secured(handshake);
        }
        try {
            // The JDK's words for a client that has refused us; newer ones begin with the alert's name.
            boolean byClient = String.valueOf(failure.getMessage()).contains("Received fatal alert");
            disconnect(byClient ? SessionEnd.CLIENT_CLOSED : SessionEnd.SERVER_DISCONNECTED);
            updateInterests();
        } catch (IOException e) {
            lose(SessionEnd.CLIENT_RESET);
        }
    }

    private boolean answerLine() {
        Line line = decoder.next(conversation.lineLimit());
        if (line == null) {
            return false;
        }
        autologout.restart();
        steps.addAll(conversation.onLine(line, decoder.buffered() > 0));
        return true;
    }

    private void disconnect(Goodbye goodbye) throws IOException {
        if (goodbye == Goodbye.RESET) {
            over(SessionEnd.SERVER_DISCONNECTED);
            transport.reset();
            lose(SessionEnd.SERVER_DISCONNECTED);
            return;
        }
        if (goodbye == Goodbye.POLITE) {
            transport.endOutput();
        }
        disconnect(SessionEnd.SERVER_DISCONNECTED);
    }

    /** Ends the session, sends FIN, and waits for the client's. */
    private void disconnect(SessionEnd end) throws IOException {
        over(end);
        phase = Phase.DRAINING;
        decoder.clear();
        transport.shutdownOutput();
    }

    private void over(SessionEnd end) {
        steps.clear();
        outflow.clear();
        parking.end();
        autologout.cancel();
        handshake = null;
        conversation.over(end);
    }

    /** The connection is gone, or has to go at once. */
    private void lose(SessionEnd end) {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean clientsTurn = phase == Phase.TALKING && handshake == null && outflow.isEmpty();
        if (clientsTurn && BY_CLIENT.contains(end)) {
            conversation.left();
        }
        over(end);
        phase = Phase.CLOSED;
        try {
            transport.close();
        } catch (IOException e) {
            context.failures().add(e);
        }
        acceptor.closed(this);
        conversation.disconnected();
    }

    private void updateInterests() {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean writes =
                transport.wantsWrite() || (!outflow.isEmpty() && transport.isEstablished() && !parking.hasTimer());
        int interests = (mayRead() ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interests) {
            key.interestOps(interests);
        }
    }

    /** Without a word, and without UPDATE (RFC 1939 section 3). */
    private void onIdle() {
        if (phase == Phase.PARKED || parking.hasTimer()) {
            // It is not the client that is idle.
            autologout.start();
            return;
        }
        attempt(() -> {
            disconnect(SessionEnd.AUTOLOGOUT);
            proceed();
        });
    }
}
