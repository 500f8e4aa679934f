package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Makes octets for the reader out of the records that come in. */
final class TlsInput {

    private enum State {
        OPEN,
        /** The client has sent close_notify. */
        CLOSED,
        /** The line was dropped: an end that anybody on the way could have made. */
        TRUNCATED
    }

    private final Transport plain;
    private final TlsEngine engine;
    private final RecordBuffer incoming = new RecordBuffer();

    /** What came out of a record, where that was more than the reader's buffer takes. */
    private final RecordBuffer decrypted = new RecordBuffer();

    /** False if what came in is known to be less than a record. */
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
     * Delivers what one record holds, at most. The socket is read once, and only if no record is left from before: a
     * client that sends without end cannot keep the caller from its other clients.
     *
     * @return the number of octets, 0 if there is none yet, -1 at the end of input
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

    /** Octets that somebody else has read from the socket. */
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
