package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Event;

/** A test that is run with the line cut everywhere. */
class SweepTest {

    private static List<String> names(Run run) {
        return run.tests().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static List<String> failed(Run run) {
        return run.tests().failed().stream()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName())
                .toList();
    }

    /** Two messages, three rounds; the last line of each is what is stored. */
    @Pop3Server
    abstract static class Swept {

        SweptFetcher fetcher;

        abstract SweptFetcher fetcher(Pop3Endpoint endpoint);

        @BeforeEach
        void connect(Pop3Endpoint endpoint, Maildrop maildrop) {
            maildrop.add(raw("Subject: a\n\na"), raw("Subject: b\n\nb"));
            fetcher = fetcher(endpoint);
        }

        void fetchAll(Maildrop maildrop) {
            fetcher.run(3);
            assertThat(fetcher.stored()).containsExactlyInAnyOrder("a", "b");
            assertThat(maildrop).hasLostNothing().isEmpty();
        }
    }

    static class Careful extends Swept {
        @Override
        SweptFetcher fetcher(Pop3Endpoint endpoint) {
            return new SweptFetcher(endpoint, Habit.NONE);
        }

        @DisconnectSweepTest
        void survives(Maildrop maildrop) {
            fetchAll(maildrop);
        }
    }

    @Pop3Server
    static class FailingWhenCut {
        @DisconnectSweepTest
        void fails(Pop3TestServer server) {
            Pop3Client.talk(server.endpoint(), "NOOP");
        }
    }

    @Test
    void aFaultOfTheSweepIsDeclaredByItsTest() {
        assertThat(FailureReportTest.onlySuppressed(
                        Run.of(FailingWhenCut.class).failures().get(0)))
                .endsWith("\"cut 1 of 9\" on(GREETING).inSession(1).afterSkipping(0).disconnect(beforeReply()) at"
                        + " SweepTest.FailingWhenCut.fails");
    }

    @Test
    void namesEachCutAndPassesACarefulApplication() {
        Run run = Run.of(Careful.class);

        // Session 1: greeting, USER, PASS, UIDL, RETR, DELE, RETR, DELE, QUIT. The others: greeting, USER, PASS, UIDL,
        // QUIT.
        int cuts = (1 + 2 * 8) + 2 * (1 + 2 * 4);
        run.passed(1 + cuts);
        assertThat(names(run))
                .startsWith(
                        "recorded, without a cut",
                        "cut 1 of 35: before the greeting (session 1)",
                        "cut 2 of 35: before USER user was processed (session 1)",
                        "cut 3 of 35: after USER user was processed, before its reply (session 1)",
                        "cut 4 of 35: before PASS ******** was processed (session 1)")
                .contains("cut 11 of 35: after DELE 1 was processed, before its reply (session 1)")
                .endsWith("cut 35 of 35: after QUIT was processed, before its reply (session 3)");
    }

    static class CarefulInsideReplies extends Careful {
        @Override
        @DisconnectSweepTest(insideReplies = true, reset = true)
        void survives(Maildrop maildrop) {
            fetchAll(maildrop);
        }
    }

    @Test
    void cutsInsideRepliesAndByReset() {
        Run run = Run.of(CarefulInsideReplies.class);

        // UIDL and two RETR have lines in the first session; in the others UIDL has none.
        run.passed(1 + 35 + 3 * 4 + 2 * 3);
        assertThat(names(run))
                .contains(
                        "cut 8 of 53: inside the reply to UIDL, after its status line (session 1)",
                        "cut 9 of 53: inside the reply to UIDL, after 20 of 40 octets (session 1)",
                        "cut 10 of 53: inside the reply to UIDL, before its terminator (session 1)",
                        "cut 11 of 53: inside the reply to UIDL, inside its terminator (session 1)");
    }

    static class Forgetful extends Swept {
        @Override
        SweptFetcher fetcher(Pop3Endpoint endpoint) {
            return new SweptFetcher(endpoint, Habit.FORGETS_WHAT_IT_HAS);
        }

