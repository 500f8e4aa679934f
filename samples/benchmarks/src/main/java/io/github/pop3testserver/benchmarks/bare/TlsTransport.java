package io.github.pop3testserver.benchmarks.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/** TLS for a client that does everything right: no alerts, no key updates in the middle of a reply. */
final class TlsTransport implements Transport {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final int record;
    private final ByteBuffer netIn;
    private final ByteBuffer netOut;
    private final ByteBuffer in;
    private boolean established;

    TlsTransport(SocketChannel channel, SSLEngine engine) throws IOException {
        this.channel = channel;
        this.engine = engine;
        record = engine.getSession().getPacketBufferSize();
        netIn = ByteBuffer.allocate(2 * record);
        netOut = ByteBuffer.allocate(16 * record).limit(0);
        in = ByteBuffer.allocate(2 * record);
        engine.beginHandshake();
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        in.clear();
        if (channel.read(netIn) < 0) {
            return null;
        }
        netIn.flip();
        unwrap();
        netIn.compact();
        return in.flip();
    }

    private void unwrap() throws IOException {
        SSLEngineResult result;
        do {
            result = engine.unwrap(netIn, in);
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
                netOut.clear();
                engine.wrap(NOTHING.duplicate(), netOut);
                netOut.flip();
                sendRecords();
            }
        } while (result.getStatus() == SSLEngineResult.Status.OK && netIn.hasRemaining());
        established = engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public boolean write(ArrayDeque<ByteBuffer> pending) throws IOException {
        if (!established) {
            return true;
        }
        while (sendRecords()) {
            netOut.clear();
            while (!pending.isEmpty() && netOut.remaining() >= record) {
                engine.wrap(pending.getFirst(), netOut);
                if (!pending.getFirst().hasRemaining()) {
                    pending.removeFirst();
                }
            }
            netOut.flip();
            if (!netOut.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Whether all were sent. Those of the handshake are few enough. */
    private boolean sendRecords() throws IOException {
        if (netOut.hasRemaining()) {
            channel.write(netOut);
        }
        return !netOut.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        engine.closeOutbound();
        netOut.clear();
        engine.wrap(NOTHING.duplicate(), netOut);
        netOut.flip();
        sendRecords();
        channel.close();
    }
}
