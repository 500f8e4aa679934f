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
 * AssertJ's soft assertions and those of this library: all are made, and then all that failed are told at once.
 *
 * <pre>{@code
 * Pop3SoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(maildrop).hasDeletedExactly(invoice);
 *     softly.assertThat(store.subjects()).containsExactly("Invoice 4711");
 * });
 * }</pre>
 *
 * <p>AssertJ makes proxies of the assertion classes. For tests on the module path its module, as of 3.27, lacks an export that
 * these need: {@code --add-exports org.assertj.core/org.assertj.core.api.recursive.assertion=io.github.pop3testserver}.
 *
 * <p>Works with AssertJ's own {@code @ExtendWith(SoftAssertionsExtension.class)}, too.
 */
public final class Pop3SoftAssertions extends AbstractSoftAssertions implements StandardSoftAssertionsProvider {

    /** For {@code assertAll()} to be called later. */
    public Pop3SoftAssertions() {}

    /** Makes assertions, then throws what failed. */
    public static void assertSoftly(Consumer<Pop3SoftAssertions> assertions) {
        Pop3SoftAssertions softly = new Pop3SoftAssertions();
        assertions.accept(softly);
        softly.assertAll();
    }

    /** Throws what failed, with the conversations that each failure shows. */
    @Override
    public void assertAll() {
        try {
            super.assertAll();
        } catch (AssertionError all) {
            showConversations(all);
            throw all;
        }
    }

    /** The messages of the failures are all that AssertJ keeps of them. */
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
