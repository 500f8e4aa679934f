package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The attributes of a sweep, and what is refused. */
class SweepOptionsTest {

    private static void poll(Pop3Endpoint endpoint) {
        new SweptFetcher(endpoint, Habit.NONE).run(1);
    }

    @Pop3Server
    static class TooMany {
        @FaultSweepTest(faults = FaultKind.REFUSAL, maxRuns = 6)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void moreRunsThanAreAllowedAreRefused() {
        Run run = Run.of(TooMany.class);

        assertThat(run.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@FaultSweepTest on method " + TooMany.class.getName() + "#polls(Pop3Endpoint): the recorded"
                                + " run has 7 failures to try, more than maxRuns = 6; raise it, or take a sample, or seed fewer"
                                + " messages");
        assertThat(SweepRuns.names(run)).containsExactly("undisturbed");
    }

    @Pop3Server
    static class Sampled {
        @FaultSweepTest(
                faults = {FaultKind.REFUSAL, FaultKind.GARBLE, FaultKind.PARTIAL_UPDATE},
                sample = 2)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Pop3Server
    static class SampledAgain {
        @FaultSweepTest(
                faults = {FaultKind.REFUSAL, FaultKind.GARBLE, FaultKind.PARTIAL_UPDATE},
                sample = 2,
                seed = 4711)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void aSampleTakesSoManyRunsOfEachKindAndShowsItsSeed() {
        Run run = Run.of(Sampled.class);

        run.passed(2 + 2 + 2);
        Matcher seed = Pattern.compile("\nSample of 2 for each kind; seed = (\\d+) chooses it again\\.$")
                .matcher(SweepRuns.matrix(run));
        assertThat(seed.find()).isTrue();
        assertThat(Long.parseLong(seed.group(1))).isPositive();
    }

    @Test
    void aSeedChoosesTheSameSampleAgain() {
        List<String> first = SweepRuns.names(Run.of(SampledAgain.class));

        assertThat(SweepRuns.names(Run.of(SampledAgain.class))).isEqualTo(first);
        assertThat(SweepRuns.matrix(Run.of(SampledAgain.class))).isEqualTo("""
                Sweep of SweepOptionsTest.SampledAgain.polls: 4 runs, 0 failed

                               REFUSAL  GARBLE
                greeting          -       ~
                USER user         .       ~
                PASS ********     .       .
                UIDL              ~       .
                QUIT              ~       ~

                . passed   F failed   ? step not reached   - not applicable   ~ not tried
                Sample of 2 for each kind; seed = 4711 chooses it again.""");
    }

