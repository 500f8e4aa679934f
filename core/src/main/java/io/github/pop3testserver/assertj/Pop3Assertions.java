package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ's assertions and those of this library, for one static import.
 *
 * <pre>{@code
 * import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
 *
 * assertThat(maildrop).hasDeletedExactly(invoice).holdsExactly(spam);
 * }</pre>
 *
 * <p>A failure shows the conversations so far. Before an assertion fails that clients could still fulfill, it
 * {@linkplain Pop3TestServer#settle() settles}: it waits up to 500 milliseconds for them to disconnect.
 */
public final class Pop3Assertions extends Assertions {

    /** Creates {@link MaildropAssert} in {@code asInstanceOf(MAILDROP)}. */
    public static final InstanceOfAssertFactory<Maildrop, MaildropAssert> MAILDROP =
            new InstanceOfAssertFactory<>(Maildrop.class, Pop3Assertions::assertThat);

    /** Creates {@link Pop3SessionAssert} in {@code asInstanceOf(POP3_SESSION)}. */
    public static final InstanceOfAssertFactory<Pop3Session, Pop3SessionAssert> POP3_SESSION =
            new InstanceOfAssertFactory<>(Pop3Session.class, Pop3Assertions::assertThat);

    /** Creates {@link Pop3TestServerAssert} in {@code asInstanceOf(POP3_TEST_SERVER)}. */
    public static final InstanceOfAssertFactory<Pop3TestServer, Pop3TestServerAssert> POP3_TEST_SERVER =
            new InstanceOfAssertFactory<>(Pop3TestServer.class, Pop3Assertions::assertThat);

    private Pop3Assertions() {}

    /** Returns assertions for a maildrop. */
    public static MaildropAssert assertThat(@Nullable Maildrop actual) {
        return new MaildropAssert(actual);
    }

    /** Returns assertions for a session. */
    public static Pop3SessionAssert assertThat(@Nullable Pop3Session actual) {
        return new Pop3SessionAssert(actual);
    }

    /** Returns assertions for a server. */
    public static Pop3TestServerAssert assertThat(@Nullable Pop3TestServer actual) {
        return new Pop3TestServerAssert(actual);
    }
}
