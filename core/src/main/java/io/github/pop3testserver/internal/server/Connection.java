package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.server.ActiveExchange.Farewell;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.internal.wire.PlainTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: moves octets between the socket and the dialogue.
 *
 * <pre>
 *                  a fault lets the exchange wait
 *        TALKING ──────────────────────────────────▶ WAITING
 *         │ │ ▲ ◀──────────────────────────────────── │  │
 *         │ │ │          what it waited for is there   │  │
 *         │ │ │                                         │  │
 *         │ ▼ │ the handshake is over                   │  │
 *         │ TLS UPGRADE, from SHAKE_HANDS on            │  │
 *         │                                             │  │
 *         │ CLOSE, autologout, goDown(): FIN            │  │
 *         ▼                                             ▼  │
 *        DRAINING ◀─────────────────────────────────────   │
 *         │                                                │
 *         │ the client closes its side                     │ the client closes its side, unless it waits for a time only
 *         ▼                                                ▼
 *        CLOSED ◀── from each phase: RST by either side, a lost connection, the server's end
 * </pre>
 *
 * <p>While an exchange is not over no further line is looked at, so that pipelined commands are answered in order. The
 * connection still reads, up to a bound, or it would not notice that its client is gone. Where no line can follow, input
 * is read and thrown away: closing a socket with unread input would reset the connection, and the client could lose
 * octets that were promised to it.
 */
final class Connection implements Handler, Barrier.Waiter {

    private static final Set<SessionEnd> BY_CLIENT = EnumSet.of(SessionEnd.CLIENT_CLOSED, SessionEnd.CLIENT_RESET);

    private enum Phase {
        TALKING,
        WAITING,
        DRAINING,
        CLOSED
    }

    private final Acceptor acceptor;
    private final ServerContext context;
    private final Dialogue dialogue;
    private final SelectionKey key;
    private final ReadAhead input;
    private final ReplyWriter writer;
    private final FaultWait waiting;
    private final Autologout autologout;
    private final Work onReady = this::readAndWork;
    private Transport transport;

    /** What is being answered; null while it is the client's turn. */
    private @Nullable ActiveExchange exchange;

    /** Until the next piece of a reply may leave; null if none has to wait for its time. */
    private Timers.@Nullable Timer pacing;

    /** From the moment that TLS is due to the end of its handshake, which what comes next waits for; else null. */
    private @Nullable TlsUpgrade upgrade;

    private Phase phase = Phase.TALKING;

    /** The client has closed its side while the server kept it waiting. */
    private boolean hurried;

    /** Nothing can be sent any more: the client is gone, or TLS 1.2 has closed both directions. */
    private boolean outputLost;

    /** @param implicitTls TLS begins at once */
    Connection(
            Acceptor acceptor, ServerContext context, SocketChannel socket, SessionRecord record, boolean implicitTls)
            throws IOException {
        this.acceptor = acceptor;
        this.context = context;
        this.transport = new PlainTransport(socket);
        this.input = new ReadAhead(context.readBuffer());
        this.writer = new ReplyWriter(context.loop().time());
        this.waiting = new FaultWait(context, this);
        this.dialogue = new Dialogue(context, record, waiting, implicitTls);
        this.autologout = new Autologout(context, this::onIdle);
        this.key = context.loop().register(socket, SelectionKey.OP_READ, this);
        if (implicitTls) {
            upgrade = new TlsUpgrade();
        }
        turnTo(dialogue.begin(Pop3Event.CONNECT));
    }

    @Override
    public void onReady() {
        attempt(onReady);
    }