    @Pop3Server
    static class Leaving {
        @FaultSweepTest(faults = FaultKind.PARTIAL_UPDATE)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void aConversationWithoutAnOccasionForTheFailureIsRefused() {
        assertThat(Run.of(Leaving.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@FaultSweepTest on method " + Leaving.class.getName() + "#polls(Pop3Endpoint): the recorded"
                                + " run has no step at which a failure of these kinds can happen, so there is nothing to"
                                + " disturb; seed messages for the application to fetch and delete, or name other kinds");
    }

    @Pop3Server
    static class Stopped {
        @FaultSweepTest(faults = FaultKind.REFUSAL, stopAfter = 2)
        void talks(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void noRunFollowsAfterSoManyFailures() {
        Run run = Run.of(Stopped.class);

        assertThat(SweepRuns.failed(run))
                .containsExactly(
                        "1 of 7: USER user refused with -ERR", "2 of 7: PASS ******** refused with -ERR [IN-USE]");
        assertThat(SweepRuns.names(run)).hasSize(2 + 2);
        assertThat(SweepRuns.matrix(run)).contains("\nStopped after 2 failures (stopAfter = 2): 5 runs not made.\n");
    }

    @Pop3Server("inbox")
    @Pop3Server("archive")
    static class OfSeveral {
        @FaultSweepTest(server = "archive", faults = FaultKind.REFUSAL)
        void polls(@Pop3Server("inbox") Pop3Endpoint inbox, @Pop3Server("archive") Pop3Endpoint archive) {
            poll(inbox);
            poll(archive);
        }
    }

    @Test
    void oneOfSeveralServersFails() {
        Run.of(OfSeveral.class).passed(2 + 7);
    }

    @Pop3Server("inbox")
    static class Unknown {
        @FaultSweepTest(server = "outbox", faults = FaultKind.REFUSAL)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void anUnknownServerIsRefused() {
        assertThat(Run.of(Unknown.class).failure())
                .hasMessage("@FaultSweepTest on method " + Unknown.class.getName()
                        + "#polls(Pop3Endpoint): no server is named \"outbox\"; declared: @Pop3Server(\"inbox\")."
                        + " Fix the name, or declare it on the class or the test");
    }

    @Pop3Server
    static class Misused {
        @FaultSweepTest(faults = {})
        void withoutKinds() {}

        @FaultSweepTest(maxRuns = 0)
        void withoutRuns() {}

        @FaultSweepTest(sample = -1)
        void ofANegativeSample() {}

        @FaultSweepTest(stopAfter = -1)
        void stoppingBefore() {}

        @FaultSweepTest(maxFailedLogins = -2)
        void withFewerThanNoLogins() {}

        @FaultSweepTest(stallLimit = "soon")
        void withoutALimit() {}

        @FaultSweepTest(stallLimit = "0 s")
        void withoutPatience() {}

        @FaultSweepTest
        @DisconnectSweepTest
        void twice() {}
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            withoutKinds | ': faults = {} leaves nothing to try; name a FaultKind, or remove the attribute'
            withoutRuns | ': maxRuns must be at least 1, but was 0'
            ofANegativeSample | ': sample must be at least 0, but was -1'
            stoppingBefore | ': stopAfter must be at least 0, but was -1'
            withFewerThanNoLogins | ': maxFailedLogins must be at least 0, or -1 for the default, but was -2'
            withoutALimit | ': stallLimit = "soon" is not a duration above zero; write a number and a unit, such as "5 s" or "500 ms"'
            withoutPatience | ': stallLimit = "0 s" is not a duration above zero; write a number and a unit, such as "5 s" or "500 ms"'
            """)
    void valuesThatMakeNoSenseAreRefused(String method, String why) {
        assertThat(Run.of(Misused.class).failures())
                .filteredOn(failure -> failure.getMessage().contains("#" + method + "()"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@FaultSweepTest on method " + Misused.class.getName() + "#" + method + "()" + why);
    }

    @Test
    void aTestHasOnlyOneSweep() {
        assertThat(Run.of(Misused.class).failures())
                .anySatisfy(failure -> assertThat(failure)
                        .hasMessage("@FaultSweepTest and @DisconnectSweepTest on method " + Misused.class.getName()
                                + "#twice(): a test can have only one sweep; remove @DisconnectSweepTest, because"
                                + " @FaultSweepTest disconnects as well"));
    }

    @Pop3Server
    static class Idle {
        @FaultSweepTest
        void doesNothing() {}
    }

    @Test
    void aTestWhoseClientNeverConnectsIsRefused() {
        assertThat(Run.of(Idle.class).failure())
                .hasMessage(
                        "@FaultSweepTest on method " + Idle.class.getName()
                                + "#doesNothing(): no client connected to the server in the recorded run, so there is nothing to"
                                + " disturb; make the application under test use the server's endpoint, and do not call reset()");
    }

    @Pop3Server
    static class Failing {
        @FaultSweepTest
        void fails(Pop3Endpoint endpoint) {
            poll(endpoint);
            throw new AssertionError("without any failure");
        }
    }

    @Test
    void noRunFollowsIfTheUndisturbedOneFails() {
        Run run = Run.of(Failing.class);

        assertThat(run.failure()).hasMessage("without any failure");
        assertThat(SweepRuns.names(run)).containsExactly("undisturbed");
        assertThat(SweepRuns.matrix(run)).isEmpty();
    }

    @Pop3Server
    static class FailingAgain {

        private static int runs;

        @FaultSweepTest
        void fails(Pop3Endpoint endpoint) {
            poll(endpoint);
            if (++runs == 2) {
                throw new AssertionError("the second time");
            }
        }
    }

    @Test
    void noRunFollowsIfTheSecondUndisturbedOneFails() {
        FailingAgain.runs = 0;
        Run run = Run.of(FailingAgain.class);

        assertThat(run.failure()).hasMessage("the second time");
        assertThat(SweepRuns.names(run)).containsExactly("undisturbed", "undisturbed again");
    }

    @Pop3Server
    static class Fickle {

        private static int runs;

        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void polls(Pop3Endpoint endpoint) {
            if (runs++ == 0) {
                Pop3Client.talk(endpoint, "NOOP");
            } else {
                poll(endpoint);
            }
        }
    }

    @Test
    void aStepThatIsNeverReachedIsExplainedByTwoUndisturbedRuns() {
        Fickle.runs = 0;
        Run run = Run.of(Fickle.class);

        String difference =
                "Two undisturbed runs differ: NOOP in session 1 in the first run, UIDL in session 1 in the" + " second";
        assertThat(run.failure())
                .hasMessage(
                        "\"NOOP refused with -ERR\" was never reached, but this run differs from the recorded one; a"
                                + " sweep needs an application that always does the same up to the failure. "
                                + difference);
        assertThat(SweepRuns.matrix(run)).contains("\nNOOP              ?\n").contains("\n" + difference + "\n");
    }

    @Pop3Server
    static class ClearsFaults {
        @FaultSweepTest(faults = FaultKind.LOST_REPLY)
        void clears(Pop3TestServer server) {
            server.clearFaults();
            Pop3Client.talk(server.endpoint());
        }
    }

    @Test
    void aTestMustNotRemoveTheFaultOfTheSweep() {
        assertThat(Run.of(ClearsFaults.class).failures())
                .hasSize(2)
                .last()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage(
                        "\"QUIT processed but answered with -ERR\" was removed by clearFaults() or reset(); remove the"
                                + " test's own faults with InstalledFault.remove()");
    }

    @Pop3Server
    @Execution(ExecutionMode.CONCURRENT)
    static class ConcurrentClass {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void one(Pop3Endpoint endpoint) {
            poll(endpoint);
        }

        @FaultSweepTest(faults = FaultKind.GARBLE)
        void two(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void sweepsOfAConcurrentClassRunAtTheSameTime() {
        Run.of(
                        ConcurrentClass.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent"))
                .passed(2 * 2 + 7 + 2 * 5);
    }

    @Pop3Server
    static class ConcurrentRuns {
        @FaultSweepTest
        @Execution(ExecutionMode.CONCURRENT)
        void polls(Pop3Endpoint endpoint) {
            poll(endpoint);
        }
    }

    @Test
    void concurrentRunsAreRefused() {
        assertThat(Run.of(ConcurrentRuns.class, Run.PARALLEL).failure())
                .hasMessage("@FaultSweepTest on method " + ConcurrentRuns.class.getName()
                        + "#polls(Pop3Endpoint): its runs cannot be concurrent, since the failures are only known when"
                        + " the recorded run is over; remove @Execution(ExecutionMode.CONCURRENT) from the method and its"
                        + " annotations");
    }
}
