package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The TLS protocol of one connection. Whatever comes in may call for an answer (handshake, key update, close_notify):
 * answers are added to the outgoing records at once, so that between two calls the engine never waits for us.
 */
final class TlsEngine {

    /** A failed engine may report its failure once more before it hands out the alert. */
    private static final int MOST_CALLS_FOR_ALERT = 4;

    private final SSLEngine engine;
    private final RequestedHost requestedHost = new RequestedHost();
    private final RecordBuffer outgoing = new RecordBuffer();
    private boolean established;

    TlsEngine(SSLEngine engine) {
        this.engine = engine;
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(requestedHost));
        engine.setSSLParameters(parameters);
    }

    boolean isEstablished() {
        return established;
    }

    String protocol() {
        return engine.getSession().getProtocol();
    }

    @Nullable
    String requestedHost() {
        return requestedHost.name();
    }

    /** Records that are ready for the socket. */
    RecordBuffer outgoing() {
        return outgoing;
    }

    /** The most octets that a record may have. */
    int recordOctets() {
        return engine.getSession().getPacketBufferSize();
    }

    /** The most octets that may come out of one record. */
    int plaintextOctets() {
        return engine.getSession().getApplicationBufferSize();
    }

    /** Decrypts one record, if there is a whole one. */
    SSLEngineResult unwrap(ByteBuffer records, ByteBuffer target) throws IOException {
        SSLEngineResult result = engine.unwrap(records, target);
        answer(next(result));
        return result;
    }

    /** Adds a record to the outgoing ones, with as much as fits into it. */
    SSLEngineResult wrap(ByteBuffer[] sources) throws IOException {
        SSLEngineResult result = wrapRecord(sources);
        answer(next(result));
        return result;
    }

    /** Adds close_notify to the outgoing records. */
    void closeOutbound() throws IOException {
        engine.closeOutbound();
        answer(engine.getHandshakeStatus());
    }

    /** Adds the alert of an engine that has failed to the outgoing records: the client is to see what was wrong. */
    void wrapAlert() throws IOException {
        for (int i = 0; i < MOST_CALLS_FOR_ALERT && !engine.isOutboundDone(); i++) {
            try {
                wrapRecord();
            } catch (SSLException e) {
                // Known to the caller.
            }
        }
    }

    private void answer(HandshakeStatus first) throws IOException {
        HandshakeStatus status = first;
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            status = status == HandshakeStatus.NEED_TASK ? runTasks() : wrapAnswer();
        }
    }

    /** On the loop's own thread: that keeps the order of things, and a handshake takes it only milliseconds. */
    private HandshakeStatus runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus wrapAnswer() throws IOException {
        SSLEngineResult result = wrapRecord();
        // Of a client that gives up in the middle of a handshake the engine asks for more than it has to say.
        boolean silent = result.getStatus() == Status.CLOSED && result.bytesProduced() == 0;
        return silent ? HandshakeStatus.NOT_HANDSHAKING : next(result);
    }

    private HandshakeStatus next(SSLEngineResult result) {
        if (result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            return result.getHandshakeStatus();
        }
        established = true;
        return engine.getHandshakeStatus();
    }

    private SSLEngineResult wrapRecord(ByteBuffer... sources) throws IOException {
        return outgoing.append(recordOctets(), space -> engine.wrap(sources, space));
    }
}
