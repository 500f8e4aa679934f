package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.OutboundQueue;
import io.github.pop3testserver.internal.wire.PlainTransport;
import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: moves octets between the socket and the conversation.
 *
 * <pre>
 *               greeted
 *   CONNECTED ──────────▶ TALKING ───────────────┐
 *                            │ Step.Stall        │ Step.Disconnect, autologout: FIN is sent
 *                            ▼                   ▼
 *                         STALLED             DRAINING
 *                            │                   │
 *                            │  the client closes its side, or resets the connection
 *                            ▼                   ▼
 *                                  CLOSED
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

    private enum Phase {
        CONNECTED,
        TALKING,
        STALLED,
        DRAINING,
        CLOSED
    }

    private final Acceptor acceptor;
    private final ServerContext context;
    private final Conversation conversation;
    private final SelectionKey key;
    private final LineDecoder decoder = new LineDecoder();
    private final OutboundQueue outbound = new OutboundQueue();
    private final ArrayDeque<Step> steps = new ArrayDeque<>(4);
    private Transport transport;

    /** The same as the transport, once TLS has begun and until its handshake is over. */
    private @Nullable TlsTransport handshaking;

    private Phase phase = Phase.CONNECTED;

    /** The client has closed its side; lines that came before are still answered. */
    private boolean inputEnded;

    /** Where the octets that are being sent are accounted for. */
    private Entry.@Nullable Sent sending;

    private long lastCommand;
    private Timers.@Nullable Timer autologout;

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
        this.key = context.loop().register(socket, SelectionKey.OP_READ, this);
        if (implicitTls) {
            beginTls();
        }
    }

    @Override
    public void onReady() {
        try {
            if (key.isReadable()) {
                read();
            }
            transport.flush();
            proceed();
            // The selector knows nothing of what the transport has already taken from the socket.
            while (transport.hasBufferedInput() && mayRead()) {
                read();
                proceed();
            }
        } catch (SSLException e) {
            failTls(e);
        } catch (IOException e) {
            lose(inputEnded ? SessionEnd.CLIENT_CLOSED : SessionEnd.CLIENT_RESET);
        } catch (RuntimeException | Error e) {
            // Ours, or a predicate's of the test: this connection ends, and verify() and close() tell why.
            context.failures().add(e);
            lose(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    /** The server stops. */
    void stop() {
        lose(SessionEnd.SERVER_STOPPED);
    }

    private boolean mayRead() {
        return phase != Phase.CLOSED && !inputEnded && (phase != Phase.TALKING || decoder.buffered() < READ_AHEAD);
    }

    private void read() throws IOException {
        ByteBuffer buffer = context.readBuffer().clear();
        int count = transport.read(buffer);
        if (count < 0) {
            inputEnded = true;
        } else if (phase == Phase.TALKING) {
            decoder.append(buffer.flip());
        }
    }

    /** Does what can be done without waiting. */
    private void proceed() throws IOException {
        if (phase == Phase.CONNECTED) {
            greet();
        }
        noteHandshake();
        while (phase == Phase.TALKING && flush() && (performStep() || answerLine())) {
            // One thing at a time: what was said last has left before anything else is looked at.
        }
        if (inputEnded && (outbound.isEmpty() || !transport.isEstablished())) {
            lose(SessionEnd.CLIENT_CLOSED);
        } else {
            updateInterests();
        }
    }

    private void greet() {
        phase = Phase.TALKING;
        lastCommand = context.loop().time().nanos();
        scheduleAutologout(context.settings().autologout());
        steps.addAll(conversation.greet());
    }

    /** False if octets are left that the socket does not take now. */
    private boolean flush() throws IOException {
        if (outbound.isEmpty()) {
            return true;
        }
        long written = outbound.flush(transport);
        if (sending != null) {
            sending.sent(written);
        }
        return outbound.isEmpty();
    }

    private boolean performStep() throws IOException {
        Step step = steps.poll();
        if (step instanceof Step.Send send) {
            sending = send.entry();
            send.octets().forEach(outbound::add);
        } else if (step instanceof Step.Stall) {
            phase = Phase.STALLED;
        } else if (step instanceof Step.StartTls) {
            startTls();
        } else if (step instanceof Step.Disconnect disconnect) {
            if (disconnect.politely()) {
                transport.endOutput();
            }
            disconnect(SessionEnd.SERVER_DISCONNECTED);
        }
        return step != null;
    }

    /** RFC 2595 section 4: what came behind STLS in the clear must not count inside TLS, unless the test wants a bad server. */
    private void startTls() throws IOException {
        if (decoder.buffered() > 0) {
            conversation.plaintextAfterStls();
            switch (context.settings().stlsLeftovers()) {
                case CLOSE -> {
                    disconnect(SessionEnd.SERVER_DISCONNECTED);
                    return;
                }
                case DISCARD -> decoder.clear();
                case EXECUTE -> {}
            }
        }
        conversation.tlsStarted();
        beginTls();
    }

    private void beginTls() {
        TlsServer tls = Objects.requireNonNull(context.tls(), "TLS was offered without a certificate");
        handshaking = tls.over(transport);
        transport = handshaking;
    }

    private void noteHandshake() {
        if (handshaking != null && handshaking.isEstablished()) {
            conversation.secured(handshaking.protocol(), handshaking.requestedHost());
            handshaking = null;
        }
    }

    /** The alert that tells the client is on its way; FIN goes behind it. */
    private void failTls(SSLException failure) {
        conversation.tlsFailed(String.valueOf(failure.getMessage()));
        if (handshaking != null) {
            conversation.secured("", handshaking.requestedHost());
            handshaking = null;
        }
        try {
            outbound.clear();
            steps.clear();
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
        lastCommand = context.loop().time().nanos();
        steps.addAll(conversation.onLine(line));
        return true;
    }

    /** Ends the session, sends FIN, and waits for the client's. */
    private void disconnect(SessionEnd end) throws IOException {
        over(end);
        phase = Phase.DRAINING;
        decoder.clear();
        transport.shutdownOutput();
    }

    private void over(SessionEnd end) {
        conversation.over(end);
        if (autologout != null) {
            autologout.cancel();
        }
    }

    /** The connection is gone, or has to go at once. */
    private void lose(SessionEnd end) {
        if (phase == Phase.CLOSED) {
            return;
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
        boolean writes = transport.wantsWrite() || (!outbound.isEmpty() && transport.isEstablished());
        int interests = (mayRead() ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interests) {
            key.interestOps(interests);
        }
    }

    private void scheduleAutologout(Duration after) {
        autologout = context.loop().timers().schedule(after, this::autologoutIfIdle);
    }

    /** RFC 1939 section 3: the connection is closed without a word, and without UPDATE; any command restarts the timer. */
    private void autologoutIfIdle() {
        Duration idle = Duration.ofNanos(context.loop().time().nanos() - lastCommand);
        Duration left = context.settings().autologout().minus(idle);
        if (left.compareTo(Duration.ZERO) > 0) {
            scheduleAutologout(left);
            return;
        }
        try {
            outbound.clear();
            disconnect(SessionEnd.AUTOLOGOUT);
            proceed();
        } catch (IOException e) {
            lose(SessionEnd.CLIENT_RESET);
        }
    }
}
