package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each run checks in addition to the test's own assertions. */
class SweepVerdictTest {

    /** Asserts nothing. */
    private static SweptFetcher poll(Habit habit, Pop3TestServer server) {
        server.maildrop().add(raw("Subject: a\n\na"));
        SweptFetcher fetcher = new SweptFetcher(server.endpoint(), habit);
        fetcher.run(2);
        return fetcher;
    }

    @Pop3Server
    static class Losing {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void polls(Pop3TestServer server) {
            poll(Habit.DELETES_UNREAD, server);
        }
    }

    @Test
    void aMessageThatWasDeletedUnreadIsLost() {
        Run run = Run.of(Losing.class);

        assertThat(SweepRuns.failed(run)).containsExactly("7 of 16: RETR 1 refused with -ERR (session 1)");
        assertThat(run.failure())
                .hasMessage(
                        "lost \"a\": a client deleted it, but the server never sent it in full; send DELE only after"
                                + " all of the message is stored");
    }

    @Pop3Server
    static class LosingAnyway {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void deletes(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: spam\n\nspam"));
            for (int poll = 0; poll < 2; poll++) {
                try (Pop3Client client = Pop3Client.connectedTo(server.endpoint())) {
                    for (String command : List.of("USER user", "PASS password", "DELE 1", "QUIT")) {
                        if (client.say(command).startsWith("-ERR")) {
                            break;
                        }
                    }
                }
            }
        }
    }

    @Test
    void whatTheUndisturbedRunDoesIsAllowed() {
        Run.of(LosingAnyway.class).passed(2 + 7 + 6);
    }

    @Pop3Server
    static class LeavingOpen {

        SweptFetcher fetcher;

        @FaultSweepTest(faults = FaultKind.REFUSAL, stopAfter = 1)
        void polls(Pop3TestServer server) {
            fetcher = poll(Habit.FORGETS_TO_CLOSE, server);
        }
    }

    @Test
    void aConnectionMustNotBeLeftOpen() {
        assertThat(Run.of(LeavingOpen.class).failure())
                .hasMessage(
                        "the connection of session 1 was left open; close a connection also when a command fails, in a"
                                + " finally block or a try-with-resources statement");
    }

    @Pop3Server
    static class Pooled {

        private final List<Pop3Client> pool = new ArrayList<>();

        @FaultSweepTest(faults = FaultKind.REFUSAL, sample = 1)
        void keepsItsConnection(Pop3Endpoint endpoint) {
            Pop3Client client = Pop3Client.connectedTo(endpoint);
            pool.add(client);
            client.say("CAPA");
        }
    }

    @Test
    void aConnectionThatTheUndisturbedRunLeavesOpenMayStay() {
        Run.of(Pooled.class).passed(2 + 1);
    }

    @Pop3Server
    static class LeavingAnotherOpen {

        private final List<Pop3Client> pool = new ArrayList<>();
        SweptFetcher fetcher;

        @FaultSweepTest(faults = FaultKind.GARBLE, stopAfter = 1)
        void polls(Pop3TestServer server) {
            fetcher = poll(Habit.FORGETS_TO_CLOSE, server);
            pool.add(Pop3Client.connectedTo(server.endpoint()));
        }
    }

    @Test
    void oneConnectionMoreThanInTheUndisturbedRunIsTooMany() {
        assertThat(Run.of(LeavingAnotherOpen.class).failure())
                .hasMessage(
                        "the connections of sessions 1, 3 were left open, and 1 in the undisturbed run; close a"
                                + " connection also when a command fails, in a finally block or a try-with-resources statement");
    }

    @Pop3Server
    static class FailingFirst {
        @FaultSweepTest(faults = FaultKind.UNAVAILABLE, stopAfter = 1)
        void triesOften(Pop3TestServer server) {
            try (Pop3Client client = Pop3Client.connectedTo(server.endpoint())) {
                boolean refused = true;
                for (int attempt = 0; refused && attempt < 9; attempt++) {
                    client.say("USER user");
                    String reply = client.say("PASS " + (attempt == 1 ? "password" : "wrong"));
                    refused = reply != null && reply.startsWith("-ERR");
                }
                client.say("QUIT");
            } catch (UncheckedIOException e) {
                // Turned away, as is to be expected.
            }
        }
    }

    @Test
    void loginsThatFailInTheUndisturbedRunMayFailAgain() {
        assertThat(Run.of(FailingFirst.class).failure())
                .hasMessage(
                        "9 logins failed, more than 3 (1 refusal, 1 poll, 1 in the undisturbed run); a server may lock"
                                + " a user out after repeated failures, so wait for the next poll before you log in again");
    }

