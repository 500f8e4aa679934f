package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.GatheringByteChannel;

/** A non-blocking connection to a client: the plain socket, or something over it. */
public interface Transport extends ByteChannel, GatheringByteChannel {

    /** Whether octets of the transport's own wait until the socket is writable. */
    boolean wantsWrite();

    /** Sends FIN behind what was written; the client may still be read from. */
    void shutdownOutput() throws IOException;
}
