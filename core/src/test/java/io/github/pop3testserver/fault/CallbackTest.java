package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a predicate may do to its server, on whose thread it runs. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class CallbackTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void declaresAFault() {
        server.on(NOOP)
                .matching(line -> {
                    server.on(QUIT).err("not yet");
                    return false;
                })
                .err("no");
        server.on(NOOP).err("the second");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("-ERR the second");
            assertThat(client.command("QUIT")).isEqualTo("-ERR not yet");
        }
    }

    @Test
    void takesFaultsBack() {
        server.on(QUIT).err("never");
        server.on(NOOP)
                .matching(line -> {
                    server.clearFaults();
                    return false;
                })
                .err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("QUIT")).isEqualTo("+OK Logging out.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dropsItsOwnLine(boolean matches) {
        server.on(NOOP)
                .matching(line -> {
                    server.dropAllConnections();
                    return matches;
                })
                .always()
                .err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\nQUIT\r\n").readToEnd()).isEmpty();
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        server.verify();
    }

    @Test
    void resetsItsServer() {
        server.on(NOOP)
                .matching(line -> {
                    server.reset();
                    return true;
                })
                .err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        assertThat(server.sessions()).isEmpty();
        server.verify();
    }

    @Test
    void goesDownWhileOtherClientsWaitForAnAnswer() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch bothHaveSent = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch bothHaveSentMore = new CountDownLatch(1);
        server.on(STAT)
                .matching(line -> {
                    first.countDown();
                    awaitUninterrupted(bothHaveSent);
                    return false;
                })
                .always()
                .err("no");
        server.on(NOOP)
                .matching(line -> {
                    second.countDown();
                    awaitUninterrupted(bothHaveSentMore);
                    server.goDown();
                    return false;
                })
                .always()
                .err("no");
        try (RawClient other = RawClient.connectTo(server);
                RawClient one = RawClient.connectTo(server);
                RawClient two = RawClient.connectTo(server)) {
            other.readLine();
            one.readLine();
            two.readLine();
            other.send("STAT\r\n");
            first.await();
            one.send("NOOP\r\n");
            two.send("NOOP\r\n");
            bothHaveSent.countDown();
            second.await();
            one.send("NOOP\r\n");
            two.send("NOOP\r\n");
            bothHaveSentMore.countDown();

            server.await().sessionsEnded(3);
            server.comeUp();
            RawClient.loggedInTo(server).close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesDownInsteadOfGreeting(Tls tls) {
        try (Pop3TestServer down = Pop3TestServer.builder().tls(tls).start()) {
            down.on(GREETING).always().corrupt(once(down::goDown));
            try (RawClient client = RawClient.connectTo(down)) {
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThatThrownBy(() -> RawClient.connectTo(down)).hasRootCauseInstanceOf(ConnectException.class);
            down.verify();
            down.comeUp();
            RawClient.loggedInTo(down).close();
            down.verify();
        }
    }

    /** Does something instead of the first corruption. */
    private static Corruption once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return Corruption.alteredBy(octets -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
            return octets;
        });
    }

    @ParameterizedTest
    @EnumSource
    void goesDownAsSoonAsAClientConnects(Tls tls) {
        try (Pop3TestServer down = Pop3TestServer.builder().tls(tls).start()) {
            down.on(CONNECT).run(down::goDown);
            try (RawClient client = RawClient.withoutTls(down.endpoint())) {
                assertThat(client.readToEnd()).isEmpty();
            }
            down.comeUp();
            RawClient.loggedInTo(down).close();
            down.verify();
        }
    }

    @Test
    void goesDownAndComesUpInsteadOfGreeting() {
        server.on(GREETING).always().corrupt(once(() -> {
            server.goDown();
            server.comeUp();
        }));
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.readToEnd()).isEmpty();
        }
        RawClient.loggedInTo(server).close();
        server.verify();
    }

    @ParameterizedTest
    @EnumSource
    void leavesItsThreadInterrupted(Tls tls) {
        try (Pop3TestServer interrupted = Pop3TestServer.builder().tls(tls).start()) {
            List<Boolean> before = new ArrayList<>();
            interrupted
                    .on(NOOP)
                    .matching(line -> {
                        before.add(Thread.currentThread().isInterrupted());
                        Thread.currentThread().interrupt();
                        return true;
                    })
                    .always()
                    .err("no");
            interrupted.on(NOOP).always().corrupt(Corruption.alteredBy(octets -> {
                before.add(Thread.currentThread().isInterrupted());
                Thread.currentThread().interrupt();
                return octets;
            }));
            try (RawClient client = RawClient.loggedInTo(interrupted)) {
                assertThat(client.command("NOOP")).isEqualTo("-ERR no");
                assertThat(client.command("NOOP")).isEqualTo("-ERR no");
            }
            assertThat(before).hasSize(4).containsOnly(false);
            interrupted.verify();
        }
    }

    /** As Kotlin, for one, lets a predicate throw whatever it likes. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> boolean throwUnchecked(Exception any) throws E {
        throw (E) any;
    }

    static List<Exception> checked() {
        return List.of(new Exception("of another language"), new IOException("of another language"));
    }

    @ParameterizedTest
    @MethodSource("checked")
    void throwsCheckedExceptions(Exception checked) {
        server.on(NOOP)
                .matching(line -> CallbackTest.<RuntimeException>throwUnchecked(checked))
                .err("no");
        assertNothingButTheErrorComes("NOOP");
    }

    @ParameterizedTest
    @MethodSource("checked")
    void throwsCheckedExceptionsWhenItCorrupts(Exception checked) {
        server.on(NOOP).corrupt(Corruption.alteredBy(octets -> {
            CallbackTest.<RuntimeException>throwUnchecked(checked);
            return octets;
        }));
        assertNothingButTheErrorComes("NOOP");
    }

    private void assertNothingButTheErrorComes(String command) {
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send(command + "\r\n").readToEnd()).isEmpty();
        }
        assertThatThrownBy(server::verify)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("of another language");
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        server.clearFaults();
        RawClient.loggedInTo(server).close();
    }

    /** It has done what it was declared for, and does not do it again to the next client. */
    @Test
    void aCorruptionThatDropsItsOwnConnectionHasActed() {
        InstalledFault fault = server.on(NOOP).corrupt(Corruption.alteredBy(octets -> {
            server.dropAllConnections();
            return octets;
        }));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        assertThat(fault.timesApplied()).isEqualTo(1);
        assertThat(fault.isExhausted()).isTrue();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
        assertThat(fault.timesMatched()).isEqualTo(3);
        assertThat(fault.timesApplied()).isEqualTo(1);
        server.verify();
    }

    /** The other exchange goes on at once, and does not get what was chosen for this one. */
    @Test
    void releasesAGateThatHoldsAnotherConversation() {
        server.maildrop().shared(true);
        Gate gate = server.on(STAT).hold();
        InstalledFault once = server.on(NOOP).err("once");
        server.on(NOOP)
                .matching(line -> {
                    gate.release();
                    return false;
                })
                .always()
                .err("never");
        try (RawClient held = RawClient.loggedInTo(server);
                RawClient other = RawClient.loggedInTo(server)) {
            held.send("STAT\r\nNOOP\r\n");
            gate.awaitReached();
            assertThat(other.command("NOOP")).isEqualTo("-ERR once");
            assertThat(held.readLine()).isEqualTo("+OK 0 0");
            assertThat(held.readLine()).isEqualTo("+OK");
        }
        assertThat(once.timesApplied()).isEqualTo(1);
    }

    @Test
    void aCorruptionThatThrowsHasNotActedAndDoesWhenItIsAskedAgain() {
        AtomicInteger calls = new AtomicInteger();
        InstalledFault fault = server.on(NOOP).corrupt(Corruption.alteredBy(octets -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
            return "+OK changed\r\n".getBytes(StandardCharsets.US_ASCII);
        }));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n").readToEnd();
        }
        assertThatThrownBy(server::verify).hasMessageContaining("the first time");
        assertThat(fault.timesApplied()).isZero();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK changed");
        }
        assertThat(fault.timesApplied()).isEqualTo(1);
    }
}
