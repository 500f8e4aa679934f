package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: moves octets between the socket and the dialogue, in one phase at a time.
 *
 * <pre>
 *                  a fault lets the exchange wait
 *        TALKING ──────────────────────────────────▶ WAITING
 *         │ │ ▲ ◀──────────────────────────────────── │  │
 *         │ │ │          what it waited for is there   │  │
 *         │ │ │                                         │  │
 *         │ ▼ │ the handshake is over                   │  │
 *         │ SHAKING HANDS                               │  │
 *         │ CLOSE, autologout, goDown(): FIN            │  │
 *         ▼                                             ▼  │
 *        DRAINING ◀─────────────────────────────────────   │
 *         │                                                │
 *         │ the client closes its side                     │ the client closes its side, unless it waits for a time only
 *         ▼                                                ▼
 *        CLOSED ◀── from each phase: RST by either side, a lost connection, the server's end
 * </pre>
 *
 * <p>While an exchange is not over no further line is looked at, so that pipelined commands are answered in order. Where no
 * line can follow, input is read and thrown away: closing a socket with unread input would reset the connection, and the
 * client could lose octets that were promised to it.
 */
final class Connection extends IsolatedHandler implements Barrier.Waiter {

    private enum Phase {
        TALKING,
        WAITING,
        SHAKING_HANDS,
        DRAINING,
        CLOSED
    }

    private final Acceptor acceptor;
    private final Dialogue dialogue;
    private final ClientSocket socket;
    private final ReplyWriter writer;
    private final FaultWait waiting;
    private final Autologout autologout;
    private final SessionLimit limit;
    private final @Nullable Reply lastReply;
    private final TlsUpgrade tls;

    /** The exchange being answered; null while the client's next line is awaited. */
    private @Nullable ActiveExchange exchange;

    private Phase phase = Phase.TALKING;

    /** The client closed its side while the server kept it waiting. */
    private boolean hurried;

    /** @param implicitTls TLS begins at once */
    Connection(
            Acceptor acceptor, ServerContext context, SocketChannel channel, SessionRecord record, boolean implicitTls)
            throws IOException {
        super(context);
        this.acceptor = acceptor;
        this.writer = new ReplyWriter(
                context.loop().time(), context.loop().timers(), context.scratch(), () -> attempt(this::work));
        this.waiting = new FaultWait(context.loop().timers(), context.actions(), this, this::onLongWait);
        this.limit = new SessionLimit(context, this::onTimeUp);
        this.dialogue = new Dialogue(context, record, waiting, limit, implicitTls);
        this.tls = new TlsUpgrade(context, dialogue, implicitTls);
        this.autologout = new Autologout(context, this::onIdle);
        this.lastReply = context.settings().limits().lastReply();
        this.socket = new ClientSocket(context, channel, this, tls, writer);
        turnTo(dialogue.begin(Pop3Event.CONNECT));
    }

    @Override
    void handle() throws IOException {
        if (socket.isReadable()) {
            read();
        }
        work();
    }

    private void work() throws IOException {
        socket.flushTransport();
        proceed();
        while (socket.hasBufferedInput() && mayRead()) {
            read();
            proceed();
        }
    }

    @Override
    void lost() {
        abort(socket.hasEnded() ? socket.end() : SessionEnd.CLIENT_RESET);
    }

    /** Ends the session because the server stops. */
    void stop() {
        abort(SessionEnd.SERVER_STOPPED);
    }

