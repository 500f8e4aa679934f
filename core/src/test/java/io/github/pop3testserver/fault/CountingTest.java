package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 2: what counts as a match and what as an application, across sessions, also at the same time. */
class CountingTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    /** The replies to NOOP in sessions of so many each: E for -ERR, O for +OK. */
    private String noops(int... sessions) {
        StringBuilder replies = new StringBuilder();
        for (int commands : sessions) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                for (int i = 0; i < commands; i++) {
                    replies.append(client.command("NOOP").startsWith("-ERR") ? 'E' : 'O');
                }
            }
            server.await().sessionEnd();
        }
        return replies.toString();
    }

    @Test
    void timesCountsApplicationsAcrossSessions() {
        InstalledFault fault = server.on(NOOP).times(3).err("no");
        assertThat(noops(2, 2, 1)).isEqualTo("EEEOO");
        assertThat(fault.timesMatched()).isEqualTo(5);
        assertThat(fault.timesApplied()).isEqualTo(3);
    }

    @Test
    void afterSkippingCountsMatchesAcrossSessions() {
        InstalledFault fault = server.on(NOOP).afterSkipping(3).times(2).err("no");
        assertThat(noops(2, 4)).isEqualTo("OOOEEO");
        assertThat(fault.timesMatched()).isEqualTo(6);
    }

    @Test
    void whatIsSkippedIsNotAppliedLaterInstead() {
        server.on(NOOP).times(4).err("first");
        InstalledFault second = server.on(NOOP).afterSkipping(2).reply(Reply.err("second"));
        assertThat(noops(5)).isEqualTo("EEEEE");
        assertThat(second.timesMatched()).isEqualTo(5);
        assertThat(second.timesApplied()).isEqualTo(1);
    }

    @Test
    void onlyMomentsUnderItsConditionsAreMatches() {
        InstalledFault fault = server.on(ANY_COMMAND)
                .matching(line -> line.keyword().equals("NOOP"))
                .inSession(2)
                .afterSkipping(1)
                .err("no");
        assertThat(noops(3, 3, 3)).isEqualTo("OOO" + "OEO" + "OOO");
        assertThat(fault.timesMatched()).isEqualTo(3);
    }

    @Test
    void byDefaultAFaultIsAppliedOnceLikeWithOnce() {
        server.on(NOOP).err("first");
        server.on(NOOP).once().err("second");
        assertThat(noops(3)).isEqualTo("EEO");
    }

    @Test
    void alwaysIsNeverExhausted() {
        InstalledFault fault = server.on(NOOP).always().err("no");
        assertThat(noops(20)).doesNotContain("O");
        assertThat(fault.isExhausted()).isFalse();
    }

    @Test
    void theSameSeedStrikesAtTheSameMatches() {
        InstalledFault first = server.on(NOOP).withProbability(0.5, 42).err("no");
        String struck = noops(40);
        first.remove();
        server.on(NOOP).withProbability(0.5, 42).err("no");
        assertThat(noops(25, 15)).isEqualTo(struck).contains("E", "O");
        server.clearFaults();
        server.on(NOOP).withProbability(0.5, 43).err("no");
        assertThat(noops(40)).isNotEqualTo(struck);
    }

    @Test
    void aChanceIsBoundedByTimesAndComesBehindWhatIsSkipped() {
        InstalledFault fault =
                server.on(NOOP).afterSkipping(5).times(3).withProbability(1, 1).err("no");
        InstalledFault never = server.on(NOOP).withProbability(0, 1).disconnect(beforeProcessing());
        assertThat(noops(10)).isEqualTo("OOOOOEEEOO");
        assertThat(fault.timesMatched()).isEqualTo(10);
        assertThat(never.timesMatched()).isEqualTo(10);
        assertThat(never.timesApplied()).isZero();
        server.verify();
    }

    @Test
    void fiftyConnectionsAtOnceDoNotApplyAFaultTooOften() throws Exception {
        int clients = 50;
        InstalledFault answered = server.on(CAPA).times(7).err("seven times");
        InstalledFault delayed = server.on(CAPA).times(7).delay(Duration.ofMillis(1));
        InstalledFault chance = server.on(CAPA).times(7).withProbability(0.9, 1).run(() -> {});
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            CyclicBarrier together = new CyclicBarrier(clients);
            List<Future<Integer>> refusals = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                refusals.add(threads.submit(() -> refusals(together)));
            }
            int refused = 0;
            for (Future<Integer> refusal : refusals) {
                refused += refusal.get();
            }
            assertThat(refused).isEqualTo(7);
        } finally {
            threads.shutdownNow();
        }
        for (InstalledFault fault : List.of(answered, delayed, chance)) {
            assertThat(fault.timesApplied()).as("%s", fault).isEqualTo(7);
            assertThat(fault.timesMatched()).as("%s", fault).isEqualTo(3 * clients);
            assertThat(fault.isExhausted()).isTrue();
        }
    }

    private int refusals(CyclicBarrier together) throws Exception {
        try (RawClient client = RawClient.greetedBy(server)) {
            together.await();
            String replies = client.send("CAPA\r\nCAPA\r\nCAPA\r\nQUIT\r\n").readToEnd();
            return replies.split("-ERR seven times\r\n", -1).length - 1;
        }
    }

    @Test
    void aFaultThatWasChosenForAClientThatLeavesFirstIsNotUsedUp() {
        InstalledFault wait = server.on(STAT).delay(Duration.ofDays(1));
        InstalledFault fault = server.on(STAT).err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("STAT\r\n");
            server.await().applied(wait);
            assertThat(fault.isExhausted()).isFalse();
            client.reset();
        }
        server.await().sessionEnd();
        assertThat(fault.timesMatched()).isEqualTo(1);
        assertThat(fault.timesApplied()).isZero();
        assertThatThrownBy(server::verify)
                .hasMessageContaining("it matched once, but the connection ended before it could act");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("-ERR no");
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
        }
        server.verify();
    }

    @Test
    void aFaultChosenForOneClientIsNotChosenForAnother() {
        server.addMaildrop("other", "password");
        InstalledFault wait = server.on(STAT).delay(Duration.ofDays(1));
        server.on(STAT).err("no");
        try (RawClient waiting = RawClient.loggedInTo(server);
                RawClient other = RawClient.loggedInTo(server, server.maildrop("other"))) {
            waiting.send("STAT\r\n");
            server.await().applied(wait);
            assertThat(other.command("STAT")).isEqualTo("+OK 0 0");
            waiting.reset();
            server.await().sessionEnd();
            assertThat(other.command("STAT")).isEqualTo("-ERR no");
        }
    }

    @Test
    void connectionsAreCountedInTheirOrder() {
        server.on(CONNECT).inSession(2).disconnect(beforeProcessing());
        for (int session = 1; session <= 3; session++) {
            try (RawClient client = RawClient.connectTo(server)) {
                assertThat(client.readLine()).isEqualTo(session == 2 ? "" : "+OK POP3 server ready");
            }
        }
    }
}
