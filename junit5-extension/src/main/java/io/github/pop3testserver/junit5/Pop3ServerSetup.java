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
     * Changes the builder of one test's server. It has what the annotation's attributes say, and its user only if
     * {@link Pop3Server#username() username} or {@link Pop3Server#password() password} is written there: otherwise the first
     * maildrop that is added here is the server's first. The server is started afterwards, by the extension.
     */
    void configure(Pop3TestServerBuilder builder);
}
