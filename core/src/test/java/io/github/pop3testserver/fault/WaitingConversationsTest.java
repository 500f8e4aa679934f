package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 10: a conversation that waits because of a fault notices its client's end, and holds up nobody else. */
class WaitingConversationsTest {

    /** Why a conversation waits. */
    enum Wait {
        STALL,
        STALL_IN_THE_REPLY,
        HOLD,
        HOLD_IN_THE_REPLY,
        DELAY,
        RUN,
        THROTTLE,
        FRAGMENT;

        /** @param never what no action returns before */
        InstalledFault declare(FaultTrigger trigger, CountDownLatch never) {
            return switch (this) {
                case STALL -> trigger.stall();
                case STALL_IN_THE_REPLY -> trigger.stall(afterLines(1));
                case HOLD -> trigger.hold().fault();
                case HOLD_IN_THE_REPLY -> trigger.hold(afterLines(1)).fault();
                case DELAY -> trigger.delay(Duration.ofDays(1));
                case RUN -> trigger.run(() -> awaitIt(never));
                case THROTTLE -> trigger.throttle(1);
                case FRAGMENT -> trigger.fragment("+OK 10 octets\r\none\r\n".length(), Duration.ofDays(1));
            };
        }

        private static void awaitIt(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // The server is closed.
                Thread.currentThread().interrupt();
            }
        }

        boolean isForTime() {
            return this == DELAY || this == THROTTLE || this == FRAGMENT;
        }

        boolean withinTheReply() {
            return this == STALL_IN_THE_REPLY || this == HOLD_IN_THE_REPLY || this == FRAGMENT;
        }
    }

    /** How a client leaves. */
    enum Leave {
        CLOSE(SessionEnd.CLIENT_CLOSED) {
            @Override
            void leave(RawClient client) {
                client.close();
            }
        },
        HALF_CLOSE(SessionEnd.CLIENT_CLOSED) {
            @Override
            void leave(RawClient client) {
                client.shutdownOutput();
            }
        },
        RESET(SessionEnd.CLIENT_RESET) {
            @Override
            void leave(RawClient client) {
                client.reset();
            }
        };

        private final SessionEnd end;

        Leave(SessionEnd end) {
            this.end = end;
        }

        abstract void leave(RawClient client);
    }

    static Stream<Arguments> waysToWaitAndToLeave() {
        return Arrays.stream(Wait.values())
                .flatMap(wait -> Arrays.stream(Leave.values())
                        // What waits for a time only goes on at once: ClosedSideTest.
                        .filter(leave -> leave == Leave.RESET || !wait.isForTime())
                        .flatMap(leave -> Stream.of(Tls.NONE, Tls.EXPLICIT)
                                .filter(tls -> tls == Tls.NONE || leave != Leave.HALF_CLOSE)
                                .map(tls -> Arguments.of(wait, leave, tls))));
    }

    @ParameterizedTest
    @MethodSource("waysToWaitAndToLeave")
    void aClientThatLeavesEndsItsSessionAndCanLogInAgain(Wait wait, Leave leave, Tls tls) {
        CountDownLatch never = new CountDownLatch(1);
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            Maildrop maildrop = server.maildrop();
            MaildropMessage message = maildrop.add(raw("one\ntwo\n"));
            InstalledFault fault = wait.declare(server.on(RETR), never);
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.command("DELE 1");
                client.command("RSET");
                client.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
                if (wait.withinTheReply()) {
                    assertThat(client.readLine()).isEqualTo("+OK 10 octets");
                    assertThat(client.readLine()).isEqualTo("one");
                }
                server.await().applied(fault);
                assertThat(maildrop.isLocked()).isTrue();

                leave.leave(client);

                assertThat(server.await().sessionEnd().end()).isEqualTo(leave.end);
                assertThat(maildrop.isLocked()).isFalse();
                try (RawClient again = RawClient.loggedInTo(server)) {
                    assertThat(again.multiLine("RETR 1")).isEqualTo("+OK 10 octets\r\none\r\ntwo\r\n.\r\n");
                }
            }
            assertThat(message.state()).isEqualTo(MessageState.PRESENT);
            assertThat(message.timesRetrievedCompletely()).isEqualTo(1);
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherConversationsGoOnMeanwhile(Wait wait) {
        CountDownLatch never = new CountDownLatch(1);
        try (Pop3TestServer server = Pop3TestServer.start()) {
            Maildrop other = server.addMaildrop("other", "password");
            server.maildrop().add(raw("one\ntwo\n"));
            other.add(raw("three\n"));
            InstalledFault fault = wait.declare(server.on(RETR), never);
            try (RawClient waiting = RawClient.loggedInTo(server);
                    RawClient client = RawClient.loggedInTo(server, other)) {
                waiting.send("RETR 1\r\n");
                server.await().applied(fault);
                assertThat(client.multiLine("RETR 1")).isEqualTo("+OK 7 octets\r\nthree\r\n.\r\n");
                assertThat(client.command("DELE 1")).isEqualTo("+OK Marked to be deleted.");
                assertThat(client.command("QUIT")).isEqualTo("+OK Logging out, messages deleted.");
                assertThat(server.sessions().get(0).end()).isEqualTo(SessionEnd.STILL_OPEN);
            }
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsEndsWithTheServer(Wait wait) {
        CountDownLatch never = new CountDownLatch(1);
        try (Pop3TestServer server = Pop3TestServer.start()) {
            MaildropMessage message = server.maildrop().add(raw("one\ntwo\n"));
            InstalledFault fault = wait.declare(server.on(RETR), never);
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send("RETR 1\r\n");
                server.await().applied(fault);
                server.close();
                assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
            }
            assertThat(message.timesRetrievedCompletely()).isZero();
            assertThat(server.maildrop().isLocked()).isFalse();
        } finally {
            never.countDown();
        }
    }
}
