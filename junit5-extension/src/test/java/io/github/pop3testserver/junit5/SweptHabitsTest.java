package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of failure finds a bad habit that the others do not find, and passes a careful application. */
class SweptHabitsTest {

    /** Two messages, two polls. */
    @Pop3Server
    abstract static class Swept {

        private final Habit habit;

        Swept(Habit habit) {
            this.habit = habit;
        }

        @FaultSweepTest(
                faults = {
                    FaultKind.DISCONNECT,
                    FaultKind.RESET,
                    FaultKind.REFUSAL,
                    FaultKind.LOST_REPLY,
                    FaultKind.DRIBBLE,
                    FaultKind.GARBLE,
                    FaultKind.UNAVAILABLE,
                    FaultKind.PARTIAL_UPDATE
                })
        void survives(Maildrop maildrop, Pop3Endpoint endpoint) {
            fetch(habit, maildrop, endpoint);
        }
    }

    private static void fetch(Habit habit, Maildrop maildrop, Pop3Endpoint endpoint) {
        maildrop.add(raw("Subject: a\n\na"), raw("Subject: b\n\nb"));
        SweptFetcher fetcher = new SweptFetcher(endpoint, habit);
        fetcher.run(2);
        assertThat(fetcher.stored()).containsExactlyInAnyOrder("a", "b");
        assertThat(maildrop).isEmpty();
    }

    static class Careful extends Swept {
        Careful() {
            super(Habit.NONE);
        }
    }

    static class AcceptsTruncatedMessage extends Swept {
        AcceptsTruncatedMessage() {
            super(Habit.ACCEPTS_TRUNCATED_MESSAGE);
        }
    }

    static class GivesUpAfterAReset extends Swept {
        GivesUpAfterAReset() {
            super(Habit.GIVES_UP_AFTER_A_RESET);
        }
    }

    static class GivesUpAfterSysTemp extends Swept {
        GivesUpAfterSysTemp() {
            super(Habit.GIVES_UP_AFTER_SYS_TEMP);
        }
    }

    static class InsistsOnDele extends Swept {
        InsistsOnDele() {
            super(Habit.INSISTS_ON_DELE);
        }
    }

    static class CountsLines extends Swept {
        CountsLines() {
            super(Habit.COUNTS_LINES);
        }
    }

    static class GivesUpWithoutGreeting extends Swept {
        GivesUpWithoutGreeting() {
            super(Habit.GIVES_UP_WITHOUT_GREETING);
        }
    }

    static class StartsOverAfterAPart extends Swept {
        StartsOverAfterAPart() {
            super(Habit.STARTS_OVER_AFTER_A_PART);
        }
    }

    /** Polls until it has everything, so a poll that fails is followed by another session. */
    @Pop3Server
    static class ReadsOnce {
        @FaultSweepTest(faults = FaultKind.DRIBBLE)
        void survives(Maildrop maildrop, Pop3Endpoint endpoint) {
            maildrop.add(raw("Subject: a\n\na"));
            SweptFetcher fetcher = new SweptFetcher(endpoint, Habit.READS_ONCE);
            for (int polls = 0; polls < 5 && !maildrop.messages().isEmpty(); polls++) {
                fetcher.run(1);
            }
            assertThat(maildrop).isEmpty();
        }
    }

    @Pop3Server
    static class ReadsOnceInEachPoll {
        @FaultSweepTest(faults = FaultKind.DRIBBLE)
        void survives(Maildrop maildrop, Pop3Endpoint endpoint) {
            fetch(Habit.READS_ONCE, maildrop, endpoint);
        }
    }

    static Stream<Arguments> habits() {
        return Stream.of(
                Arguments.of(AcceptsTruncatedMessage.class, List.of("DISCONNECT")),
                Arguments.of(GivesUpAfterAReset.class, List.of("RESET", "UNAVAILABLE")),
                Arguments.of(GivesUpAfterSysTemp.class, List.of("REFUSAL")),
                Arguments.of(InsistsOnDele.class, List.of("LOST_REPLY")),
                Arguments.of(CountsLines.class, List.of("GARBLE")),
                Arguments.of(GivesUpWithoutGreeting.class, List.of("UNAVAILABLE")),
                Arguments.of(StartsOverAfterAPart.class, List.of("PARTIAL_UPDATE")));
    }

    @ParameterizedTest
    @MethodSource("habits")
    void eachKindFindsAHabitThatNoOtherFinds(Class<?> testClass, List<String> kinds) {
        assertThat(failedKinds(Run.of(testClass))).isEqualTo(kinds);
    }

    /** The kinds whose columns of the matrix have an F. */
    private static List<String> failedKinds(Run run) {
        String matrix = run.entries().stream()
                .flatMap(entry -> entry.entrySet().stream())
                .filter(entry -> entry.getKey().startsWith("pop3-sweep-"))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElseThrow();
        List<String> lines = matrix.lines().toList();
        String head = lines.get(2);
        List<String> kinds = new ArrayList<>();
        for (String kind : head.strip().split(" +", -1)) {
            int column = head.indexOf(kind) + (kind.length() - 1) / 2;
            boolean failed = lines.stream()
                    .skip(3)
                    .takeWhile(line -> !line.isEmpty())
                    .anyMatch(line -> line.length() > column && line.charAt(column) == 'F');
            if (failed) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    @Test
    void aCarefulApplicationSurvivesAll() {
        Run.of(Careful.class).passed(2 + 186);
    }

    @ParameterizedTest
    @ValueSource(classes = {ReadsOnce.class, ReadsOnceInEachPoll.class})
    void octetsThatComeOneByOneFindAnApplicationThatReadsOnce(Class<?> testClass) {
        assertThat(failedKinds(Run.of(testClass))).containsExactly("DRIBBLE");
    }
}
