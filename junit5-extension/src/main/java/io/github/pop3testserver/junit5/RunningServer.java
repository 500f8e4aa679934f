package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that JUnit's store closes at the end of its test or class. */
@SuppressWarnings({"deprecation", "removal"}) // CloseableResource: JUnit 5.12 closes nothing else
record RunningServer(Pop3TestServer server, AtomicBoolean closed)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    RunningServer(Pop3TestServer server) {
        this(server, new AtomicBoolean());
    }

    @Override
    public void close() {
        closed.set(true);
        server.close();
    }
}
