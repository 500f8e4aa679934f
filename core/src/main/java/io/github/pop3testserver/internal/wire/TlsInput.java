package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Turns incoming records into octets for the reader. */
final class TlsInput {

    private enum State {
        OPEN,
        /** The client has sent close_notify. */
        CLOSED,
        /** The connection ended without close_notify: anybody on the way could have cut it. */
        TRUNCATED
    }

    private final Transport plain;
    private final TlsEngine engine;
    private final RecordBuffer incoming = new RecordBuffer();

    /** What was decrypted from a record but did not fit into the reader's buffer. */
    private final RecordBuffer decrypted = new RecordBuffer();

    /** False if the buffered octets are known to be less than one record. */
    private boolean mayHoldRecord;

    private State state = State.OPEN;

    private boolean received;

    TlsInput(Transport plain, TlsEngine engine) {
        this.plain = plain;
        this.engine = engine;
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    boolean hasBuffered() {
        return mayHoldRecord || !decrypted.isEmpty();
    }

    /**
     * Delivers at most the contents of one record. It reads the socket once, and only if no record is left from before:
     * a client that keeps sending cannot keep the caller from its other clients.
     *
     * @return the number of octets; 0 if there are none yet; -1 at the end of input
     */
    int read(ByteBuffer target) throws IOException {
        int start = target.position();
        if (decrypted.isEmpty() && state == State.OPEN && target.hasRemaining()) {
            receive(target);
        }
        decrypted.moveTo(target);
        int count = target.position() - start;
        return count == 0 && state != State.OPEN ? -1 : count;
    }

    /** Adds octets that were already read from the socket. */
    void feed(byte[] octets) throws IOException {
        if (octets.length > 0) {
            incoming.append(octets.length, space -> space.put(octets));
            mayHoldRecord = true;
            received = true;
        }
    }

    /** Whether the client has sent anything. */
    boolean hasReceived() {
        return received;
    }

    void discard() {
        incoming.clear();
        decrypted.clear();
        mayHoldRecord = false;
    }

    private void receive(ByteBuffer target) throws IOException {
        if (!mayHoldRecord) {
            readSocket();
        }
        int start = target.position();
        while (mayHoldRecord && decrypted.isEmpty() && target.position() == start) {
            unwrap(target);
        }
        incoming.releaseIfEmpty();
    }

    private void readSocket() throws IOException {
        int room = Math.max(1, engine.recordOctets() - incoming.size());
        int count = incoming.append(room, plain::read);
        if (count < 0) {
            state = State.TRUNCATED;
            incoming.clear();
        }
        mayHoldRecord = count > 0;
        received |= mayHoldRecord;
    }

    private SSLEngineResult unwrapRecord(ByteBuffer target) throws IOException {
        Integer alert = ClientAlert.read(incoming.contents());
        try {
            return engine.unwrap(incoming.contents(), target);
        } catch (SSLException e) {
            if (alert == null || engine.isEstablished()) {
                throw e;
            }
            throw ClientAlert.failure(alert, e);
        }
    }

    private void unwrap(ByteBuffer target) throws IOException {
        SSLEngineResult result = unwrapRecord(target);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            result = decrypted.append(engine.plaintextOctets(), space -> engine.unwrap(incoming.contents(), space));
        }
        if (result.getStatus() == Status.CLOSED) {
            state = State.CLOSED;
            incoming.clear();
        }
        // The engine consumes whole records only, and always one if it can.
        mayHoldRecord = result.bytesConsumed() > 0 && !incoming.isEmpty();
    }
}
