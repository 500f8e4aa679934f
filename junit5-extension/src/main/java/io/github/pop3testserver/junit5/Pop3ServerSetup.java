package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;

/**
 * Configures a test's server where {@link Pop3Server} has no attribute for it.
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
     * Changes the builder of one test's server. The builder already has what the annotation's attributes set. It has a
     * user only if {@link Pop3Server#username() username} or {@link Pop3Server#password() password} is written there;
     * otherwise the first maildrop that you add here is the server's first. Do not start the server: the extension does
     * that afterwards.
     */
    void configure(Pop3TestServerBuilder builder);
}
