package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The configuration of one server, and the tests it is for.
 *
 * @param name distinguishes it from other servers of the test; usually empty
 * @param sharing the tests that share the server, one after the other; null if each test has its own
 * @param preparation what is done to the running server before each test
 * @param messages what the first maildrop holds when a test begins
 */
record ServerPlan(
        String name,
        @Nullable Sharing sharing,
        Consumer<Pop3TestServerBuilder> configuration,
        Consumer<Pop3TestServer> preparation,
        List<SeedMessage> messages,
        TranscriptReport transcript) {

    /** Whether the server starts and ends with this test or class. */
    boolean livesWith(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? sharing == null
                : sharing instanceof ClassSharing shared && shared.testClass() == context.getRequiredTestClass();
    }

    /**
     * Throws if a shared server is closed: the tests that follow could not connect to it.
     *
     * @param who closed it, and when
     */
    void requireOpen(Pop3TestServer server, String who) {
        if (sharing != null && server.isClosed()) {
            throw new IllegalStateException(sharing.origin() + ": " + who + " closed the server that all "
                    + sharing.tests()
                    + " share; leave that to the extension, and call server.goDown() if clients are to"
                    + " be refused");
        }
    }

    /** Prepares the server, which has just started or was reset, for a test. */
    void prepare(Pop3TestServer server) {
        preparation.accept(server);
        // Each call to the server costs a change of threads, and most plans have no messages.
        if (!messages.isEmpty()) {
            server.maildrop().addAll(messages);
        }
    }

    Pop3TestServer start(String fullName, ExtensionContext context) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().name(fullName);
        LiveTranscript.configure(builder, transcript, context);
        configuration.accept(builder);
        return builder.start();
    }
}