    @Pop3Server
    static class Guessing {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void polls(Pop3TestServer server) {
            poll(Habit.TRIES_OTHER_PASSWORDS, server);
        }
    }

    @Test
    void loginsMustNotFailAgainAndAgain() {
        Run run = Run.of(Guessing.class);

        assertThat(run.failures())
                .hasSize(8)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("5 logins failed, more than 3 (1 refusal, 2 polls); a server may lock a user out"
                                + " after repeated failures, so wait for the next poll before you log in again"));
        assertThat(SweepRuns.failed(run)).allMatch(name -> name.contains("PASS ******** refused with -ERR"));
    }

    @Pop3Server
    static class GuessingAsAllowed {
        @FaultSweepTest(faults = FaultKind.REFUSAL, maxFailedLogins = 5)
        void polls(Pop3TestServer server) {
            poll(Habit.TRIES_OTHER_PASSWORDS, server);
        }
    }

    @Test
    void moreFailedLoginsCanBeAllowed() {
        Run.of(GuessingAsAllowed.class).passed(2 + 16);
    }

    @Pop3Server
    static class RefusedOnce {
        @FaultSweepTest(faults = FaultKind.UNAVAILABLE, maxFailedLogins = 0)
        void polls(Pop3TestServer server) {
            poll(Habit.NONE, server);
        }
    }

    @Test
    void fewerFailedLoginsCanBeAllowed() {
        assertThat(Run.of(RefusedOnce.class).failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("1 login failed, more than maxFailedLogins = 0; a server may lock a user out after"
                                + " repeated failures, so wait for the next poll before you log in again"));
    }

    @Pop3Server
    static class LeavingWithoutQuit {
        @FaultSweepTest(faults = FaultKind.REFUSAL, stopAfter = 1)
        void polls(Pop3TestServer server) {
            poll(Habit.LEAVES_WITHOUT_QUIT, server);
        }
    }

    @Test
    void aViolationAfterTheFailureIsReported() {
        assertThat(Run.of(LeavingWithoutQuit.class).failure())
                .hasMessage("session 2 broke a rule that the undisturbed run kept: DISCONNECTED_WITHOUT_QUIT, a client"
                        + " ends its session with QUIT (RFC 1939 section 3)");
    }

    @Pop3Server(tls = Tls.EXPLICIT)
    static class Downgraded {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void polls(Pop3TestServer server) {
            poll(Habit.GOES_ON_WITHOUT_TLS, server);
        }
    }

    @Test
    void aPasswordInTheClearIsReportedAlsoWhereTheServerHasRefusedTls() {
        Run run = Run.of(Downgraded.class);

        assertThat(SweepRuns.failed(run))
                .containsExactly(
                        "1 of 18: STLS refused with -ERR (session 1)", "11 of 18: STLS refused with -ERR (session 2)");
        assertThat(run.failures().get(0))
                .hasMessage("session 1 broke a rule that the undisturbed run kept: CLEARTEXT_CREDENTIALS, passwords and"
                        + " tokens are not sent in cleartext where TLS is available (RFC 2595 section 2.1, RFC 8314"
                        + " section 3)");
    }

    @Pop3Server
    static class WithoutVerdict {
        @FaultSweepTest(faults = FaultKind.REFUSAL, verdict = SweepVerdict.NONE)
        void polls(Pop3TestServer server) {
            poll(Habit.DELETES_UNREAD, server);
        }
    }

    @Test
    void withoutAVerdictOnlyTheTestsAssertionsCount() {
        Run.of(WithoutVerdict.class).passed(2 + 16);
    }

    @Pop3Server
    static class PollingOnceMore {
        @FaultSweepTest(faults = FaultKind.DRIBBLE, verdict = SweepVerdict.NONE)
        void polls(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: a\n\na"));
            SweptFetcher fetcher = new SweptFetcher(server.endpoint(), Habit.READS_ONCE);
            while (fetcher.stored().isEmpty()) {
                fetcher.run(1);
            }
        }
    }

    @Test
    void aReplyThatComesOctetByOctetMustNotCostASession() {
        assertThat(Run.of(PollingOnceMore.class).failures())
                .isNotEmpty()
                .anySatisfy(failure -> assertThat(failure)
                        .hasMessage("the client had 2 sessions, but 1 in the undisturbed run: it did not understand the"
                                + " reply to USER user when it came octet by octet; read until the reply is complete, because"
                                + " one read may return any part of it"));
    }
}
