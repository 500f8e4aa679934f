package io.github.pop3testserver.soak;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.RETR;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What servers and sessions leave behind. Alone, since it counts what belongs to the whole process; {@code scripts/soak}
 * has a hundred times as many, and shows the figures.
 */
@Isolated
class SoakTest {

    private static final int TIMES = Integer.getInteger("soak.times", 1);
    private static final int ROUNDS = 5 * TIMES;
    private static final int SESSIONS = 1_000 * TIMES;

    /** The JVM itself opens a file now and then; a leak of ours would be five at least. */
    private static final int FEW = 4;

    /** The JDK's buffers for one thread that writes. */
    private static final long SOME_BUFFERS = 256 * 1024;

    /** The JVM's own. The journal of a build's sessions is more. */
    private static final long SOME_HEAP = 2 * 1024 * 1024;

    /** A session of nine lines in the journal, and the message that it has deleted. */
    private static final long MOST_OF_SESSION = 4096;

    private final Report report = new Report();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void serversThatWereClosedLeaveNothing() throws IOException {
        leadAllLives(1);
        Footprint before = count("before");

        List<WeakReference<Pop3TestServer>> closed = leadAllLives(ROUNDS);

        Footprint after = count("after %,d servers", ROUNDS * closed.size());
        report.print();
        assertNothingIsLeftSince(before, after);
        assertThat(closed).extracting(WeakReference::get).containsOnlyNulls();
    }

    /** The servers of the last round, if anybody still has them. */
    private static List<WeakReference<Pop3TestServer>> leadAllLives(int rounds) {
        List<WeakReference<Pop3TestServer>> last = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            last.clear();
            for (Life life : Life.values()) {
                last.add(new WeakReference<>(life.lead()));
            }
        }
        return last;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void sessionsLeaveTheirRecordsAndAResetClearsThem() throws IOException {
        try (Pop3TestServer server = Pop3TestServer.builder().alsoImplicitTls().start()) {
            prepare(server);
            payVisits(server, 200);
            server.reset();
            prepare(server);
            Footprint before = count("before");

            Footprint full = before;
            for (int fifth = 1; fifth <= 5; fifth++) {
                payVisits(server, SESSIONS / 5);
                full = count("after %,d sessions", fifth * SESSIONS / 5);
            }
            assertThat(server).hasSessions(SESSIONS);
            server.verify();
            server.reset();
            prepare(server);

            Footprint after = count("after `reset()`");
            report.print();
            assertNothingIsLeftSince(before, after);
            assertThat((full.heap() - before.heap() - SOME_HEAP) / SESSIONS)
                    .as("octets of heap for each session")
                    .isLessThan(MOST_OF_SESSION);
        }
    }

    /** The unlucky's sessions may overlap: what its client has broken off is over when the server comes to notice. */
    private static void prepare(Pop3TestServer server) {
        Maildrop unlucky = server.addMaildrop(Visit.UNLUCKY, "password").shared(true);
        unlucky.add(Visit.MAIL);
        server.on(RETR).maildrop(unlucky).always().disconnect(afterOctets(3));
    }

    private static void payVisits(Pop3TestServer server, int count) {
        for (int i = 0; i < count; i++) {
            if (server.maildrop().messages().isEmpty()) {
                server.maildrop().add(Visit.MAIL);
            }
            Visit.number(i).pay(server);
        }
        server.await().noOpenConnections();
        // The descriptors of the last ones are closed when the server's thread goes around once more.
        server.faults();
    }

    private Footprint count(String what, Object... arguments) throws IOException {
        Footprint footprint = Footprint.now();
        report.row(String.format(Locale.ROOT, what, arguments), footprint);
        return footprint;
    }

    private static void assertNothingIsLeftSince(Footprint before, Footprint after) {
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads());
        assertThat(after.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors() + FEW);
        assertThat(after.direct()).as("direct memory").isLessThanOrEqualTo(before.direct() + SOME_BUFFERS);
        assertThat(after.heap()).as("heap").isLessThanOrEqualTo(before.heap() + SOME_HEAP);
    }
}
