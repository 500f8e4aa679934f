package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runs of a sweep are called, and what is reported after the last of them. */
class SweepNamesTest {

    private static void fetch(Habit habit, int polls, Pop3TestServer server) {
        server.maildrop().add(raw("Subject: a\n\na"));
        SweptFetcher fetcher = new SweptFetcher(server.endpoint(), habit);
        fetcher.run(polls);
        assertThat(fetcher.stored()).containsExactly("a");
        assertThat(server.maildrop()).isEmpty();
    }

    @Pop3Server
    static class Answered {
        @FaultSweepTest(
                faults = {
                    FaultKind.REFUSAL,
                    FaultKind.LOST_REPLY,
                    FaultKind.DRIBBLE,
                    FaultKind.GARBLE,
                    FaultKind.UNAVAILABLE,
                    FaultKind.PARTIAL_UPDATE
                })
        void fetches(Pop3TestServer server) {
            fetch(Habit.NONE, 1, server);
        }
    }

    @Test
    void eachRunIsNamedAfterWhatHappens() {
        assertThat(SweepRuns.names(Run.of(Answered.class)))
                .containsExactly(
                        "undisturbed",
                        "undisturbed again",
                        "1 of 41: connection reset at connect",
                        "2 of 41: connection closed at connect",
                        "3 of 41: greeting arrives octet by octet",
                        "4 of 41: greeting is another protocol's line",
                        "5 of 41: greeting is an empty line",
                        "6 of 41: greeting is -ERR",
                        "7 of 41: USER user refused with -ERR",
                        "8 of 41: reply to USER user arrives octet by octet",
                        "9 of 41: reply to USER user is another protocol's line",
                        "10 of 41: reply to USER user is an empty line",
                        "11 of 41: PASS ******** refused with -ERR [IN-USE]",
                        "12 of 41: PASS ******** refused with -ERR [SYS/TEMP]",
                        "13 of 41: PASS ******** refused with -ERR [LOGIN-DELAY]",
                        "14 of 41: PASS ******** refused with -ERR",
                        "15 of 41: PASS ******** processed but answered with -ERR",
                        "16 of 41: reply to PASS ******** arrives octet by octet",
                        "17 of 41: reply to PASS ******** is another protocol's line",
                        "18 of 41: reply to PASS ******** is an empty line",
                        "19 of 41: connection closed after login",
                        "20 of 41: maildrop locked by another client",
                        "21 of 41: UIDL refused with -ERR",
                        "22 of 41: reply to UIDL arrives octet by octet",
                        "23 of 41: reply to UIDL is another protocol's line",
                        "24 of 41: reply to UIDL is an empty line",
                        "25 of 41: reply to UIDL has a number that is not one",
                        "26 of 41: reply to UIDL omits a message",
                        "27 of 41: RETR 1 refused with -ERR",
                        "28 of 41: reply to RETR 1 arrives octet by octet",
                        "29 of 41: reply to RETR 1 is another protocol's line",
                        "30 of 41: reply to RETR 1 is an empty line",
                        "31 of 41: DELE 1 refused with -ERR",
                        "32 of 41: DELE 1 processed but answered with -ERR",
                        "33 of 41: reply to DELE 1 arrives octet by octet",
                        "34 of 41: reply to DELE 1 is another protocol's line",
                        "35 of 41: reply to DELE 1 is an empty line",
                        "36 of 41: QUIT refused with -ERR",
                        "37 of 41: QUIT processed but answered with -ERR",
                        "38 of 41: reply to QUIT arrives octet by octet",
                        "39 of 41: reply to QUIT is another protocol's line",
                        "40 of 41: reply to QUIT is an empty line",
                        "41 of 41: QUIT cannot remove message 1 and is answered with -ERR");
    }

    @Pop3Server
    static class Connected {
        @FaultSweepTest(faults = {FaultKind.DISCONNECT, FaultKind.RESET})
        void connects(Pop3TestServer server) {
            try (Pop3Client client = Pop3Client.connectedTo(server.endpoint())) {
                client.say("CAPA");
            } catch (java.io.UncheckedIOException e) {
                // Cut off, as is to be expected.
            }
        }
    }

    @Test
    void cutsAreNamedAfterTheirPlaces() {
        assertThat(SweepRuns.names(Run.of(Connected.class)))
                .containsExactly(
                        "undisturbed",
                        "undisturbed again",
                        "1 of 17: disconnected before the greeting",
                        "2 of 17: disconnected inside the greeting",
                        "3 of 17: reset before the greeting",
                        "4 of 17: reset inside the greeting",
                        "5 of 17: disconnected before CAPA was processed",
                        "6 of 17: disconnected after CAPA was processed, before its reply",
                        "7 of 17: disconnected inside the status line of the reply to CAPA",
                        "8 of 17: disconnected inside the reply to CAPA, after its status line",
                        "9 of 17: disconnected inside the reply to CAPA, after 81 of 163 octets",
                        "10 of 17: disconnected inside the reply to CAPA, before its terminator",
                        "11 of 17: disconnected inside the reply to CAPA, inside its terminator",
                        "12 of 17: reset before CAPA was processed",
                        "13 of 17: reset after CAPA was processed, before its reply",
                        "14 of 17: reset inside the reply to CAPA, after its status line",
                        "15 of 17: reset inside the reply to CAPA, after 81 of 163 octets",
                        "16 of 17: reset inside the reply to CAPA, before its terminator",
                        "17 of 17: reset inside the reply to CAPA, inside its terminator");
    }

