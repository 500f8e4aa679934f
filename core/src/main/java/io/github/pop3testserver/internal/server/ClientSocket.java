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
 * One client's socket, in plaintext or TLS, with the input that was not processed yet and the output that was not sent yet.
 */
final class ClientSocket {

    /**
     * The maximum number of octets read ahead of the line being answered. Without reading ahead, the server would not notice
     * that a client is gone.
     */
    private static final int READ_AHEAD = 64 * 1024;

    /** The same while the server keeps the client waiting, which may take long. */
    private static final int READ_AHEAD_WHILE_HELD_UP = 16 * 1024 * 1024;

    private final ByteBuffer buffer;
    private final SelectionKey key;
    private final TlsUpgrade tls;
    private final LineDecoder lines = new LineDecoder();
    private final ReplyWriter writer;
    private Transport transport;

    /** How the client has closed its side; null if it has not. */
    private @Nullable SessionEnd end;

    /** Nothing more can be sent: the client is gone, or TLS 1.2 has closed both directions. */
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

    /** Whether the transport holds input that was not read yet. The selector does not report it. */
    boolean hasBufferedInput() {
        return transport.hasBufferedInput();
    }

    /**
     * Reads once.
     *
     * @param discard whether the input is discarded
     * @param heldUp whether the server keeps the client waiting; a client that then resets the connection has given up
     * @throws IOException if TLS failed, or the connection was lost and no input is left to process
     */
    void read(boolean discard, boolean heldUp) throws IOException {
        buffer.clear();
        try {
            if (transport.read(buffer) < 0) {
                // If writing failed, the client reset the connection, although reading may only show its end.
                end = outputLost ? SessionEnd.CLIENT_RESET : SessionEnd.CLIENT_CLOSED;
            } else if (tls.keepsInput()) {
                tls.keep(buffer.flip());
                if (tls.isDue()) {
                    beginTls();
                }
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

    /** A quick check before {@link #isFull}. */
    boolean isNearlyFull() {
        return unread() >= READ_AHEAD;
    }

    /** Whether nothing more may be read now. A line of the maximum length must fit, or its end would never be read. */
    boolean isFull(boolean heldUp, int maxLineOctets) {
        return unread() >= Math.max(heldUp ? READ_AHEAD_WHILE_HELD_UP : READ_AHEAD, maxLineOctets + 1);
    }

    private int unread() {
        return tls.isPending() ? tls.kept() : lines.buffered();
    }

    /** The input that was read but not processed. */
    LineDecoder lines() {
        return lines;
    }

    /** Sends the octets of an exchange. Everything before must have been sent. */
    void send(ActiveExchange exchange) {
        if (!outputLost) {
            writer.send(exchange.octets(), exchange.record, exchange.pacing());
        }
    }

    /** Sends octets that belong to no exchange. Everything before must have been sent. */
    void say(byte[] octets) throws IOException {
        try {
            if (!outputLost) {
                transport.write(ByteBuffer.wrap(octets));
            }
        } catch (IOException e) {
            loseOutput(e);
        }
    }

    /** Returns false if octets are left: the socket is full, or their time has not come. */
    boolean flush() throws IOException {
        try {
            return writer.flush(transport);
        } catch (IOException e) {
            loseOutput(e);
            return true;
        }
    }

    /** Passes buffered TLS records to the socket. */
    void flushTransport() throws IOException {
        try {
            if (!outputLost) {
                transport.flush();
            }
        } catch (IOException e) {
            loseOutput(e);
        }
    }

    /** A client that is gone cannot be answered, but the commands it sent before are still carried out. */
    private void loseOutput(IOException reason) throws IOException {
        if (tls.isPending()) {
            throw reason;
        }
        outputLost = true;
        writer.clear();
    }

    /** Whether octets are left that the client can still receive. */
    boolean owesOctets() {
        return (writer.isSending() || transport.wantsWrite()) && !outputLost && transport.isEstablished();
    }

    void beginTls() throws IOException {
        transport = tls.begin(transport);
    }

    /** Sends close_notify if the connection uses TLS. */
    void endOutput() throws IOException {
        transport.endOutput();
    }

    /** Sends FIN and discards unprocessed input. */
    void shutdownOutput() throws IOException {
        lines.clear();
        transport.shutdownOutput();
    }

    /** Makes the next close send RST. */
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

    /** Tells the selector which events to report. */
    void watch(boolean reads) {
        boolean waitsToWrite = writer.isSending() && transport.isEstablished() && !writer.isPaced();
        boolean writes = !outputLost && (transport.wantsWrite() || waitsToWrite);
        int interests = (reads ? SelectionKey.OP_READ : 0) | (writes ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interests) {
            key.interestOps(interests);
        }
    }
}
