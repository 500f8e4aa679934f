package io.github.pop3testserver.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The client's end: the JDK's engine, and nothing of ours. */
final class TlsClientEnd {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Pipe in;
    private final Pipe out;
    private final SSLEngine engine;

    /** In these the octets up to the position are held. */
    private final ByteBuffer incoming = ByteBuffer.allocate(1 << 16);

    private final ByteBuffer outgoing = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer plaintext = ByteBuffer.allocate(1 << 16);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private ByteBuffer unsent = NOTHING;
    private boolean reads = true;
    private boolean finWanted;
    private boolean closeNotified;
    private boolean finished;
    private SSLException failure;

    TlsClientEnd(Pipe in, Pipe out, SSLEngine engine) throws SSLException {
        this.in = in;
        this.out = out;
        this.engine = engine;
        engine.setUseClientMode(true);
        engine.beginHandshake();
    }

    SSLEngine engine() {
        return engine;
    }

    /** Once what was given before is on its way. */
    void send(byte[] octets) {
        unsent = ByteBuffer.wrap(octets);
    }

    void stopReading() {
        reads = false;
    }

    void resumeReading() {
        reads = true;
    }

    /** A key update in TLS 1.3, a new handshake before. */
    void rekey() throws SSLException {
        engine.beginHandshake();
    }

    void sendCloseNotify() {
        engine.closeOutbound();
    }

    /** Behind whatever is to be sent. */
    void sendFin() {
        finWanted = true;
    }

    byte[] received() {
        return received.toByteArray();
    }

    boolean sawCloseNotify() {
        return closeNotified;
    }

    boolean sawFin() {
        return finished;
    }

    /** Null if TLS has not failed. */
    SSLException failure() {
        return failure;
    }

    /** Does one thing; false if there is nothing to do. */
    boolean act() throws IOException {
        return advance() || transmit() || receive();
    }

    private boolean receive() {
        if (!reads || finished || !in.isReadable() || !incoming.hasRemaining()) {
            return false;
        }
        if (in.read(incoming) < 0) {
            finished = true;
            closeInbound();
        }
        return true;
    }

    /** The engine knows whether that is the end, or a line cut through. */
    private void closeInbound() {
        try {
            engine.closeInbound();
        } catch (SSLException e) {
            fail(e);
        }
    }

    private boolean advance() {
        try {
            return switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTask();
                case NEED_WRAP -> wrap(NOTHING);
                default -> unwrap() || (unsent.hasRemaining() && wrap(unsent));
            };
        } catch (SSLException e) {
            fail(e);
            return true;
        }
    }

    private void fail(SSLException e) {
        failure = failure == null ? e : failure;
    }

    private boolean runTask() {
        engine.getDelegatedTask().run();
        return true;
    }

    private boolean wrap(ByteBuffer source) throws SSLException {
        SSLEngineResult result = engine.wrap(source, outgoing);
        return result.bytesProduced() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    private boolean unwrap() throws SSLException {
        incoming.flip();
        try {
            SSLEngineResult result = engine.unwrap(incoming, plaintext);
            received.write(plaintext.array(), 0, plaintext.position());
            plaintext.clear();
            closeNotified |= result.getStatus() == Status.CLOSED && failure == null;
            return result.bytesConsumed() > 0;
        } finally {
            incoming.compact();
        }
    }

    /** What nobody reads any more goes nowhere, as in a socket's buffer. */
    private void writeOutgoing() throws IOException {
        outgoing.flip();
        if (out.hasEnded()) {
            outgoing.position(outgoing.limit());
        } else {
            out.write(outgoing);
        }
        outgoing.compact();
    }

    private boolean transmit() throws IOException {
        if (outgoing.position() > 0) {
            boolean ready = out.isWritable();
            if (ready) {
                writeOutgoing();
            }
            return ready;
        }
        if (finWanted && !unsent.hasRemaining() && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
            finWanted = false;
            out.end();
            return true;
        }
        return false;
    }
}
