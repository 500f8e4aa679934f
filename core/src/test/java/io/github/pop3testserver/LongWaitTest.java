package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.RETR;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.model.SeedMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A fault that keeps a client waiting so long that its test may hang is logged. The test moves the real time. */
@ResourceLock(LoggedConversations.LOCK)
class LongWaitTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NEARLY = LONG.minusNanos(1);

    private static final String WARNING = ": a fault has kept the client waiting for 30 s. If the test hangs, give the"
            + " client a read timeout, release the gate, or call server.dropAllConnections().";

    private final SetTime time = new SetTime();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final LoggedConversations logged = new LoggedConversations("long wait");
    private final Pop3TestServer server = Pop3TestServer.builder()
            .name("long wait")
            .virtualClock()
            .realTime(time)
            .log(new PrintStream(printed, false, StandardCharsets.UTF_8))
            .start();

    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RawClient::close);
        logged.close();
        server.close();
    }

    private List<String> warnings() {
        return logged.texts(Level.WARNING).stream()
                .map(text -> text.replaceAll("[.\\w]+\\(\\w+\\.java:\\d+\\)", "HERE"))
                .toList();
    }

    /** Returns once all timers that are due have run. */
    private void pass(Duration duration) {
        server.sessions(); // runs once the server has done all that the client knows of
        time.nanos.addAndGet(duration.toNanos());
        // Each of the two is answered in a round of its own, and a round begins with the timers.
        try (RawClient other = RawClient.greetedBy(server)) {
            other.command("NOOP");
            other.command("NOOP");
        }
    }

    @Test
    void warnsOnceWithTheFaultAndWhatWasSent() {
        server.maildrop().add(SeedMessage.raw("1\r\n2\r\n"));
        server.on(RETR).stall(afterLines(1));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n").readLine();
            server.await().command(RETR);
            pass(NEARLY);
            assertThat(warnings()).isEmpty();
            pass(Duration.ofNanos(1));
            String expected = "long wait, session 1" + WARNING
                    + "\n   0 ms  C: RETR 1                                \"(no subject)\""
                    + "\n   0 ms  S: +OK 6 octets  (3 of 6 octets)"
                    + "\n   0 ms  -- fault: on(RETR).stall(afterLines(1)) at HERE, waiting for 30000 ms";
            assertThat(warnings()).containsExactly(expected);
            assertThat(logged.texts(Level.WARNING).get(0))
                    .contains("LongWaitTest.warnsOnceWithTheFaultAndWhatWasSent(LongWaitTest.java:");
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains(logged.texts(Level.WARNING).get(0).lines().toList());
            pass(LONG);
            assertThat(warnings()).hasSize(1);
        }
    }

    @Test
    void masksSecrets() {
        server.on(PASS).stall();
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            client.send("PASS password\r\n");
            server.await().command(PASS);
            pass(LONG);
            assertThat(warnings())
                    .singleElement()
                    .asString()
                    .contains("C: PASS ********")
                    .doesNotContain("password");
        }
    }

    @Test
    void aGateThatIsReleasedBeforeIsNotLong() {
        try (Gate gate = server.on(NOOP).hold(beforeReply());
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            gate.awaitReached();
            pass(NEARLY);
            gate.release();
            client.readLine();
            pass(LONG);
        }
        assertThat(warnings()).isEmpty();
    }

    /** An action that does not end, for example. */
    @Test
    void eachFaultThatKeepsAClientWaitingIsMeant() {
        CountDownLatch end = new CountDownLatch(1);
        server.on(NOOP).inSession(1).run(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.on(NOOP).inSession(2).delay(Duration.ofHours(1));
        try (Gate gate = server.on(NOOP).inSession(3).hold()) {
            for (int session = 1; session <= 3; session++) {
                clients.add(RawClient.greetedBy(server).send("NOOP\r\n"));
                server.await().command(NOOP);
            }
            pass(LONG);
            assertThat(warnings())
                    .hasSize(3)
                    .anyMatch(text -> text.contains("-- fault: on(NOOP).inSession(1).run("))
                    .anyMatch(text -> text.contains("-- fault: on(NOOP).inSession(2).delay("))
                    .anyMatch(text -> text.contains("-- fault: on(NOOP).inSession(3).hold("));
        } finally {
            end.countDown();
        }
    }

    /** A clock that only the test moves. */
    private static final class SetTime implements TimeSource {

        private final AtomicLong nanos = new AtomicLong();

        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos());
        }
    }
}
