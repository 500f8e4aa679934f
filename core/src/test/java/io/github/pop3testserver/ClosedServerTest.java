package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.net.ConnectException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing opens again once a server is closed. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class ClosedServerTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).virtualClock().start();
    private final Maildrop maildrop = server.maildrop();

    /** What a server may have been through before it is closed. */
    enum Before {
        UP,
        DOWN,
        DOWN_AND_UP,
        RESET,
        CLOSED;

        void bring(Pop3TestServer server) {
            switch (this) {
                case UP -> {}
                case DOWN -> server.goDown();
                case DOWN_AND_UP -> {
                    server.goDown();
                    server.comeUp();
                }
                case RESET -> server.reset();
                case CLOSED -> server.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWouldOpenItAgain(Before before) {
        before.bring(server);
        server.close();

        assertRefused("comeUp()", server::comeUp);
        assertRefused("goDown()", server::goDown);
        assertRefused("goDownSilently()", server::goDownSilently);
        assertRefused("reset()", server::reset);
        assertRefused("on(NOOP)", () -> server.on(NOOP));
        assertThatThrownBy(() -> RawClient.withoutTls(server.endpoint()))
                .hasRootCauseInstanceOf(ConnectException.class);
        server.verify();
    }

    private void assertRefused(String call, ThrowingCallable refused) {
        assertThatIllegalStateException()
                .isThrownBy(refused)
                .withMessage(call + " is not possible: POP3 server \"pop3-test-server\" at 127.0.0.1:" + server.port()
                        + " was closed. Start another server, or close this one later.");
    }

    @Test
    void allElseDoesNoHarm() {
        InstalledFault fault = server.on(NOOP).always().err("no");
        MaildropMessage mail = maildrop.add(message("before"));
        server.close();

        maildrop.add(message("after"));
        maildrop.addAfter(Duration.ofMinutes(1), message("later"));
        maildrop.remove(mail);
        maildrop.changePassword("other");
        maildrop.lock().close();
        server.clock().advance(Duration.ofMinutes(1));
        server.addMaildrop("bob", "secret").add(message("to Bob"));
        server.addAdministrator("root", "secret");
        server.certificate(TestCertificate.valid());
        server.dropAllConnections();
        fault.remove();
        server.clearFaults();
        server.close();

        assertThat(maildrop.messages()).extracting(MaildropMessage::subject).containsExactly("after", "later");
        assertThat(server.maildrop("bob").messages()).hasSize(1);
        assertThat(server.problems()).isEmpty();
    }
}
