package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.StandardSoftAssertionsProvider;

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
 * <p>AssertJ makes proxies of the assertion classes. If your tests run on the module path, the proxies need an export that
 * AssertJ's module does not have as of 3.27:
 * {@code --add-exports org.assertj.core/org.assertj.core.api.recursive.assertion=io.github.pop3testserver}.
 *
 * <p>This also works with AssertJ's own {@code @ExtendWith(SoftAssertionsExtension.class)}.
 */
public final class Pop3SoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** Makes soft assertions; call {@code assertAll()} later. */
    public Pop3SoftAssertions() {}

    /** Runs the assertions, then throws all failures together. */
    public static void assertSoftly(Consumer<Pop3SoftAssertions> assertions) {
        Pop3SoftAssertions softly = new Pop3SoftAssertions();
        assertions.accept(softly);
        softly.assertAll();
    }

    /** Throws all failures together, with the conversations that each one shows. */
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

    public MaildropAssert assertThat(Maildrop actual) {
        return proxy(MaildropAssert.class, Maildrop.class, actual);
    }

    public Pop3SessionAssert assertThat(Pop3Session actual) {
        return proxy(Pop3SessionAssert.class, Pop3Session.class, actual);
    }

    public Pop3TestServerAssert assertThat(Pop3TestServer actual) {
        return proxy(Pop3TestServerAssert.class, Pop3TestServer.class, actual);
    }
}