    @Pop3Server
    static class Refused {
        @FaultSweepTest(faults = {FaultKind.REFUSAL, FaultKind.LOST_REPLY})
        void fetches(Pop3TestServer server) {
            fetch(Habit.GIVES_UP_AFTER_SYS_TEMP, 2, server);
        }
    }

    private static final String MATRIX = """
            Sweep of SweepNamesTest.Refused.fetches: 21 runs, 1 failed

                           REFUSAL  LOST_REPLY
            USER user         .         -
            PASS ********     F         .
            UIDL              .         -
            RETR 1            .         -
            DELE 1            .         .
            QUIT              .         .

            . passed   F failed   ? step not reached   - not applicable

            Failed runs:
            3 of 21: PASS ******** refused with -ERR [SYS/TEMP] (session 1)
                Expecting actual: [] to contain exactly (and in same order): ["a"] but could not find the following elements: ["a"]""";

    @Test
    void aMatrixShowsWhereItFailed() {
        assertThat(SweepRuns.matrix(Run.of(Refused.class))).isEqualTo(MATRIX);
    }

    @Pop3Server
    static class Careless {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void fetches(Pop3TestServer server) {
            fetch(Habit.NONE, 1, server);
        }
    }

    @Test
    void runsThatFailInTheSameWayStandTogether() {
        String matrix = SweepRuns.matrix(Run.of(Careless.class));
        assertThat(matrix.substring(matrix.indexOf("Failed runs:"))).isEqualTo("""
                Failed runs:
                1 of 9: USER user refused with -ERR
                2 of 9: PASS ******** refused with -ERR [IN-USE]
                3 of 9: PASS ******** refused with -ERR [SYS/TEMP]
                4 of 9: PASS ******** refused with -ERR [LOGIN-DELAY]
                5 of 9: PASS ******** refused with -ERR
                6 of 9: UIDL refused with -ERR
                7 of 9: RETR 1 refused with -ERR
                    Expecting actual: [] to contain exactly (and in same order): ["a"] but could not find the following elements: ["a"]
                8 of 9: DELE 1 refused with -ERR
                    Expecting maildrop "user" to be empty but it holds: "a" uid=000000010036ebcb retrieved 1 time no session has marked it by DELE
                9 of 9: QUIT refused with -ERR
                    Expecting maildrop "user" to be empty but it holds: "a" uid=000000010036ebcb retrieved 1 time marked by DELE 1 in session 1, but never committed by QUIT: the client closed the connection without QUIT""");
    }

    @Test
    void theMatrixIsPublishedAsAFile(@TempDir Path files) throws Exception {
        Run.of(Refused.class, files);

        assertThat(Run.filesIn(files))
                .filteredOn(file -> file.endsWith("pop3-sweep-SweepNamesTest.Refused.fetches.txt"))
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file)).isEqualTo(MATRIX));
    }

    @Pop3Server
    static class Passing {
        @FaultSweepTest(faults = FaultKind.LOST_REPLY)
        void fetches(Pop3TestServer server) {
            fetch(Habit.NONE, 2, server);
        }
    }

    @Test
    void aMatrixIsPublishedIfAllRunsPass() {
        assertThat(SweepRuns.matrix(Run.of(Passing.class))).isEqualTo("""
                Sweep of SweepNamesTest.Passing.fetches: 5 runs, 0 failed

                               LOST_REPLY
                PASS ********      .
                DELE 1             .
                QUIT               .

                . passed   F failed   ? step not reached   - not applicable""");
    }

    @Pop3Server
    static class PassingCuts {
        @DisconnectSweepTest
        void fetches(Pop3TestServer server) {
            fetch(Habit.NONE, 2, server);
        }
    }

    @Test
    void aDisconnectSweepHasAMatrixOnlyIfARunFails() {
        assertThat(SweepRuns.matrix(Run.of(PassingCuts.class))).isEmpty();
    }

    @Pop3Server
    static class FailingWhenRefused {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void fails(Pop3TestServer server) {
            Pop3Client.talk(server.endpoint(), "NOOP");
        }
    }

    @Test
    void aFaultIsDeclaredByTheTest() {
        assertThat(FailureReportTest.onlySuppressed(
                        Run.of(FailingWhenRefused.class).failures().get(0)))
                .contains("fault: \"USER user refused with -ERR\""
                        + " on(USER).inSession(1).afterSkipping(0).err(\"Try again later.\") at"
                        + " SweepNamesTest.FailingWhenRefused.fails");
    }
}
