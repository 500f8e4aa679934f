package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Actions of a test in the middle of a conversation, each on a thread of its own. */
class RunTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().name("run test").start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void mailArrivesInTheMiddleOfASession() {
        server.on(QUIT).run(() -> maildrop.add(raw("late\n")));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
            assertThat(client.command("QUIT")).isEqualTo("+OK Logging out.");
        }
        assertThat(maildrop.messages()).hasSize(1);
        server.verify();
    }

    @Test
    void anActionMayDoAllThatATestMay() {
        Maildrop other = server.addMaildrop("other", "password");
        server.on(STAT).run(() -> {
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.STILL_OPEN);
            try (RawClient client = RawClient.greetedBy(server)) {
                client.command("USER user");
                assertThat(client.command("PASS password"))
                        .isEqualTo("-ERR [IN-USE] Mailbox is locked by another POP3 session.");
                assertThat(client.command("QUIT")).isEqualTo("+OK Logging out.");
            }
            assertThat(server.await().sessionEnd().number()).isEqualTo(2);
            InstalledFault noop = server.on(NOOP).err("from within");
            try (RawClient client = RawClient.loggedInTo(server, other)) {
                assertThat(client.command("NOOP")).isEqualTo("-ERR from within");
            }
            server.await().applied(noop);
            server.verify();
            maildrop.add(raw("late\n"));
        });
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
        }
        server.verify();
        assertThat(maildrop.messages()).hasSize(1);
    }

    @Test
    void anActionMayDropItsOwnConnection() {
        server.on(DELE).run(server::dropAllConnections);
        maildrop.add(raw("x\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("DELE 1\r\nQUIT\r\n").readToEnd()).isEmpty();
        }
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(maildrop.messages()).hasSize(1);
        server.verify();
    }

    @Test
    void anActionMayCloseTheServer() {
        CountDownLatch closed = new CountDownLatch(1);
        server.on(NOOP).run(() -> {
            server.close();
            closed.countDown();
        });
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        assertThat(closed).satisfies(CountDownLatch::await);
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
    }

    @Test
    void itsThreadIsADaemonThatIsNamedAfterTheServer() {
        String[] thread = new String[1];
        server.on(NOOP)
                .run(() -> thread[0] = Thread.currentThread().getName() + " "
                        + Thread.currentThread().isDaemon());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
        }
        assertThat(thread).containsExactly("run test run true");
    }

    @Test
    void whatAnActionThrowsIsThrownByVerifyAndTheConversationGoesOn() {
        server.on(NOOP).run(() -> assertThat(maildrop.messages()).as("mail").isNotEmpty());
        server.on(STAT).run(() -> sneak(new IOException("unchecked by nobody")));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
        }
        assertThatThrownBy(server::verify)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an error inside POP3 server \"run test\"")
                .hasMessageContaining("(2 in all)")
                .cause()
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[mail]");
        server.verify();
    }

    /** As Kotlin, Groovy and Lombok do. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable checked) throws T {
        throw (T) checked;
    }

    @Test
    void anActionWhoseClientHasGoneRunsToItsEndAndChangesNothing() {
        CountDownLatch clientHasGone = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        maildrop.add(raw("x\n"));
        InstalledFault run = server.on(DELE).run(() -> {
            assertThat(clientHasGone).satisfies(CountDownLatch::await);
            over.countDown();
        });
        server.on(DELE).disconnect(beforeProcessing());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("DELE 1\r\n");
            server.await().applied(run);
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        clientHasGone.countDown();
        assertThat(over).satisfies(CountDownLatch::await);
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 1 3");
            assertThat(client.send("DELE 1\r\n").readToEnd())
                    .as("the fault that was not used up")
                    .isEmpty();
        }
        server.verify();
    }

    @ParameterizedTest
    @EnumSource
    void anActionThatWaitsEndsWithItsServerAndWhatItThrowsIsReported(Tls tls) {
        Pop3TestServer other = Pop3TestServer.builder().tls(tls).start();
        CountDownLatch ended = new CountDownLatch(1);
        InstalledFault run = other.on(NOOP).run(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            } finally {
                ended.countDown();
            }
        });
        try (RawClient client = RawClient.loggedInTo(other)) {
            client.send("NOOP\r\n");
            other.await().applied(run);
            assertThatThrownBy(other::close)
                    .isInstanceOf(IllegalStateException.class)
                    .cause()
                    .hasMessage("interrupted")
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        assertThat(ended.getCount()).isZero();
        other.close();
    }

    @Test
    void anActionThatEndsQuietlyWhenItIsInterruptedIsNotReported() {
        Thread[] thread = new Thread[1];
        InstalledFault run = server.on(NOOP).run(() -> {
            thread[0] = Thread.currentThread();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            server.await().applied(run);
            server.close();
        }
        assertThat(thread[0].isAlive()).isFalse();
    }

    @Test
    void anActionThatWaitsForTheServerFailsWithItsEnd() {
        InstalledFault run =
                server.on(NOOP).run(() -> server.await(Duration.ofMinutes(10)).command(STAT));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            server.await().applied(run);
            assertThatThrownBy(server::close)
                    .cause()
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("waiting for a STAT command");
        }
    }
}
