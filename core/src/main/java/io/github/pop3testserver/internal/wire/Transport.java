package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A non-blocking connection to a client: the plain socket, or a layer over it. The defaults suit a transport that
 * buffers nothing.
 */
public interface Transport {

    /** Reads once; -1 at the end of input. */
    int read(ByteBuffer target) throws IOException;

    /** Writes once, and returns the number of octets that were taken. */
    long write(ByteBuffer... sources) throws IOException;

    /**
     * Whether data can be exchanged with the client. False until the TLS handshake is complete; reading advances it.
     */
    default boolean isEstablished() {
        return true;
    }

    /**
     * Whether the next read may deliver octets that were read from the socket earlier. The selector does not report
     * them.
     */
    default boolean hasBufferedInput() {
        return false;
    }

    /** Whether buffered octets, or a FIN after them, wait until the socket is writable. */
    boolean wantsWrite();

    /** Writes buffered octets, as far as the socket takes them. */
    default void flush() throws IOException {}

    /** Announces the end of output where the protocol can: TLS has close_notify. This does not send FIN. */
    default void endOutput() throws IOException {}

    /** Closes with RST if possible. Octets that are still on their way may never arrive. */
    default void reset() throws IOException {
        close();
    }

    /** Sends FIN after what was written. From then on, reading only finds the end of the client's input. */
    void shutdownOutput() throws IOException;

    void close() throws IOException;
}