    private void readAndWork() throws IOException {
        if (key.isReadable()) {
            read();
        }
        work();
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
                abort(input.hasEnded() ? input.end() : SessionEnd.CLIENT_RESET);
            }
        } catch (RuntimeException | Error e) {
            // Ours, or a predicate's of the test: this connection ends, and verify() and close() report it.
            context.failures().add(e);
            abort(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    private void work() throws IOException {
        if (!outputLost) {
            flushTransport();
        }
        proceed();
        // The selector knows nothing of what the transport has already taken from the socket.
        while (transport.hasBufferedInput() && mayRead()) {
            read();
            proceed();
        }
    }

    /** The server stops. */
    void stop() {
        abort(SessionEnd.SERVER_STOPPED);
    }

    @Override
    public void drop() {
        attempt(() -> {
            if (phase == Phase.TALKING || phase == Phase.WAITING) {
                disconnect(SessionEnd.SERVER_DISCONNECTED);
                updateInterests();
            }
        });
    }

    @Override
    public void resume() {
        attempt(() -> {
            if (phase == Phase.WAITING) {
                endWait();
                work();
            }
        });
    }

    private void endWait() {
        phase = Phase.TALKING;
        waiting.end();
        // The client could not know that it was its turn.
        autologout.restart();
        if (exchange != null) {
            exchange.resumed();
        }
    }

    private boolean mayRead() {
        return phase != Phase.CLOSED && !input.hasEnded() && (phase == Phase.DRAINING || !isFull());
    }

    private boolean isFull() {
        return input.isFull(upgrade, isHeldUp(), dialogue.lineLimit());
    }

    /** Whether the server keeps the client waiting. */
    private boolean isHeldUp() {
        return phase == Phase.WAITING || pacing != null;
    }

    private void read() throws IOException {
        try {
            input.read(transport, upgrade, phase == Phase.DRAINING);
        } catch (IOException e) {
            // Where a fault has kept the client waiting, it has given up, and nothing is to be done for it.
            if (e instanceof SSLException || isHeldUp()) {
                throw e;
            }
            input.endByReset();
            loseOutput(e);
        }
    }

    /** Does what can be done without waiting. */
    private void proceed() throws IOException {
        noteHandshake();
        do {
            while (phase == Phase.TALKING && flush() && goOn()) {
                // One thing at a time: what was sent last has left before anything else is looked at.
            }
        } while (input.hasEnded() && hurry());
        if (isHeldUp() && isFull()) {
            dialogue.note("the client sent more than 16 MiB without waiting for a reply");
            abort(SessionEnd.SERVER_DISCONNECTED);
        } else if (input.hasEnded() && !owesAnything()) {
            abort(input.end());
        } else {
            updateInterests();
        }
    }

    /**
     * Gives up on waiting for a time, since the client has closed its side. If it is gone, the next octets find that out, and
     * its maildrop is free; if it has closed no more than that side, it gets what it is owed. False if there was no time to wait
     * for.
     */
    private boolean hurry() {
        if (phase == Phase.WAITING && waiting.isForTime()) {
            endWait();
        } else if (pacing != null) {
            cancelPacing();
            writer.hurry();
        } else {
            return false;
        }
        hurried = true;
        return true;
    }

    /** Whether a client that has closed its side may still be waiting for something: it may have closed no more than that side. */
    private boolean owesAnything() {
        boolean unsent = writer.isSending() || transport.wantsWrite();
        return unsent && !outputLost && transport.isEstablished() && phase != Phase.WAITING;
    }

    /** False if octets are left that the socket does not take now, or that may not leave yet, and within a handshake. */
    private boolean flush() throws IOException {
        if (pacing != null || (upgrade != null && upgrade.hasBegun())) {
            return false;
        }
        if (!writer.isSending()) {
            return true;
        }
        long wait = outputLost ? 0 : flushWriter();
        if (wait != 0) {
            // A client that reads a long reply is not idle.
            autologout.restart();
        }
        if (wait > 0 && wait < Long.MAX_VALUE) {
            pacing = context.loop().timers().schedule(Duration.ofNanos(wait), this::onPace);
        }
        return wait == 0;
    }

    private long flushWriter() throws IOException {
        try {
            return writer.flush(transport);
        } catch (IOException e) {
            loseOutput(e);
            return 0;
        }
    }

    private void flushTransport() throws IOException {
        try {
            transport.flush();
        } catch (IOException e) {
            loseOutput(e);
        }
    }

    /** A client that is gone cannot be answered any more; what it has sent before still counts. */
    private void loseOutput(IOException reason) throws IOException {
        if (upgrade != null) {
            throw reason;
        }
        outputLost = true;
        input.clientHasReset();
        writer.clear();
    }

    private void onPace() {
        pacing = null;
        attempt(this::work);
    }

    /** Does the next thing; false if that is the client's. */
    private boolean goOn() throws IOException {
        if (exchange == null) {
            return turnTo(nextLine());
        }
        ActiveExchange active = exchange;
        return switch (active.next()) {
            case SEND -> {
                if (!outputLost) {
                    writer.send(active.octets(), active.record(), active.pacing());
                }
                yield true;
            }
            case WAIT -> {
                phase = Phase.WAITING;
                yield false;
            }
            case PREPARE_TLS -> prepareTls();
            case SHAKE_HANDS -> {
                shakeHands();
                yield true;
            }
            case CLOSE -> {
                close(active.farewell());
                yield false;
            }
            case GO_ON -> {
                turnTo(dialogue.following(active.event()));
                yield true;
            }
        };
    }

    private @Nullable ActiveExchange nextLine() {
        if (dialogue.isBegunWithoutStls(input.lines())) {
            input.clear();
            return dialogue.onClientHello();
        }
        Line line = input.lines().next(dialogue.lineLimit());
        if (line == null) {
            return null;
        }
        autologout.restart();
        return dialogue.onLine(line, input.hasMore());
    }

    /** False if there is none, or if a predicate has dropped this very connection. */
    private boolean turnTo(@Nullable ActiveExchange next) {
        exchange = next == null ? null : dialogue.withFaults(next);
        if (exchange != null && exchange.event() == Pop3Event.GREETING) {
            autologout.start();
        }
        return exchange != null;
    }

    /** RFC 2595 section 4: what came behind STLS in the clear must not count inside TLS, unless the test wants a bad server. */
    private boolean prepareTls() throws IOException {
        if (input.hasMore()) {
            dialogue.plaintextAfterStls();
            switch (context.settings().stlsLeftovers()) {
                case CLOSE -> {
                    close(Farewell.ABRUPT);
                    return false;
                }
                case DISCARD -> input.clear();
                case EXECUTE -> {}
            }
        }
        dialogue.tlsStarted();
        if (upgrade == null) {
            upgrade = new TlsUpgrade();
        }
        return turnTo(dialogue.begin(Pop3Event.TLS_HANDSHAKE));
    }

    private void shakeHands() throws IOException {
        TlsServer tls = Objects.requireNonNull(context.tls(), "TLS was offered without a certificate");
        transport =
                Objects.requireNonNull(upgrade, "a handshake that is not due").begin(tls, transport);
        autologout.start();
    }

    private void noteHandshake() {
        if (upgrade != null && upgrade.isOver()) {
            secured(upgrade);
        }
    }

    private void secured(TlsUpgrade over) {
        dialogue.secured(over.protocol(), over.requestedHost());
        upgrade = null;
    }

    /** The alert that tells the client is on its way; FIN goes behind it. */
    private void failTls(SSLException failure) {
        String reason = String.valueOf(failure.getMessage());
        dialogue.tlsFailed(reason);
        if (upgrade != null) {
            secured(upgrade);
        }
        try {
            disconnect(TlsMistakes.isByClient(reason) ? SessionEnd.CLIENT_CLOSED : SessionEnd.SERVER_DISCONNECTED);
            updateInterests();
        } catch (IOException e) {
            abort(SessionEnd.CLIENT_RESET);
        }
    }

    private void close(Farewell farewell) throws IOException {
        if (farewell == Farewell.RESET) {
            endSession(SessionEnd.SERVER_DISCONNECTED);
            transport.reset();
            abort(SessionEnd.SERVER_DISCONNECTED);
            return;
        }
        if (farewell == Farewell.POLITE) {
            transport.endOutput();
        }
        disconnect(SessionEnd.SERVER_DISCONNECTED);
    }

    /** Ends the session, sends FIN, and waits for the client's. */
    private void disconnect(SessionEnd end) throws IOException {
        endSession(end);
        phase = Phase.DRAINING;
        input.clear();
        transport.shutdownOutput();
    }

    private void endSession(SessionEnd end) {
        exchange = null;
        writer.clear();
        waiting.end();
        cancelPacing();
        autologout.cancel();
        upgrade = null;
        dialogue.endSession(end);
    }

    private void cancelPacing() {
        if (pacing != null) {
            pacing.cancel();
            pacing = null;
        }
    }

    /** The connection is gone, or has to go at once. */
    private void abort(SessionEnd end) {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean clientsTurn = phase == Phase.TALKING && upgrade == null && !writer.isSending() && !hurried;
        if (clientsTurn && BY_CLIENT.contains(end)) {
            dialogue.leftWithoutQuit();
        }
        if (phase == Phase.TALKING && upgrade != null && BY_CLIENT.contains(end)) {
            dialogue.leftHandshake(upgrade.isBegunByClient());
        }
        endSession(end);
        phase = Phase.CLOSED;
        try {
            transport.close();
        } catch (IOException e) {
            context.failures().add(e);
        }
        acceptor.closed(this);
        dialogue.disconnected();
    }

    private void updateInterests() {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean waitsToWrite = writer.isSending() && transport.isEstablished() && pacing == null;
        boolean writes = !outputLost && (transport.wantsWrite() || waitsToWrite);
        int interests = (mayRead() ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interests) {
            key.interestOps(interests);
        }
    }

    /** Without a word, and without UPDATE (RFC 1939 section 3). */
    private void onIdle() {
        if (isHeldUp() || writer.isSending()) {
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
