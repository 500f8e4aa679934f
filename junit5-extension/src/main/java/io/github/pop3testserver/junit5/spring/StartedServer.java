package io.github.pop3testserver.junit5.spring;

import io.github.pop3testserver.Pop3TestServer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server of a Spring context.
 *
 * @param closed whether the context has closed it
 */
public record StartedServer(Pop3TestServer server, AtomicBoolean closed) {

    StartedServer(Pop3TestServer server) {
        this(server, new AtomicBoolean());
    }

    void close() {
        closed.set(true);
        server.close();
    }
}
