package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.PlainTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket, in the clear or within TLS: what was read from it and not looked at yet, and what is still to be
 * written.
 */
final class ClientSocket {

    /**
     * The most octets that are read ahead of the line that is answered. Without reading ahead the server would not notice that
     * a client is gone.
     */
    private static final int READ_AHEAD = 64 * 1024;

    /** While the server keeps the client waiting, which may take long. */
    private static final int READ_AHEAD_WHILE_HELD_UP = 16 * 1024 * 1024;

    private final ByteBuffer buffer;
    private final SelectionKey key;
    private final TlsUpgrade tls;
    private final LineDecoder lines = new LineDecoder();
    private final ReplyWriter writer;
    private Transport transport;

    /** How the client has closed its side; null if it has not. */
    private @Nullable SessionEnd end;

    /** Nothing can be sent any more: the client is gone, or TLS 1.2 has closed both directions. */
    private boolean outputLost;

    ClientSocket(ServerContext context, SocketChannel channel, Handler handler, TlsUpgrade tls, ReplyWriter writer)
            throws IOException {
        this.buffer = context.scratch();
        this.tls = tls;
        this.writer = writer;
        this.transport = new PlainTransport(channel);
        this.key = context.loop().register(channel, SelectionKey.OP_READ, handler);
    }

    boolean isReadable() {
        return key.isReadable();
    }

    /** Whether the transport has taken input from the socket that was not read yet; the selector knows nothing of it. */
    boolean hasBufferedInput() {
        return transport.hasBufferedInput();
    }

    /**
     * Reads once.
     *
     * @param discard whether what is read is thrown away
     * @param heldUp whether the server keeps the client waiting; a client that then resets the connection has given up
     * @throws IOException if TLS has failed, or the connection is lost and nothing is left to be carried out
     */
    void read(boolean discard, boolean heldUp) throws IOException {
        buffer.clear();
        try {
            if (transport.read(buffer) < 0) {
                // Where writing has failed the client has reset the connection, although reading may show only its end.
                end = outputLost ? SessionEnd.CLIENT_RESET : SessionEnd.CLIENT_CLOSED;
            } else if (tls.keepsInput()) {
                tls.keep(buffer.flip());
            } else if (!discard) {
                lines.append(buffer.flip());
            }
        } catch (IOException e) {
            if (e instanceof SSLException || heldUp) {
                throw e;
            }
            loseOutput(e);
            end = SessionEnd.CLIENT_RESET;
        }
    }

    /** Whether the client has closed its side; lines that came before are still answered. */
    boolean hasEnded() {
        return end != null;
    }

    /** How the client has closed its side; it must have. */
    SessionEnd end() {
        return Objects.requireNonNull(end, "the client has not ended");
    }

    /** Whether {@link #isFull} is worth asking. */
    boolean isNearlyFull() {
        return unread() >= READ_AHEAD;
    }

    /** Whether nothing more may be read now. A line as long as a line may be has to fit, or its end would never be read. */
    boolean isFull(boolean heldUp, int maxLineOctets) {
        return unread() >= Math.max(heldUp ? READ_AHEAD_WHILE_HELD_UP : READ_AHEAD, maxLineOctets + 1);
    }

    private int unread() {
        return tls.isPending() ? tls.kept() : lines.buffered();
    }

    /** What was read and not looked at yet. */
    LineDecoder lines() {
        return lines;
    }

    /** Sends an exchange's octets; nothing else may be left to send. */
    void send(ActiveExchange exchange) {
        if (!outputLost) {
            writer.send(exchange.octets(), exchange.record, exchange.pacing());
        }
    }

    /** False if octets are left that the socket does not take now, or that may not leave yet. */
    boolean flush() throws IOException {
        try {
            return writer.flush(transport);
        } catch (IOException e) {
            loseOutput(e);
            return true;
        }
    }

    /** Hands the socket what the transport holds for it: records of TLS. */
    void flushTransport() throws IOException {
        try {
            if (!outputLost) {
                transport.flush();
            }
        } catch (IOException e) {
            loseOutput(e);
        }
    }

    /** A client that is gone cannot be answered any more; what it has sent before still counts. */
    private void loseOutput(IOException reason) throws IOException {
        if (tls.isPending()) {
            throw reason;
        }
        outputLost = true;
        writer.clear();
    }

    /** Whether something is left to send that the client can still get. */
    boolean owesOctets() {
        return (writer.isSending() || transport.wantsWrite()) && !outputLost && transport.isEstablished();
    }

    void beginTls() throws IOException {
        transport = tls.begin(transport);
    }

    /** Says close_notify, where there is TLS. */
    void endOutput() throws IOException {
        transport.endOutput();
    }

    /** Sends FIN. What the client has sent and nobody has looked at is thrown away. */
    void shutdownOutput() throws IOException {
        lines.clear();
        transport.shutdownOutput();
    }

    /** Closing will send RST. */
    void reset() throws IOException {
        transport.reset();
    }

    void close(List<Throwable> failures) {
        try {
            transport.close();
        } catch (IOException e) {
            failures.add(e);
        }
    }

    /** Has the selector say when there is something to do. */
    void watch(boolean reads) {
        boolean waitsToWrite = writer.isSending() && transport.isEstablished() && !writer.isPaced();
        boolean writes = !outputLost && (transport.wantsWrite() || waitsToWrite);
        int interests = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interests) {
            key.interestOps(interests);
        }
    }
}