        @DisconnectSweepTest
        void survives(Maildrop maildrop) {
            fetchAll(maildrop);
        }
    }

    @Test
    void failsAForgetfulApplicationWhereMailComesAgain() {
        assertThat(failed(Run.of(Forgetful.class)))
                .allMatch(name -> name.endsWith("(session 1)"))
                .first()
                .asString()
                .contains("before DELE 1 was processed");
    }

    static class Credulous extends Swept {
        @Override
        SweptFetcher fetcher(Pop3Endpoint endpoint) {
            return new SweptFetcher(endpoint, Habit.ACCEPTS_TRUNCATED_MESSAGE);
        }

        @DisconnectSweepTest(insideReplies = true)
        void survives(Maildrop maildrop) {
            fetchAll(maildrop);
        }
    }

    @Test
    void failsACredulousApplicationInsideTheReplies() {
        assertThat(failed(Run.of(Credulous.class)))
                .isNotEmpty()
                .allMatch(name -> name.contains("inside the reply to RETR"));
    }

    static class Encrypted extends Swept {
        @Override
        SweptFetcher fetcher(Pop3Endpoint endpoint) {
            return new SweptFetcher(endpoint, Habit.NONE, true);
        }

        @DisconnectSweepTest
        @Pop3Server(tls = Tls.EXPLICIT)
        void survives(Maildrop maildrop) {
            fetchAll(maildrop);
        }
    }

    @Test
    void cutsAroundTheHandshakeAndTheSaslDialogue() {
        Run run = Run.of(Encrypted.class);

        assertThat(run.failures()).isEmpty();
        assertThat(names(run).subList(1, 9))
                .extracting(name -> name.replaceAll("cut \\d+ of \\d+: | \\(session 1\\)", ""))
                .containsExactly(
                        "before the greeting",
                        "before STLS was processed",
                        "after STLS was processed, before its reply",
                        "before the TLS handshake",
                        "before AUTH PLAIN was processed",
                        "after AUTH PLAIN was processed, before its reply",
                        "before SASL response 1 was processed",
                        "after SASL response 1 was processed, before its reply");
    }

    @Pop3Server
    static class Idle {
        @DisconnectSweepTest
        void doesNothing() {}
    }

    @Test
    void refusesATestWhoseClientNeverConnects() {
        assertThat(Run.of(Idle.class).failure())
                .hasMessageContaining(
                        "@DisconnectSweepTest on method io.github.pop3testserver.junit5.SweepTest$Idle#doesNothing()")
                .hasMessageContaining("no client connected to the server in the recorded run");
    }

    @Pop3Server
    static class Lengthy {
        @DisconnectSweepTest(maxCuts = 5)
        void talks(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void refusesMoreCutsThanAreAllowedRatherThanSweepInPart() {
        Run run = Run.of(Lengthy.class);
        assertThat(run.failure()).hasMessageContaining("the recorded run has 9 places to cut, more than maxCuts = 5");
        assertThat(names(run)).hasSize(1);
    }

    @Pop3Server
    static class Failing {
        @DisconnectSweepTest
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint);
            throw new AssertionError("without any cut");
        }
    }

    @Test
    void hasNoFurtherRunsIfTheRecordedOneFails() {
        Run run = Run.of(Failing.class);
        assertThat(run.failure()).hasMessage("without any cut");
        assertThat(names(run)).containsExactly("recorded, without a cut");
    }

    @Pop3Server
    static class Fickle {

        private static int runs;

        @DisconnectSweepTest
        void says(Pop3Endpoint endpoint) {
            if (runs++ == 0) {
                Pop3Client.talk(endpoint, "NOOP");
            } else {
                new SweptFetcher(endpoint, Habit.NONE).run(1);
            }
        }
    }

    @Test
    void tellsACutThatWasNeverReached() {
        Fickle.runs = 0;
        assertThat(Run.of(Fickle.class).failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("was never reached: the connection was to be cut")
                        .hasMessageContaining("NOOP was processed"));
    }

