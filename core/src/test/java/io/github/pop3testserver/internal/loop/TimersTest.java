package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final long START = 1_000;

    private final HandSetTime time = new HandSetTime(START);
    private final Timers timers = new Timers(time);
    private final List<String> fired = new ArrayList<>();

    @Test
    void withoutADeadlineThereIsNothingToWaitFor() {
        assertThat(timers.nanosToNext()).isEqualTo(Long.MAX_VALUE);
        assertThat(timers.runNextDue()).isFalse();
    }

    @Test
    void aTimerIsDueAtItsDeadlineAndNotBefore() {
        schedule(10, "a");

        assertThat(timers.nanosToNext()).isEqualTo(10);
        time.set(START + 9);
        assertThat(timers.runNextDue()).isFalse();
        time.set(START + 10);
        assertThat(timers.nanosToNext()).isZero();
        assertThat(timers.runNextDue()).isTrue();

        assertThat(fired).containsExactly("a");
        assertThat(timers.nanosToNext()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aDelayOfNothingIsDueAtOnce() {
        schedule(0, "a");
        runDue();
        assertThat(fired).containsExactly("a");
    }

    @Test
    void timersRunInTheOrderOfTheirDeadlines() {
        schedule(30, "c");
        schedule(10, "a");
        schedule(20, "b");
        time.set(START + 100);

        assertThat(timers.nanosToNext()).isZero();
        runDue();

        assertThat(fired).containsExactly("a", "b", "c");
    }

    @Test
    void ofTheSameDeadlineTheOneScheduledFirstRunsFirst() {
        for (int i = 0; i < 100; i++) {
            schedule(10, Integer.toString(i));
        }
        time.set(START + 10);
        runDue();
        assertThat(fired).hasSize(100).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    }

    @Test
    void delaysCountFromTheMomentOfScheduling() {
        schedule(10, "second");
        time.set(START + 5);
        schedule(4, "first");
        time.set(START + 9);
        runDue();
        assertThat(fired).containsExactly("first");
        time.set(START + 10);
        runDue();
        assertThat(fired).containsExactly("first", "second");
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        Timers.Timer cancelled = schedule(10, "a");
        schedule(20, "b");
        cancelled.cancel();
        cancelled.cancel();
        assertThat(timers.nanosToNext()).isEqualTo(20);
        time.set(START + 20);
        runDue();
        assertThat(fired).containsExactly("b");
    }

    @Test
    void cancellingATimerThatHasRunDoesNothing() {
        Timers.Timer run = schedule(10, "a");
        schedule(10, "b");
        time.set(START + 10);
        assertThat(timers.runNextDue()).isTrue();
        run.cancel();
        runDue();
        assertThat(fired).containsExactly("a", "b");
    }

    @Test
    void aTimerCanCancelAnotherThatIsDueAsWell() {
        List<Timers.Timer> second = new ArrayList<>();
        timers.schedule(Duration.ofNanos(10), () -> second.forEach(Timers.Timer::cancel));
        second.add(schedule(10, "second"));
        time.set(START + 10);
        runDue();
        assertThat(fired).isEmpty();
    }

    @Test
    void aTimerCanScheduleAnother() {
        timers.schedule(Duration.ofNanos(10), () -> schedule(5, "next"));
        time.set(START + 10);
        runDue();
        assertThat(fired).isEmpty();
        assertThat(timers.nanosToNext()).isEqualTo(5);
        time.set(START + 15);
        runDue();
        assertThat(fired).containsExactly("next");
    }

    @Test
    void aTimerThatFailsHasRunAllTheSame() {
        timers.schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("mine");
        });
        schedule(0, "next");
        assertThatThrownBy(timers::runNextDue).hasMessage("mine");
        runDue();
        assertThat(fired).containsExactly("next");
    }

    @Test
    void theOrderHoldsWhereTheClockOverflows() {
        time.set(Long.MAX_VALUE - 10);
        schedule(20, "b");
        schedule(5, "a");
        schedule(40, "c");
        assertThat(timers.nanosToNext()).isEqualTo(5);
        time.set(Long.MIN_VALUE + 9);
        runDue();
        assertThat(fired).containsExactly("a", "b");
        assertThat(timers.nanosToNext()).isEqualTo(20);
    }

    private Timers.Timer schedule(long nanos, String name) {
        return timers.schedule(Duration.ofNanos(nanos), () -> fired.add(name));
    }

    private void runDue() {
        boolean more = true;
        while (more) {
            more = timers.runNextDue();
        }
    }
}
