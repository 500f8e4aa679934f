package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gate: who is held at it, until when, and what a test hears of it. */
class GateTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RawClient::close);
        server.close();
    }

    /** Clients that are not logged in, and have said CAPA. */
    private List<RawClient> asking(int count) {
        for (int i = 0; i < count; i++) {
            clients.add(RawClient.greetedBy(server).send("CAPA\r\nQUIT\r\n"));
        }
        return clients;
    }

    @Test
    void theCommandIsNotProcessedBeforeTheRelease() {
        MaildropMessage message = server.maildrop().add(message("x"));
        try (Gate gate = server.on(DELE).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("DELE 1\r\n");
            gate.awaitReached();
            assertThat(message.state()).isEqualTo(MessageState.PRESENT);
            gate.release();
            assertThat(client.readLine()).isEqualTo("+OK Marked to be deleted.");
            assertThat(message.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
        }
    }

    @Test
    void awaitReachedReturnsAtOnceIfTheHeldClientHasDisconnected() {
        Gate gate = server.on(CAPA).hold();
        asking(1);
        gate.awaitReached();
        clients.get(0).close();
        server.await().sessionEnd();
        gate.awaitReached();
        gate.release();
        gate.awaitReached();
        assertThat(gate.fault().timesApplied()).isEqualTo(1);
    }

    @Test
    void aWaitForAGateThatTimesOutShowsTheConversation() {
        try (Gate gate = server.on(DELE).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            assertThatThrownBy(() -> server.await(Duration.ofMillis(1)).applied(gate.fault()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("timed out after 1 ms waiting for the fault on(DELE).hold() at GateTest.")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("C: NOOP"));
            Thread.currentThread().interrupt();
            assertThatThrownBy(gate::awaitReached)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("interrupted while waiting for the fault on(DELE).hold() at GateTest.")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("C: NOOP"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void releaseResumesAllHeldConnectionsAndHoldsNoneAfterwards() {
        Gate gate = server.on(CAPA).always().hold();
        asking(5);
        gate.awaitReached();
        gate.release();
        gate.release();
        for (RawClient client : asking(2)) {
            assertThat(client.readToEnd()).startsWith("+OK Capability").endsWith("+OK Logging out.\r\n");
        }
        assertThat(gate.fault().isExhausted()).isTrue();
    }

    @Test
    void releasingAgainDoesNotReleaseAnotherGate() {
        Gate first = server.on(CAPA).hold();
        Gate second = server.on(NOOP).hold();
        try (RawClient client = RawClient.loggedInTo(server).send("CAPA\r\nNOOP\r\n")) {
            first.awaitReached();
            first.release();
            second.awaitReached();

            first.release();

            assertThat(server.transcript().render())
                    .containsPattern("on\\(NOOP\\)\\.hold\\(\\) at GateTest.*, waiting for \\d+ ms$");
            second.release();
            assertThat(client.readLine()).isEqualTo("+OK Capability list follows");
            client.readToTerminator();
            assertThat(client.readLine()).isEqualTo("+OK");
        }
    }

    @Test
    void aGateForTwoHoldsTwoAndLetsTheThirdPass() {
        CountDownLatch twoHaveCome = new CountDownLatch(2);
        Gate gate = server.on(CAPA)
                .matching(line -> countDown(twoHaveCome))
                .times(2)
                .hold();
        List<RawClient> held = List.copyOf(asking(2));
        assertThat(twoHaveCome).satisfies(CountDownLatch::await);
        assertThat(gate.fault().isExhausted()).isTrue();
        assertThat(asking(1).get(2).readToEnd()).endsWith("+OK Logging out.\r\n");
        gate.release();
        for (RawClient client : held) {
            assertThat(client.readToEnd()).endsWith("+OK Logging out.\r\n");
        }
        assertThat(gate.fault().timesApplied()).isEqualTo(2);
        assertThat(gate.fault().timesMatched()).isEqualTo(3);
    }

    private static boolean countDown(CountDownLatch latch) {
        latch.countDown();
        return true;
    }

    @Test
    void releaseAndDisconnectEndsAllThatAreHeldWithFin() {
        MaildropMessage message = server.maildrop().add(message("x"));
        Gate gate = server.on(NOOP).hold();
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.send("NOOP\r\nQUIT\r\n");
            gate.awaitReached();
            gate.releaseAndDisconnect();
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
            assertThat(message.state()).isEqualTo(MessageState.PRESENT);
            assertThat(client.readToEnd()).isEmpty();
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).as("nobody is held any more").isEqualTo("+OK");
        }
    }

    @Test
    void closeReleases() {
        try (Gate gate = server.on(CAPA).hold()) {
            asking(1);
            gate.awaitReached();
        }
        assertThat(clients.get(0).readToEnd()).endsWith("+OK Logging out.\r\n");
        server.verify();
    }

    @Test
    void aGateReleasedBeforeAnyMatchHoldsNothingAndIsReported() {
        Gate gate = server.on(CAPA).hold();
        gate.release();
        assertThat(asking(1).get(0).readToEnd()).endsWith("+OK Logging out.\r\n");
        assertThat(gate.fault().timesMatched()).isEqualTo(1);
        assertThat(gate.fault().timesApplied()).isZero();
        assertThatThrownBy(server::verify)
                .hasMessageContaining("did not fire: it matched once, but its Gate was already released");
    }

    @Test
    void removingTheFaultReleases() {
        Gate one = server.on(CAPA).hold();
        asking(1);
        one.awaitReached();
        one.fault().remove();
        assertThat(clients.get(0).readToEnd()).endsWith("+OK Logging out.\r\n");

        Gate other = server.on(CONNECT).hold();
        try (RawClient client = RawClient.connectTo(server)) {
            other.awaitReached();
            server.clearFaults();
            assertThat(client.readLine()).isEqualTo("+OK POP3 server ready");
        }
    }

    @Test
    void aGateLeftClosedIsReleasedAndReportedByVerify() {
        Gate gate = server.on(CAPA).hold();
        asking(1);
        gate.awaitReached();
        assertThatThrownBy(server::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("on(CAPA).hold() at GateTest.aGateLeftClosedIsReleasedAndReportedByVerify(")
                .hasMessageContaining(
                        "was never released; call Gate.release(), or declare the gate in a try-with-resources statement")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("C: CAPA"));
        assertThat(clients.get(0).readToEnd()).endsWith("+OK Logging out.\r\n");
        assertThatCode(server::verify).doesNotThrowAnyException();
    }

    @Test
    void aGateReadsAsItsFault() {
        try (Gate gate = server.on(CAPA).named("slow start").hold()) {
            assertThat(gate).hasToString(gate.fault().description());
            assertThat(gate.toString())
                    .startsWith("\"slow start\" on(CAPA).hold() at GateTest.aGateReadsAsItsFault(GateTest.java:");
        }
    }
}
