package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The TLS protocol of one connection. Incoming records may require an answer (handshake, key update, close_notify). The
 * answer is added to the outgoing records at once, so between two calls the engine never waits for us.
 */
final class TlsEngine {

    /** A failed engine may report its failure once more before it returns the alert. */
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

    /** Null if the client has presented none. */
    @Nullable
    X509Certificate clientCertificate() {
        try {
            return (X509Certificate) engine.getSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    @Nullable
    String requestedHost() {
        return requestedHost.name();
    }

    /** Records that are ready for the socket. */
    RecordBuffer outgoing() {
        return outgoing;
    }

    /** The maximum length of a record. */
    int recordOctets() {
        return engine.getSession().getPacketBufferSize();
    }

    /** The maximum number of octets in one record after decryption. */
    int plaintextOctets() {
        return engine.getSession().getApplicationBufferSize();
    }

    /** Decrypts one record, if there is a complete one. */
    SSLEngineResult unwrap(ByteBuffer records, ByteBuffer target) throws IOException {
        SSLEngineResult result = engine.unwrap(records, target);
        answer(next(result));
        return result;
    }

    /** Adds one record to the outgoing ones, with as many octets as fit. */
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

    /** Adds the alert of a failed engine to the outgoing records, so that the client learns what was wrong. */
    void wrapAlert() throws IOException {
        for (int i = 0; i < MOST_CALLS_FOR_ALERT && !engine.isOutboundDone(); i++) {
            try {
                wrapRecord();
            } catch (SSLException e) {
                // The caller already has this failure.
            }
        }
    }

    private void answer(HandshakeStatus first) throws IOException {
        HandshakeStatus status = first;
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            status = status == HandshakeStatus.NEED_TASK ? runTasks() : wrapAnswer();
        }
    }

    /** Runs on the loop's thread: that keeps everything in order, and a handshake needs only milliseconds. */
    private HandshakeStatus runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return engine.getHandshakeStatus();
    }

    private HandshakeStatus wrapAnswer() throws IOException {
        SSLEngineResult result = wrapRecord();
        // If a client gives up during a handshake, the engine asks for more output than it has.
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
