package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.model.UidPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server that is used by one test after the other. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class ServerResetTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().virtualClock().tls(Tls.EXPLICIT).start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void maildropsAreResetAndTheirHandlesStayValid() {
        int port = server.port();
        maildrop.add(message("x").uid("given"));
        maildrop.uidPolicy(UidPolicy.UNSUPPORTED)
                .changePassword("other")
                .loginDelay(Duration.ofHours(1))
                .lock();
        server.reset();

        assertThat(server.port()).isEqualTo(port);
        assertThat(maildrop).isEqualTo(server.maildrop());
        assertThat(maildrop.allMessages()).isEmpty();
        assertThat(maildrop.isLocked()).isFalse();
        assertThat(maildrop.password()).isEqualTo("password");
        maildrop.add(message("y").uid("given"));
        for (int login = 0; login < 2; login++) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.command("UIDL 1")).isEqualTo("+OK 1 given");
                client.command("QUIT");
            }
        }
    }

    /** An application that outlives the reset, in a cached context for one, may remember the unique-ids it has seen. */
    @Test
    void uniqueIdsFromBeforeDoNotComeAgain() {
        MaildropMessage before = maildrop.add(message("x"));
        server.reset();
        assertThat(maildrop.add(message("x")).uid()).isNotEqualTo(before.uid());
    }

    @Test
    void theRecordBeginsAnew() {
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();
        server.reset();

        assertThat(server.sessions()).isEmpty();
        assertThat(server.transcript().lines()).isEmpty();
        RawClient.loggedInTo(server).close();
        assertThat(server.await().sessionEnd().number()).isEqualTo(1);
        server.await().sessionsEnded(1);
    }

    @Test
    void aSessionFromBeforeCannotTouchTheMaildropAfterwards() {
        maildrop.add(message("old"));
        try (Gate atQuit = server.on(QUIT).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("DELE 1\r\nQUIT\r\n");
            atQuit.awaitReached();
            server.reset();
            MaildropMessage mail = maildrop.add(message("new"));
            atQuit.release();

            assertThat(client.readToEnd()).isEqualTo("+OK Marked to be deleted.\r\n");
            assertThat(maildrop.messages()).containsExactly(mail);
            assertThat(maildrop.isLocked()).isFalse();
        }
    }

    @Test
    void aClientThatHasConnectedBeforeIsHungUpOn() throws InterruptedException {
        AtomicReference<RawClient> waiting = new AtomicReference<>();
        Thread resetting = new Thread(server::reset);
        // While the loop is in here nobody is accepted, and the reset comes next.
        server.on(NOOP)
                .matching(line -> {
                    waiting.set(RawClient.withoutTls(server.endpoint()));
                    resetting.start();
                    while (resetting.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    return false;
                })
                .always()
                .err("never");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            client.readToEnd();
        }
        resetting.join();
        try (RawClient client = waiting.get()) {
            // Greeted by the server as it was, if it was accepted in time.
            assertThat(client.readToEnd()).isIn("", "+OK POP3 server ready\r\n");
        }
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void faultsAreRemovedAndReleaseWhatTheyHold() {
        maildrop.add(message("x"));
        server.on(NOOP).always().err("no");
        Gate gate = server.on(RETR).hold();
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n");
            gate.awaitReached();
            server.reset();
        }
        assertThat(server.faults()).isEmpty();
        server.verify();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void theServerIsUpAgainWithItsFirstCertificateAndItsClockAtTheStart() {
        var start = server.clock().now();
        maildrop.addAfter(Duration.ofMinutes(2), message("never"));
        server.clock().advance(Duration.ofMinutes(1));
        server.certificate(TestCertificate.expired());
        server.goDown();
        server.reset();

        assertThat(server.clock().now()).isEqualTo(start);
        server.clock().advance(Duration.ofMinutes(1));
        assertThat(maildrop.allMessages()).isEmpty();
        RawClient.loggedInTo(server).close();
        server.certificate(TestCertificate.expired());
        assertThatThrownBy(() -> RawClient.loggedInTo(server)).hasCauseInstanceOf(SSLException.class);
    }

    /** In a JVM that has no room for all of them: it would run out of memory. */
    @Test
    void messagesThatWereStillToArriveAreForgotten() throws Exception {
        String output = FreshJvm.output(Path.of("."), List.of("-Xmx64m"), LateMessages.class);
        assertThat(output.strip()).isEqualTo("forgotten: 320 MiB");
    }

    @Test
    void aMaildropThatWasAddedLaterIsGoneAndItsHandleSaysSo() {
        Maildrop added = server.addMaildrop("bob", "secret");
        server.reset();

        assertThatIllegalStateException()
                .isThrownBy(added::messages)
                .withMessage(
                        "the maildrop of \"bob\" was added after the server's start, and server.reset() has taken it"
                                + " away; add it again with server.addMaildrop(\"bob\", password)");
        assertThat(server.addMaildrop("bob", "secret").messages()).isEmpty();
        assertThat(added.messages()).isEmpty();
    }

    @Test
    void aMessageFromBeforeStaysReadableAndIsNoMessageOfTheMaildropNow() {
        MaildropMessage old = maildrop.add(message("old"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("QUIT");
        }
        assertThat(old.deletedIn()).contains(server.lastSession());
        server.reset();

        assertThat(old.subject()).isEqualTo("old");
        assertThat(old.isLost()).isTrue();
        assertThat(old.deletedIn()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.remove(old))
                .withMessageContaining("from before the server's last reset");
    }

    @Test
    void anErrorInsideTheServerIsNotForgotten() {
        server.on(NOOP)
                .matching(line -> {
                    throw new IllegalStateException("before the reset");
                })
                .err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            server.await().sessionEnd();
        }
        server.reset();
        assertThatThrownBy(server::verify).hasRootCauseMessage("before the reset");
    }

    @Test
    void administratorsOfTheBuilderStayAndOthersAreGone() {
        try (Pop3TestServer built =
                Pop3TestServer.builder().administrator("root", "toor").start()) {
            built.addAdministrator("guest", "guest");
            built.reset();
            try (RawClient client = RawClient.connectTo(built)) {
                client.readLine();
                assertThat(client.command("AUTH PLAIN " + base64("user\0guest\0guest")))
                        .startsWith("-ERR");
                assertThat(client.command("AUTH PLAIN " + base64("user\0root\0toor")))
                        .startsWith("+OK");
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 1939 section 7: the timestamp must be different each time. */
    @Test
    void timestampsFromBeforeDoNotComeAgain() {
        try (Pop3TestServer other =
                Pop3TestServer.builder().apop().virtualClock().start()) {
            String before = greeting(other);
            other.reset();
            assertThat(greeting(other)).contains("@localhost>").isNotEqualTo(before);
        }
    }

    private static String greeting(Pop3TestServer of) {
        try (RawClient client = RawClient.connectTo(of)) {
            return client.readLine();
        }
    }
}
