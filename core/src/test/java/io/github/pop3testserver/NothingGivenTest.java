package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.RETR;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Null is refused where it is given: it was something else by accident, or an error in the middle of a session. */
@SuppressWarnings("NullAway")
class NothingGivenTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatNullPointerException().as(message).isThrownBy(call).withMessage(message);
    }

    @Test
    void whereAServerIsBuilt() {
        Pop3TestServerBuilder builder = Pop3TestServer.builder();
        assertRefused(() -> builder.name(null), "a name");
        assertRefused(() -> builder.maildrop(null, "password"), "a user name");
        assertRefused(() -> builder.maildrop("ann", null), "a password");
        assertRefused(() -> builder.administrator(null, "password"), "a user name");
        assertRefused(() -> builder.administrator("root", null), "a password");
        assertRefused(() -> builder.tls(null), "a kind of TLS; Tls.NONE is the default");
        assertRefused(() -> builder.certificate(null), "a certificate; TestCertificate.valid() is the default");
        assertRefused(
                () -> builder.stlsLeftovers(null), "what becomes of leftovers; StlsLeftovers.CLOSE is the default");
        assertRefused(() -> builder.virtualClock(null), "a start; virtualClock() has one of its own");
        assertRefused(() -> builder.strictness(null), "a strictness; Strictness.STRICT is the default");
    }

    @Test
    void whereAUserIsAdded() {
        assertRefused(() -> server.addMaildrop(null, "password"), "a user name");
        assertRefused(() -> server.addMaildrop("ann", null), "a password");
        assertRefused(() -> server.addAdministrator(null, "password"), "a user name");
        assertRefused(() -> server.addAdministrator("root", null), "a password");
        for (ThrowingCallable unnamed : List.<ThrowingCallable>of(
                () -> server.addMaildrop("", "password"),
                () -> server.addAdministrator("", "password"),
                () -> Pop3TestServer.builder().maildrop("", "password"),
                () -> Pop3TestServer.builder().administrator("", "password"))) {
            assertThatIllegalArgumentException().isThrownBy(unnamed).withMessage("a user name is not empty");
        }
    }

    @Test
    void whereAMaildropChanges() {
        Maildrop maildrop = server.maildrop();
        assertRefused(() -> maildrop.changePassword(null), "a password");
        assertRefused(() -> maildrop.acceptToken(null), "a token");
        assertRefused(() -> maildrop.expireToken(null), "a token");
        assertRefused(() -> maildrop.uids(null), "a policy; UidPolicy.STABLE is the default");
    }

    @Test
    void whereAFaultIsDeclared() {
        assertRefused(() -> server.on(null), "an event");
        assertThatNullPointerException().isThrownBy(() -> server.on(RETR).message(null));
        assertRefused(() -> server.on(RETR).matching(null), "a test");
        assertRefused(() -> server.on(RETR).named(null), "a name");
        assertRefused(() -> server.on(RETR).reply(null), "a reply");
        assertRefused(() -> server.on(RETR).processThenReply(null), "a reply");
        assertRefused(() -> server.on(RETR).run(null), "an action");
    }

    @Test
    void whereSomethingIsWaitedFor() {
        assertRefused(() -> server.await().command(null), "a command");
    }
}
