package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.StandardSoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's soft assertions and those of this library. All of them run; then all failures are reported together.
 *
 * <pre>{@code
 * Pop3SoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(maildrop).hasDeletedExactly(invoice);
 *     softly.assertThat(store.subjects()).containsExactly("Invoice 4711");
 * });
 * }</pre>
 *
 * <p>Works with AssertJ's {@code SoftAssertionsExtension}. Not thread-safe.
 *
 * <p>AssertJ creates proxies of the assertion classes. On the module path they need an export that AssertJ does not
 * have as of 3.27:
 * {@code --add-exports org.assertj.core/org.assertj.core.api.recursive.assertion=io.github.pop3testserver}.
 */
public final class Pop3SoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** Creates soft assertions. Call {@link #assertAll()} at the end. */
    public Pop3SoftAssertions() {}

    /**
     * Runs the assertions, then throws all failures together.
     *
     * @throws AssertionError if an assertion fails
     */
    public static void assertSoftly(Consumer<Pop3SoftAssertions> assertions) {
        Pop3SoftAssertions softly = new Pop3SoftAssertions();
        assertions.accept(softly);
        softly.assertAll();
    }

    /**
     * Throws all failures together, with their conversations.
     *
     * @throws AssertionError if an assertion has failed
     */
    @Override
    public void assertAll() {
        try {
            super.assertAll();
        } catch (AssertionError all) {
            showConversations(all);
            throw all;
        }
    }

    /** AssertJ keeps only the messages of the failures. */
    private void showConversations(AssertionError all) {
        Set<String> shown = new HashSet<>();
        for (AssertionError failure : assertionErrorsCollected()) {
            for (Throwable conversations : failure.getSuppressed()) {
                if (shown.add(conversations.toString())) {
                    all.addSuppressed(conversations);
                }
            }
        }
    }

    /** Returns soft assertions for a maildrop. */
    public MaildropAssert assertThat(@Nullable Maildrop actual) {
        return proxy(MaildropAssert.class, Maildrop.class, actual);
    }

    /** Returns soft assertions for a session. */
    public Pop3SessionAssert assertThat(@Nullable Pop3Session actual) {
        return proxy(Pop3SessionAssert.class, Pop3Session.class, actual);
    }

    /** Returns soft assertions for a server. */
    public Pop3TestServerAssert assertThat(@Nullable Pop3TestServer actual) {
        return proxy(Pop3TestServerAssert.class, Pop3TestServer.class, actual);
    }
}
