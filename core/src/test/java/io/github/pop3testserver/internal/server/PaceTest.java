package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    private static final long ANY = Long.MAX_VALUE;
    private static final int ANY_SIZE = Integer.MAX_VALUE;
    private static final long MILLI = 1_000_000;

    /** A piece, and when it left. */
    private record Piece(long millis, long octets) {}

    /** Sends as soon as it may, by a clock that begins anywhere. */
    private static List<Piece> pieces(Pace pace, long octets, long begin) {
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

    private static List<Piece> pieces(Pace pace, long octets) {
        return pieces(pace, octets, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5 * MILLI, Long.MAX_VALUE - 5 * MILLI, Long.MIN_VALUE})
    void aThrottledReplyLeavesInFiftyPiecesASecondEachWhenItsOctetsAreDue(long begin) {
        assertThat(pieces(new Pace(1_000, ANY_SIZE, 0), 65, begin))
                .containsExactly(new Piece(20, 20), new Piece(40, 20), new Piece(60, 20), new Piece(80, 5));
    }

    @Test
    void aVerySlowReplyLeavesOctetByOctet() {
        assertThat(pieces(new Pace(1, ANY_SIZE, 0), 3))
                .containsExactly(new Piece(1_000, 1), new Piece(2_000, 1), new Piece(3_000, 1));
        assertThat(pieces(new Pace(49, ANY_SIZE, 0), 2)).containsExactly(new Piece(20, 1), new Piece(40, 1));
    }

    @Test
    void aFastThrottleSendsLargePieces() {
        assertThat(pieces(new Pace(1_000_000_000, ANY_SIZE, 0), 50_000_000))
                .containsExactly(new Piece(20, 20_000_000), new Piece(40, 20_000_000), new Piece(60, 10_000_000));
    }

    @Test
    void fragmentsLeaveWithAGapBetweenThem() {
        assertThat(pieces(new Pace(ANY, 4, 7 * MILLI), 10))
                .containsExactly(new Piece(0, 4), new Piece(7, 4), new Piece(14, 2));
    }

    @Test
    void fragmentsWithoutAGapLeaveAtOnce() {
        assertThat(pieces(new Pace(ANY, 3, 0), 8)).containsExactly(new Piece(0, 3), new Piece(0, 3), new Piece(0, 2));
    }

    @Test
    void ofGapAndThrottleTheSlowerCounts() {
        assertThat(pieces(new Pace(1_000, 10, 0), 30))
                .containsExactly(new Piece(10, 10), new Piece(20, 10), new Piece(30, 10));
        assertThat(pieces(new Pace(1_000, 10, 25 * MILLI), 30))
                .containsExactly(new Piece(10, 10), new Piece(35, 10), new Piece(60, 10));
        assertThat(pieces(new Pace(1_000, 100, 1), 40)).containsExactly(new Piece(20, 20), new Piece(40, 20));
    }

    @Test
    void theFirstQuestionBeginsTheReply() {
        Pace pace = new Pace(1_000, ANY_SIZE, 0);
        assertThat(pace.allowance(100 * MILLI)).isZero();
        assertThat(pace.nanosToNext(105 * MILLI)).isEqualTo(15 * MILLI);
        assertThat(pace.allowance(120 * MILLI - 1)).isZero();
        assertThat(pace.allowance(120 * MILLI)).isEqualTo(20);
        assertThat(pace.nanosToNext(125 * MILLI)).isZero();
    }

    @Test
    void whatTheSocketDoesNotTakeIsStillAllowed() {
        Pace pace = new Pace(ANY, 10, 5 * MILLI);
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
            for (Piece piece : pieces(new Pace(octetsPerSecond, ANY_SIZE, 0), octets)) {
                sent += piece.octets();
                assertThat(piece.millis()).isGreaterThanOrEqualTo(sent * 1_000 / octetsPerSecond);
                last = piece;
            }
            assertThat(last).isNotNull();
            assertThat(last.millis()).isBetween(3_000L, 3_150L);
        }
    }
}
