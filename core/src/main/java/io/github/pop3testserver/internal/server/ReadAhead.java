package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and the server has not looked at yet. The connection reads ahead of the lines that are answered, up to
 * a bound, or it would not notice that its client is gone.
 */
final class ReadAhead {

    private static final int MOST = 64 * 1024;

    /** While the server keeps the client waiting, which may take long: a client that is gone has to be noticed. */
    private static final int MOST_WHILE_HELD_UP = 16 * 1024 * 1024;

    private final ByteBuffer buffer;
    private final LineDecoder lines = new LineDecoder();
    private @Nullable SessionEnd end;

    /** Writing has failed: the client's RST has come, although reading may show no more than an end. */
    private boolean reset;

    /** @param buffer for the octets of one read, shared with other connections */
    ReadAhead(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Reads once.
     *
     * @param upgrade takes the octets of a handshake for which the server is not ready; null if none is due
     * @param discard whether what is read is thrown away
     */
    void read(Transport transport, @Nullable TlsUpgrade upgrade, boolean discard) throws IOException {
        buffer.clear();
        if (transport.read(buffer) < 0) {
            end = reset ? SessionEnd.CLIENT_RESET : SessionEnd.CLIENT_CLOSED;
        } else if (upgrade != null && !upgrade.hasBegun()) {
            upgrade.keep(buffer.flip());
        } else if (!discard) {
            lines.append(buffer.flip());
        }
    }

    /** Whether the client has closed its side; lines that came before are still answered. */
    boolean hasEnded() {
        return end != null;
    }

    /** How the client has ended it; it must have. */
    SessionEnd end() {
        return Objects.requireNonNull(end, "the client has not ended");
    }

    /** The client has reset the connection; what it sent before can perhaps still be read. */
    void clientHasReset() {
        reset = true;
    }

    /** Nothing more can be read, since the client has reset the connection. */
    void endByReset() {
        end = SessionEnd.CLIENT_RESET;
    }

    /** Whether nothing more may be read now. A line as long as a line may be has to fit, or its end would never be read. */
    boolean isFull(@Nullable TlsUpgrade upgrade, boolean heldUp, int lineLimit) {
        int size = upgrade == null ? lines.buffered() : upgrade.kept();
        return size >= MOST && size >= Math.max(heldUp ? MOST_WHILE_HELD_UP : MOST, lineLimit + 1);
    }

    /** Whether there is more than what was looked at. */
    boolean hasMore() {
        return lines.buffered() > 0;
    }

    LineDecoder lines() {
        return lines;
    }

    void clear() {
        lines.clear();
    }
}
