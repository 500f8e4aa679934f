package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneTest {

    private static Lane lane(String heading, List<Transcript.Line> lines) {
        return Lane.of(List.of(new SweptSession(Instant.EPOCH, new Transcript.Session(1, heading, lines))))
                .get(0);
    }

    /** @param fault the number of the line with a fault; negative for none */
    private static Lane lane(int lines, int fault) {
        return lane(
                "session 1 of 1   127.0.0.1:52114   user   plaintext   ended by QUIT   7 ms",
                IntStream.range(0, lines)
                        .mapToObj(i -> i == fault ? "-- fault: on(NOOP).err(\"no\") at FetcherTest" : "C: NOOP")
                        .map(text -> new Transcript.Line(Duration.ZERO, text, text, ""))
                        .toList());
    }

    @Test
    void readsTheHeadingOfATranscript() {
        Lane lane = lane(
                "session 2 of 3   127.0.0.1:52114   a   user   TLSv1.3   disconnected by the server   450 ms",
                List.of());

        assertThat(lane.name()).isEqualTo("session 2 of 3");
        assertThat(lane.about()).isEqualTo("127.0.0.1:52114, a, user, TLSv1.3");
        assertThat(lane.ending()).isEqualTo("disconnected by the server");
        assertThat(lane.end()).hasMillis(450);
    }

    @Test
    void lastsUntilItsLastLineWhichTheHeadingRounds() {
        Transcript.Line last = new Transcript.Line(Duration.ofNanos(7_900_000), "C: QUIT", "C: QUIT", "");

        assertThat(lane("session 1 of 1   a   b   c   ended by QUIT   7 ms", List.of(last))
                        .end())
                .hasNanos(7_900_000);
    }

    @Test
    void refusesAnotherHeading() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lane("session", List.of()))
                .withMessage("not the heading of a session: session");
    }

    @Test
    void aSessionOfEightyLinesIsShownWhole() {
        assertThat(lane(80, -1).shownLines().cardinality()).isEqualTo(80);
        assertThat(lane(0, -1).shownLines().cardinality()).isZero();
    }

    @Test
    void ofALongerSessionTheMiddleIsLeftOut() {
        assertThat(lane(100, -1).shownLines().stream())
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .filter(i -> i < 40 || i >= 60)
                        .boxed()
                        .toList());
    }

    @Test
    void theLinesAroundAFaultAreShown() {
        assertThat(lane(100, 50).shownLines().stream().filter(i -> i >= 40 && i < 60))
                .containsExactly(47, 48, 49, 50, 51, 52, 53);
        assertThat(lane(100, 99).shownLines().cardinality()).isEqualTo(80);
    }

    @Test
    void timesCountFromTheFirstSessionOfTheRun() {
        try (Pop3TestServer server = Pop3TestServer.builder().virtualClock().start()) {
            server.maildrop().add(SeedMessage.raw("Subject: a\n\nbody"));
            server.on(RETR).disconnect(afterOctets(2));
            Pop3Client.talk(server.endpoint(), "NOOP");
            server.await().sessionsEnded(1);
            server.clock().advance(Duration.ofSeconds(2));
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                server.clock().advance(Duration.ofSeconds(1));
                client.begin("RETR 1");
                server.await().sessionsEnded(2);
            }

            List<Lane> lanes =
                    Lane.of(server.sessions().stream().map(SweptRuns::session).toList());

            assertThat(lanes).extracting(Lane::name).containsExactly("session 1 of 2", "session 2 of 2");
            assertThat(lanes).extracting(Lane::hasFault).containsExactly(false, true);
            assertThat(lanes).extracting(Lane::begin).containsExactly(Duration.ZERO, Duration.ofSeconds(2));
            assertThat(lanes).extracting(Lane::end).containsExactly(Duration.ZERO, Duration.ofSeconds(3));
            Lane second = lanes.get(1);
            assertThat(second.lines())
                    .extracting(second::at)
                    .startsWith(Duration.ofSeconds(2))
                    .endsWith(Duration.ofSeconds(3));
        }
    }
}
