package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that has closed its side may still read: it gets what it is owed. If it cannot, its session ends at once. */
class ClosedSideTest {

    /** What only time lets go on. */
    enum Slow {
        DELAY {
            @Override
            InstalledFault declare(FaultTrigger trigger) {
                return trigger.delay(Duration.ofDays(1));
            }
        },
        THROTTLE {
            @Override
            InstalledFault declare(FaultTrigger trigger) {
                return trigger.throttle(1);
            }
        },
        FRAGMENT {
            @Override
            InstalledFault declare(FaultTrigger trigger) {
                return trigger.fragment(4, Duration.ofDays(1));
            }
        };

        abstract InstalledFault declare(FaultTrigger trigger);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatHasClosedItsSideOnlyGetsEverythingAndAtOnce(Slow slow) {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            MaildropMessage message = server.maildrop().add(raw("one\ntwo\n"));
            InstalledFault first = slow.declare(server.on(RETR));
            InstalledFault second = slow.declare(server.on(NOOP));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send("RETR 1\r\nDELE 1\r\nNOOP\r\nQUIT\r\n");
                server.await().applied(first);
                client.shutdownOutput();
                assertThat(client.readToEnd())
                        .isEqualTo("+OK 10 octets\r\none\r\ntwo\r\n.\r\n+OK Marked to be deleted.\r\n+OK\r\n"
                                + "+OK Logging out, messages deleted.\r\n");
            }
            assertThat(second.timesApplied()).isEqualTo(1);
            assertThat(message.state()).isEqualTo(MessageState.DELETED);
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"DELAY, NONE", "THROTTLE, NONE", "FRAGMENT, NONE", "DELAY, EXPLICIT", "THROTTLE, IMPLICIT"})
    void aClientThatIsGoneLeavesItsMaildropAtOnce(Slow slow, Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            Maildrop maildrop = server.maildrop();
            maildrop.add(raw("one\ntwo\n"));
            InstalledFault fault = slow.declare(server.on(RETR));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send("RETR 1\r\n");
                server.await().applied(fault);
            }
            assertThat(server.await().sessionEnd().end()).isIn(SessionEnd.CLIENT_CLOSED, SessionEnd.CLIENT_RESET);
            assertThat(maildrop.isLocked()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stall, NONE",
        "hold, NONE",
        "delay, NONE",
        "run, NONE",
        "stall, EXPLICIT",
        "hold, IMPLICIT",
        "run, IMPLICIT"
    })
    void aDisconnectIsNoticedHoweverMuchTheClientHasSentAhead(String wait, Tls tls) {
        CountDownLatch never = new CountDownLatch(1);
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            FaultTrigger retr = server.on(RETR);
            server.maildrop().add(raw("one\n"));
            InstalledFault fault = switch (wait) {
                case "stall" -> retr.stall();
                case "hold" -> retr.hold().fault();
                case "delay" -> retr.delay(Duration.ofDays(1));
                default -> retr.run(() -> await(never));
            };
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send("RETR 1\r\n" + "NOOP\r\n".repeat(200_000));
                server.await().applied(fault);
                client.reset();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_RESET);
            assertThat(server.maildrop().isLocked()).isFalse();
        } finally {
            never.countDown();
        }
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each octet is kept for as long as the wait takes, so there is an end to it. */
    @ParameterizedTest
    @EnumSource
    void aClientThatSendsOnAndOnIsClosed(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start();
                Gate gate = server.on(NOOP).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            gate.awaitReached();
            client.sendUntilClosed("NOOP\r\n".repeat(10_000));
            Pop3Session session = server.await().sessionEnd();
            assertThat(session.end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
            assertThat(session.transcript().lines())
                    .contains("-- the client sent more than 16 MiB without waiting for a reply");
        }
    }
}
