package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final List<String> done = new ArrayList<>();

    private void at(long seconds, Runnable action) {
        time.timers().schedule(Duration.ofSeconds(seconds), action);
    }

    private Runnable note(String name) {
        return () -> done.add(name + "@" + time.now().getEpochSecond());
    }

    @Test
    void runsWhatFallsDueInOrderEachAtItsOwnTime() {
        at(3, note("c"));
        at(1, note("a"));
        at(1, note("b"));
        at(5, note("not yet"));

        time.advance(Duration.ofSeconds(4));

        assertThat(done).containsExactly("a@1", "b@1", "c@3");
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(4));
    }

    @Test
    void runsWhatIsScheduledMeanwhile() {
        at(1, () -> {
            note("first").run();
            at(1, note("second"));
            at(10, note("later"));
        });
        time.advance(Duration.ofSeconds(2));
        assertThat(done).containsExactly("first@1", "second@2");
    }

    @Test
    void resetForgetsWhatWasScheduled() {
        at(2, note("never"));
        time.advance(Duration.ofSeconds(1));
        time.reset();
        assertThat(time.now()).isEqualTo(Instant.EPOCH);
        time.advance(Duration.ofSeconds(5));
        assertThat(done).isEmpty();
    }
}
