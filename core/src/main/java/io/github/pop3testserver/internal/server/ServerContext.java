package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.FaultRegistry;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.store.Users;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the connections of a server share.
 *
 * @param time the server's clock: the loop's time, or a virtual clock
 * @param timers deadlines by that time
 * @param tls null for a server without TLS
 * @param failures errors inside the server, for {@code verify()} and {@code close()} to throw
 * @param scratch for the octets of one read, which are commands, or of one small reply
 */
public record ServerContext(
        EventLoop loop,
        TimeSource time,
        Timers timers,
        Settings settings,
        @Nullable TlsServer tls,
        Users users,
        FaultRegistry faults,
        Journal journal,
        Actions actions,
        List<Throwable> failures,
        ByteBuffer scratch) {}
