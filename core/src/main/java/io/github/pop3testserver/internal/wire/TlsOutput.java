package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/** Encrypts and sends what is written, after whatever the engine itself has to send. */
final class TlsOutput {

    /** How many records to encrypt for one write to the socket, which may leave nearly all of them waiting. */
    private static final int RECORDS_AHEAD = 4;

    private final Transport plain;
    private final TlsEngine engine;

    /** Nothing more can be written. */
    private boolean ended;

    /** FIN follows when the socket has taken everything. */
    private boolean finWaits;

    TlsOutput(Transport plain, TlsEngine engine) {
        this.plain = plain;
        this.engine = engine;
    }

    boolean isPending() {
        return finWaits || !engine.outgoing().isEmpty();
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /**
     * Encrypts as much as the socket takes, and a few records more.
     *
     * @return the number of octets taken from the sources; none before the handshake is complete
     */
    long write(ByteBuffer[] sources) throws IOException {
        if (ended) {
            throw new ClosedChannelException();
        }
        long taken = 0;
        while (send() && engine.isEstablished() && remaining(sources) > 0) {
            taken += wrapSome(sources);
        }
        engine.outgoing().releaseIfEmpty();
        return taken;
    }

    void flush() throws IOException {
        if (!send()) {
            return;
        }
        engine.outgoing().releaseIfEmpty();
        if (finWaits) {
            finWaits = false;
            plain.shutdownOutput();
        }
    }

    void shutdown() throws IOException {
        ended = true;
        finWaits = true;
        flush();
    }

    /** False if the socket has not taken all octets. */
    private boolean send() throws IOException {
        ByteBuffer records = engine.outgoing().contents();
        if (records.hasRemaining()) {
            plain.write(records);
        }
        return !records.hasRemaining();
    }

    private long wrapSome(ByteBuffer[] sources) throws IOException {
        long whole = remaining(sources) / engine.plaintextOctets();
        engine.outgoing().reserve((int) Math.min(RECORDS_AHEAD, whole + 1) * engine.recordOctets());
        long taken = 0;
        for (int i = 0; i < RECORDS_AHEAD && remaining(sources) > 0; i++) {
            SSLEngineResult result = engine.wrap(sources);
            if (result.getStatus() == Status.CLOSED) {
                // RFC 5246 section 7.2.1: before TLS 1.3 the client's close_notify ends both directions.
                throw new ClosedChannelException();
            }
            taken += result.bytesConsumed();
        }
        return taken;
    }

    private static long remaining(ByteBuffer[] sources) {
        long remaining = 0;
        for (ByteBuffer source : sources) {
            remaining += source.remaining();
        }
        return remaining;
    }
}
