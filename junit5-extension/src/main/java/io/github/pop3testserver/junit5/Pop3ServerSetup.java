package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;

/**
 * Configures a test's server beyond what {@link Pop3Server} has attributes for.
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
 * <p>The class needs a constructor without arguments, of any visibility. Each test gets a new instance.
 */
public interface Pop3ServerSetup {

    /**
     * Changes the builder of one test's server, which comes with the annotation's user, on a random port. The server is
     * started afterwards, by the extension.
     */
    void configure(Pop3TestServerBuilder builder);
}
