package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one server is to be like.
 *
 * @param name tells it from the others of a test; empty as a rule
 * @param sharing the class whose tests share it, one after the other; null if each test has its own
 * @param origin who wants it so, for messages
 * @param messages what is in the first maildrop when a test begins
 */
record ServerPlan(
        String name,
        @Nullable Class<?> sharing,
        String origin,
        Consumer<Pop3TestServerBuilder> configuration,
        List<SeedMessage> messages,
        TranscriptReport transcript) {

    /** Whether it is this test, or this class, that the server comes and goes with. */
    boolean livesWith(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? sharing == null : sharing == context.getRequiredTestClass();
    }

    /**
     * Throws if a server that tests share is closed: the tests after would find nobody at its port.
     *
     * @param who has closed it, and when
     */
    void requireOpen(Pop3TestServer server, String who) {
        if (sharing != null && server.isClosed()) {
            throw new IllegalStateException(origin + ": " + who + " closed the server that all tests of "
                    + SourceLocation.of(sharing)
                    + " share; leave that to the extension, and call server.goDown() if clients are to"
                    + " be refused");
        }
    }

    Pop3TestServer start(String fullName) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().name(fullName);
        configuration.accept(builder);
        return builder.start();
    }
}
