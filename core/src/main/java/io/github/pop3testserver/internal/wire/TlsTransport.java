package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another transport, on the server's side.
 *
 * <p>The handshake needs only reads, when the socket becomes readable, and flushes, when it becomes writable. If it
 * fails, or a record is bad, reading or writing throws an {@link SSLException}. By then the alert for the client is on
 * its way, and {@link #shutdownOutput()} sends FIN after it. Closing at once could destroy the alert, because a socket
 * that is closed with unread input is reset.
 */
public final class TlsTransport implements Transport {

    private final Transport plain;
    private final TlsEngine engine;
    private final TlsInput input;
    private final TlsOutput output;

    /** Incoming octets are discarded without decryption: TLS has failed, or no answer can be sent any more. */
    private boolean discarding;

    /** Takes an engine that has not been used yet. */
    public TlsTransport(Transport plain, SSLEngine engine) {
        this.plain = plain;
        this.engine = new TlsEngine(engine);
        this.input = new TlsInput(plain, this.engine);
        this.output = new TlsOutput(plain, this.engine);
    }

    @Override
    public boolean isEstablished() {
        return engine.isEstablished();
    }

    /** The negotiated version, such as {@code TLSv1.3}; valid once the handshake is complete. */
    public String protocol() {
        return engine.protocol();
    }

    /** The host name that the client has asked for (SNI); null if it has asked for none, or not yet. */
    public @Nullable String requestedHost() {
        return engine.requestedHost();
    }

    /** The certificate that the client has presented; null if none. Valid once the handshake is complete. */
    public @Nullable X509Certificate clientCertificate() {
        return engine.clientCertificate();
    }

    /** Takes octets that were read from the socket before TLS began. */
    public void feed(byte[] octets) throws IOException {
        input.feed(octets);
    }

    /** Whether the client has sent anything. */
    public boolean hasReceived() {
        return input.hasReceived();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (discarding) {
            return discard(target);
        }
        try {
            int count = input.read(target);
            flushAfterReading();
            return count;
        } catch (SSLException e) {
            fail(e);
            throw e;
        }
    }

    /** If the client is gone, what it has sent before can still be read. The next write will fail. */
    private void flushAfterReading() throws SSLException {
        try {
            output.flush();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            // Octets are left in the output, so that it is tried again.
        }
    }

    @Override
    public boolean hasBufferedInput() {
        return input.hasBuffered();
    }

    @Override
    public long write(ByteBuffer... sources) throws IOException {
        try {
            return output.write(sources);
        } catch (SSLException e) {
            fail(e);
            throw e;
        }
    }

    @Override
    public boolean wantsWrite() {
        return output.isPending();
    }

    @Override
    public void flush() throws IOException {
        output.flush();
    }

    @Override
    public void endOutput() throws IOException {
        if (!output.hasEnded()) {
            output.end();
            engine.closeOutbound();
            output.flush();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        discardInput();
        output.shutdown();
    }

    @Override
    public void reset() throws IOException {
        plain.reset();
    }

    /** Closes without close_notify, unless the client has sent its own: then it gets one back. */
    @Override
    public void close() throws IOException {
        try {
            if (input.isClosed()) {
                endOutput();
            }
        } catch (IOException e) {
            // The client did not wait for it.
        } finally {
            plain.close();
        }
    }

    private int discard(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = plain.read(target);
        target.position(start);
        return Math.min(count, 0);
    }

    private void discardInput() {
        discarding = true;
        input.discard();
    }

    private void fail(SSLException failure) {
        discardInput();
        output.end();
        try {
            engine.wrapAlert();
            output.flush();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
