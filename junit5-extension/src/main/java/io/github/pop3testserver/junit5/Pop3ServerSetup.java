package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;

/**
 * Configures a server where {@link Pop3Server} has no attribute for it.
 *
 * <pre>{@code
 * class TwoUsers implements Pop3ServerSetup {
 *     public void configure(Pop3TestServerBuilder builder) {
 *         builder.maildrop("alice", "secret");
 *         builder.maildrop("bob", "secret");
 *     }
 * }
 *
 * @Pop3Server(setup = TwoUsers.class)
 * class FetcherTest {}
 * }</pre>
 *
 * <p>The class needs a constructor without arguments, of any visibility. Each call gets its own instance.
 */
public interface Pop3ServerSetup {

    /**
     * Configures the builder, which already has the values of the annotation's attributes. The first maildrop that you
     * add becomes the server's first, unless the annotation has a {@link Pop3Server#username() username} or
     * {@link Pop3Server#password() password}. Do not start the server.
     */
    void configure(Pop3TestServerBuilder builder);

    /**
     * Prepares the running server for a test, with faults that all tests have in common, for example. This is called before each
     * test, when its server has started or was reset, and before the annotation's messages are added. By default it does
     * nothing.
     */
    default void prepare(Pop3TestServer server) {}
}