    @Override
    public void drop() {
        attempt(() -> {
            if (!isOver()) {
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

    private void onLongWait() {
        dialogue.waitsFor(FaultWait.LONG);
    }

    private void endWait() {
        phase = Phase.TALKING;
        waiting.end();
        // The client was not idle: it was waiting for the server.
        autologout.restart();
        if (exchange != null) {
            exchange.resumed();
        }
    }

    private boolean isOver() {
        return phase == Phase.DRAINING || phase == Phase.CLOSED;
    }

    private boolean mayRead() {
        return phase != Phase.CLOSED && !socket.hasEnded() && (phase == Phase.DRAINING || !isFull());
    }

    private boolean isFull() {
        return socket.isNearlyFull() && socket.isFull(isHeldUp(), dialogue.lineLimit());
    }

    /** Whether the server keeps the client waiting. */
    private boolean isHeldUp() {
        return phase == Phase.WAITING || writer.isPaced();
    }

    private void read() throws IOException {
        socket.read(phase == Phase.DRAINING, isHeldUp());
    }

    /** Does everything that needs no waiting. */
    private void proceed() throws IOException {
        if (phase == Phase.SHAKING_HANDS && tls.isOver()) {
            phase = Phase.TALKING;
        }
        do {
            while (phase == Phase.TALKING && socket.flush() && goOn()) {
                // One step at a time: each reply is sent before the next line is processed.
            }
        } while (socket.hasEnded() && hurry());
        if (isHeldUp() && isFull()) {
            dialogue.note("the client sent more than 16 MiB without waiting for a reply");
            abort(SessionEnd.SERVER_DISCONNECTED);
        } else if (socket.hasEnded() && !owesAnything()) {
            abort(socket.end());
        } else {
            updateInterests();
        }
    }

    /**
     * Ends a timed wait, because the client has closed its side. So a client that is gone does not keep its maildrop locked, and a
     * client that still reads gets its replies. Returns false if there is no such wait.
     */
    private boolean hurry() {
        if (phase == Phase.WAITING && waiting.isForTime()) {
            endWait();
        } else if (writer.isPaced()) {
            writer.hurry();
        } else {
            return false;
        }
        hurried = true;
        return true;
    }

    /** Whether a client that has closed its side may still read replies. */
    private boolean owesAnything() {
        return phase != Phase.WAITING && socket.owesOctets();
    }

    /** Does the next step. Returns false if that is up to the client. */
    private boolean goOn() throws IOException {
        if (exchange == null) {
            return turnTo(dialogue.onInput(socket.lines()));
        }
        ActiveExchange active = exchange;
        return switch (active.next()) {
            case SEND -> {
                socket.send(active);
                yield true;
            }
            case WAIT -> {
                phase = Phase.WAITING;
                yield false;
            }
            case PREPARE_TLS -> {
                if (tls.prepare(socket.lines())) {
                    yield turnTo(dialogue.begin(Pop3Event.TLS_HANDSHAKE));
                }
                disconnect(SessionEnd.SERVER_DISCONNECTED);
                yield false;
            }
            case SHAKE_HANDS -> {
                socket.beginTls();
                phase = Phase.SHAKING_HANDS;
                autologout.start();
                yield false;
            }
            case CLOSE_POLITELY -> {
                socket.endOutput();
                disconnect(SessionEnd.SERVER_DISCONNECTED);
                yield false;
            }
            case CLOSE -> {
                disconnect(SessionEnd.SERVER_DISCONNECTED);
                yield false;
            }
            case RESET -> {
                endSession(SessionEnd.SERVER_DISCONNECTED);
                socket.reset();
                abort(SessionEnd.SERVER_DISCONNECTED);
                yield false;
            }
            case GO_ON -> {
                turnTo(dialogue.following(active.event));
                yield true;
            }
        };
    }

    /** Returns false if there is no next exchange, or if a predicate dropped this connection. */
    private boolean turnTo(@Nullable ActiveExchange next) {
        exchange = next == null ? null : dialogue.withFaults(next);
        if (exchange == null) {
            return false;
        }
        if (exchange.event == Pop3Event.GREETING) {
            autologout.start();
        } else {
            autologout.restart();
        }
        return true;
    }

    /** The alert is on its way to the client; FIN follows it. */
    @Override
    void failTls(SSLException failure) {
        try {
            disconnect(tls.fail(failure));
            updateInterests();
        } catch (IOException e) {
            abort(SessionEnd.CLIENT_RESET);
        }
    }

    /** Ends the session, sends FIN, and waits for the client's. */
    private void disconnect(SessionEnd end) throws IOException {
        endSession(end);
        phase = Phase.DRAINING;
        socket.shutdownOutput();
    }

    private void endSession(SessionEnd end) {
        exchange = null;
        writer.clear();
        waiting.end();
        autologout.cancel();
        limit.cancel();
        tls.end();
        dialogue.endSession(end);
    }

    @Override
    void abort(SessionEnd end) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase != Phase.WAITING
                && !isOver()
                && (end == SessionEnd.CLIENT_CLOSED || end == SessionEnd.CLIENT_RESET)) {
            if (tls.isPending()) {
                dialogue.leftHandshake(tls.isBegunByClient());
            } else if (!writer.isSending() && !hurried) {
                dialogue.leftWithoutQuit();
            }
        }
        endSession(end);
        phase = Phase.CLOSED;
        socket.close(context.failures());
        acceptor.closed(this);
        dialogue.disconnected();
    }

    private void updateInterests() {
        if (writer.isSending()) {
            // A client that reads a long reply is not idle.
            autologout.restart();
        }
        if (phase != Phase.CLOSED) {
            socket.watch(mayRead());
        }
    }

    /** However busy the session is. */
    private void onTimeUp() {
        dialogue.note(limit.description());
        drop();
    }

    /** Closes without UPDATE, and without a reply unless the test has set one (RFC 1939 section 3). */
    private void onIdle() {
        if (isHeldUp() || writer.isSending()) {
            // The server is busy, so the client is not idle.
            autologout.start();
            return;
        }
        attempt(() -> {
            sayLastReply();
            disconnect(SessionEnd.AUTOLOGOUT);
            proceed();
        });
    }

    private void sayLastReply() throws IOException {
        if (lastReply != null && phase == Phase.TALKING) {
            dialogue.said(lastReply);
            // First, so that a client that has read it finds the maildrop unlocked.
            dialogue.endSession(SessionEnd.AUTOLOGOUT);
            socket.say(lastReply.content());
        }
    }
}
