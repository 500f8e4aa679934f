package io.github.pop3testserver.benchmarks.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Octets in the clear, however they travel. */
interface Transport {

    /** What has come, perhaps nothing, valid until the next call; null at the end. */
    @Nullable
    ByteBuffer read() throws IOException;

    /** Whether all was sent. */
    boolean write(ArrayDeque<ByteBuffer> pending) throws IOException;

    void close() throws IOException;
}