    @Test
    void eachRunHasAServerOfItsOwn() {
        Counted.servers.clear();
        Run.of(Counted.class);
        assertThat(Counted.servers.distinct()).hasSize(1 + 9).hasSameSizeAs(Counted.servers.all());
        assertThat(Counted.servers.running()).isEmpty();
    }

    @Pop3Server
    static class Counted {

        private static final Seen servers = new Seen();

        @DisconnectSweepTest
        void counts(Pop3TestServer server) {
            servers.add(server);
            new SweptFetcher(server.endpoint(), Habit.NONE).run(1);
            assertThat(server.lastSession().commands())
                    .extracting(command -> command.event())
                    .startsWith(Pop3Event.USER);
        }
    }

    @Pop3Server("other")
    @Pop3Server(value = "swept", scope = Scope.CLASS, tls = Tls.IMPLICIT)
    static class OfSeveral {
        @DisconnectSweepTest(server = "swept")
        void survives(@Pop3Server("swept") Maildrop maildrop, @Pop3Server("swept") Pop3Endpoint endpoint) {
            maildrop.add(raw("Subject: a\n\na"));
            SweptFetcher fetcher = new SweptFetcher(endpoint, Habit.NONE);
            fetcher.run(2);
            assertThat(fetcher.stored()).containsExactly("a");
            assertThat(maildrop).hasLostNothing().isEmpty();
        }
    }

    @Test
    void choosesAmongServersAndResetsOneThatTheClassShares() {
        Run run = Run.of(OfSeveral.class);
        assertThat(run.failures()).isEmpty();
        assertThat(names(run)).contains("cut 1 of 24: before the TLS handshake (session 1)");
    }

    @Pop3Server("one")
    @Pop3Server("two")
    static class Undecided {
        @DisconnectSweepTest
        void sweeps() {}
    }

    @Test
    void asksWhichOfSeveralServersIsMeant() {
        assertThat(Run.of(Undecided.class).failure())
                .hasMessageContaining("@DisconnectSweepTest on ")
                .hasMessageContaining("several servers are declared; choose one: @Pop3Server(\"one\") or");
    }

    @Pop3Server
    @Execution(ExecutionMode.CONCURRENT)
    static class ConcurrentClass {
        @DisconnectSweepTest
        void sweeps(Pop3Endpoint endpoint) {
            new SweptFetcher(endpoint, Habit.NONE).run(1);
        }
    }

    @Test
    void runsOneAfterTheOtherInAConcurrentClass() {
        Run.of(
                        ConcurrentClass.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent"))
                .passed(1 + 9);
    }

    @Pop3Server
    static class ConcurrentRuns {
        @DisconnectSweepTest
        @Execution(ExecutionMode.CONCURRENT)
        void sweeps(Pop3Endpoint endpoint) {
            new SweptFetcher(endpoint, Habit.NONE).run(1);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Execution(ExecutionMode.CONCURRENT)
    @DisconnectSweepTest
    @interface ConcurrentSweep {}

    @Pop3Server
    static class ConcurrentRunsByAnAnnotation {
        @ConcurrentSweep
        void sweeps(Pop3Endpoint endpoint) {
            new SweptFetcher(endpoint, Habit.NONE).run(1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ConcurrentRuns.class, ConcurrentRunsByAnAnnotation.class})
    void refusesToRunAtTheSameTime(Class<?> testClass) {
        Run run = Run.of(testClass, Run.PARALLEL);

        assertThat(run.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@DisconnectSweepTest on method " + testClass.getName() + "#sweeps(Pop3Endpoint): its runs"
                        + " cannot be concurrent, since the cuts are only known when the recorded run is over; remove"
                        + " @Execution(ExecutionMode.CONCURRENT) from the method and its annotations");
        assertThat(names(run)).isEmpty();
    }

    @Test
    void runsThemAllWhereNothingIsParallel() {
        Run.of(ConcurrentRuns.class).passed(1 + 9);
    }
}
