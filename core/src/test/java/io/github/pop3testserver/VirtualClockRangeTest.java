package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** How far a virtual clock can go, and where it can start. */
class VirtualClockRangeTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration CENTURY = Duration.ofDays(36_500);

    @Test
    void aStepBeyondTheEndOfTheClockIsRefusedAndTheClockStaysWhereItIs() {
        try (Pop3TestServer server =
                Pop3TestServer.builder().apop().virtualClock(START).start()) {
            VirtualClock clock = server.clock();
            clock.advance(CENTURY);
            clock.advance(CENTURY);
            MaildropMessage mail = server.maildrop().addAfter(Duration.ofNanos(1), message("x"));
            Duration left = Duration.ofNanos(Long.MAX_VALUE).minus(CENTURY).minus(CENTURY);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.advance(CENTURY))
                    .withMessage("the clock cannot be advanced by PT876000H: it can go 292 years from its start,"
                            + " 2030-01-01T00:00:00Z, and " + left + " of them are left; start with a later instant, or"
                            + " take smaller steps");
            assertThat(clock.now()).isEqualTo(START.plus(CENTURY).plus(CENTURY));
            assertThat(mail.state()).isEqualTo(MessageState.SCHEDULED);

            clock.advance(left);
            assertThat(mail.state()).isEqualTo(MessageState.PRESENT);
            assertThat(clock.now()).isEqualTo(START.plusNanos(Long.MAX_VALUE));
            RawClient.loggedInTo(server).close();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clock.advance(Duration.ofNanos(1)))
                    .withMessageContaining(", and PT0S of them are left; ");
            server.verify();
        }
    }

    /** Deadlines beyond the end are not taken for past ones. */
    @Test
    void whatIsDueAfterTheEndOfTheClockNeverComes() {
        try (Pop3TestServer server =
                Pop3TestServer.builder().virtualClock(START).start()) {
            server.clock().advance(CENTURY);
            server.clock().advance(CENTURY);
            MaildropMessage never = server.maildrop().addAfter(CENTURY, message("never"));
            MaildropMessage soon = server.maildrop().addAfter(Duration.ofDays(1), message("soon"));
            server.clock().advance(Duration.ofDays(33_000));
            assertThat(server.maildrop().messages()).containsExactly(soon);
            assertThat(never.state()).isEqualTo(MessageState.SCHEDULED);
        }
    }

    @Test
    void aStepThatIsLongerThanAnyTestIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder().virtualClock().start()) {
            for (Duration step : new Duration[] {CENTURY.plusNanos(1), ChronoUnit.FOREVER.getDuration()}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> server.clock().advance(step))
                        .withMessage("a step of the clock must be at most 36500 days, but was " + step);
            }
        }
    }

    @Test
    void aStartThatTheClockCouldNotCountFromIsRefused() {
        for (Instant start : new Instant[] {Instant.MIN, Instant.MAX, Instant.ofEpochMilli(Long.MAX_VALUE)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Pop3TestServer.builder().virtualClock(start))
                    .withMessage("the start of a clock must be between -292275055-05-16T16:47:04.192Z and"
                            + " +292278702-05-09T07:25:38.952224193Z, but was " + start);
        }
    }

    @Test
    void theFirstAndTheLastStartServeClientsToTheirEnd() {
        Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);
        Instant last = Instant.ofEpochMilli(Long.MAX_VALUE).minusNanos(Long.MAX_VALUE);
        for (Instant start : new Instant[] {first, Instant.EPOCH, last}) {
            try (Pop3TestServer server =
                    Pop3TestServer.builder().apop().virtualClock(start).start()) {
                RawClient.loggedInTo(server).close();
                server.clock().advance(CENTURY);
                server.clock().advance(CENTURY);
                server.clock().advance(Duration.ofNanos(Long.MAX_VALUE).minus(CENTURY.multipliedBy(2)));
                RawClient.loggedInTo(server).close();
                assertThat(server.clock().now()).isEqualTo(start.plusNanos(Long.MAX_VALUE));
                server.verify();
            }
        }
    }
}
