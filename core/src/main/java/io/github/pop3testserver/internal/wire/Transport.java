package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A non-blocking connection to a client: the plain socket, or something over it. The defaults are those of a transport
 * that has no octets of its own.
 */
public interface Transport {

    /** Reads once; -1 at the end of input. */
    int read(ByteBuffer target) throws IOException;

    /** Writes once, and returns the number of octets that were taken. */
    long write(ByteBuffer... sources) throws IOException;

    /** Whether the client can be talked to; false until a TLS handshake is complete, which reading brings forward. */
    default boolean isEstablished() {
        return true;
    }

    /** Whether the next read may deliver what was taken from the socket before; the selector knows nothing of that. */
    default boolean hasBufferedInput() {
        return false;
    }

    /** Whether octets of the transport's own, or a FIN behind them, wait until the socket is writable. */
    boolean wantsWrite();

    /** Hands to the socket what waits for it, as far as it is taken. */
    default void flush() throws IOException {}

    /** Says that nothing more follows, if there is a word for it: TLS has close_notify. FIN is not sent. */
    default void endOutput() throws IOException {}

    /** Closes with RST, if there is such a thing: what was written and is still on its way may never arrive. */
    default void reset() throws IOException {
        close();
    }

    /** Sends FIN behind what was written; from then on reading only finds the end of what the client sends. */
    void shutdownOutput() throws IOException;

    void close() throws IOException;
}
