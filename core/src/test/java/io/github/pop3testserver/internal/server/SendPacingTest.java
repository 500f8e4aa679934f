package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendPacingTest {

    private static final long ANY = Long.MAX_VALUE;
    private static final int ANY_SIZE = Integer.MAX_VALUE;
    private static final long MILLI = 1_000_000;

    /** A piece, and when it left. */
    private record Piece(long millis, long octets) {}

    static SendPacing pacing(long octetsPerSecond, int pieceOctets, long gapNanos) {
        SendPacing pacing = new SendPacing();
        pacing.throttle(octetsPerSecond);
        pacing.fragment(pieceOctets, Duration.ofNanos(gapNanos));
        return pacing;
    }

    /** Sends as soon as it may, by a clock that begins anywhere. */
    private static List<Piece> pieces(SendPacing pace, long octets, long begin) {
        List<Piece> pieces = new ArrayList<>();
        long now = begin;
        for (long left = octets; left > 0; ) {
            long allowed = Math.min(left, pace.allowance(now));
            if (allowed == 0) {
                assertThat(pace.nanosToNext(now)).isPositive();
                now += pace.nanosToNext(now);
            } else {
                pace.sent(allowed, now);
                pieces.add(new Piece((now - begin) / MILLI, allowed));
                left -= allowed;
            }
        }
        return pieces;
    }

    private static List<Piece> pieces(SendPacing pace, long octets) {
        return pieces(pace, octets, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5 * MILLI, Long.MAX_VALUE - 5 * MILLI, Long.MIN_VALUE})
    void aThrottledReplyLeavesInFiftyPiecesASecondEachWhenItsOctetsAreDue(long begin) {
        assertThat(pieces(pacing(1_000, ANY_SIZE, 0), 65, begin))
                .containsExactly(new Piece(20, 20), new Piece(40, 20), new Piece(60, 20), new Piece(80, 5));
    }

    @Test
    void aVerySlowReplyLeavesOctetByOctet() {
        assertThat(pieces(pacing(1, ANY_SIZE, 0), 3))
                .containsExactly(new Piece(1_000, 1), new Piece(2_000, 1), new Piece(3_000, 1));
        assertThat(pieces(pacing(49, ANY_SIZE, 0), 2)).containsExactly(new Piece(20, 1), new Piece(40, 1));
    }

    @Test
    void aFastThrottleSendsLargePieces() {
        assertThat(pieces(pacing(1_000_000_000, ANY_SIZE, 0), 50_000_000))
                .containsExactly(new Piece(20, 20_000_000), new Piece(40, 20_000_000), new Piece(60, 10_000_000));
    }

    @Test
    void fragmentsLeaveWithAGapBetweenThem() {
        assertThat(pieces(pacing(ANY, 4, 7 * MILLI), 10))
                .containsExactly(new Piece(0, 4), new Piece(7, 4), new Piece(14, 2));
    }

    @Test
    void fragmentsWithoutAGapLeaveAtOnce() {
        assertThat(pieces(pacing(ANY, 3, 0), 8)).containsExactly(new Piece(0, 3), new Piece(0, 3), new Piece(0, 2));
    }

    @Test
    void ofGapAndThrottleTheSlowerCounts() {
        assertThat(pieces(pacing(1_000, 10, 0), 30))
                .containsExactly(new Piece(10, 10), new Piece(20, 10), new Piece(30, 10));
        assertThat(pieces(pacing(1_000, 10, 25 * MILLI), 30))
                .containsExactly(new Piece(10, 10), new Piece(35, 10), new Piece(60, 10));
        assertThat(pieces(pacing(1_000, 100, 1), 40)).containsExactly(new Piece(20, 20), new Piece(40, 20));
    }

    @Test
    void theFirstQuestionBeginsTheReply() {
        SendPacing pace = pacing(1_000, ANY_SIZE, 0);
        assertThat(pace.allowance(100 * MILLI)).isZero();
        assertThat(pace.nanosToNext(105 * MILLI)).isEqualTo(15 * MILLI);
        assertThat(pace.allowance(120 * MILLI - 1)).isZero();
        assertThat(pace.allowance(120 * MILLI)).isEqualTo(20);
        assertThat(pace.nanosToNext(125 * MILLI)).isZero();
    }

    @Test
    void whatTheSocketDoesNotTakeIsStillAllowed() {
        SendPacing pace = pacing(ANY, 10, 5 * MILLI);
        assertThat(pace.allowance(0)).isEqualTo(10);
        pace.sent(0, 0);
        assertThat(pace.allowance(0)).isEqualTo(10);
        pace.sent(3, 0);
        assertThat(pace.allowance(0)).isZero();
        assertThat(pace.nanosToNext(MILLI)).isEqualTo(4 * MILLI);
    }

    @Test
    void aReplyIsNeverFasterThanItsThrottle() {
        for (long octetsPerSecond : new long[] {7, 333, 4_096, 1_000_000}) {
            long octets = octetsPerSecond * 3;
            Piece last = null;
            long sent = 0;
            for (Piece piece : pieces(pacing(octetsPerSecond, ANY_SIZE, 0), octets)) {
                sent += piece.octets();
                assertThat(piece.millis()).isGreaterThanOrEqualTo(sent * 1_000 / octetsPerSecond);
                last = piece;
            }
            assertThat(last).isNotNull();
            assertThat(last.millis()).isBetween(3_000L, 3_150L);
        }
    }

    @Test
    void whatHadToWaitForSomethingElseDoesNotCatchUp() {
        SendPacing pace = pacing(1_000, ANY_SIZE, 0);
        pace.allowance(0);
        pace.sent(20, 20 * MILLI);
        pace.restart();
        assertThat(pieces(pace, 40, 5_000 * MILLI)).containsExactly(new Piece(20, 20), new Piece(40, 20));
    }

    @Test
    void ofSeveralTheSlowestCounts() {
        SendPacing pace = pacing(1_000, 10, 25 * MILLI);
        pace.throttle(2_000);
        pace.fragment(5, Duration.ofMillis(1));
        assertThat(pieces(pace, 10)).containsExactly(new Piece(5, 5), new Piece(30, 5));
    }
}
