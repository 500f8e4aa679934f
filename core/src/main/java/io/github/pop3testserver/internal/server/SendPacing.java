package io.github.pop3testserver.internal.server;

import java.time.Duration;

/** How fast the octets of a reply are sent, and in which pieces, in real time. */
final class SendPacing {

    private static final long SECOND = 1_000_000_000;

    /** A throttled reply is sent in at most this many pieces a second. */
    private static final long PIECES_PER_SECOND = 50;

    private long octetsPerSecond = Long.MAX_VALUE;
    private int pieceOctets = Integer.MAX_VALUE;
    private long gapNanos;
    private boolean begun;
    private long start;
    private long lastPiece;
    private long sent;

    /** If there are several limits, the slowest counts. */
    void throttle(long octets) {
        octetsPerSecond = Math.min(octetsPerSecond, octets);
    }

    /** If there are several, the smallest pieces and the longest gap count. */
    void fragment(int octets, Duration gap) {
        pieceOctets = Math.min(pieceOctets, octets);
        gapNanos = Math.max(gapNanos, gap.toNanos());
    }

    /** Starts again after the reply has waited for something else, so that it does not catch up. */
    void restart() {
        begun = false;
        sent = 0;
    }

    /** How many octets may leave now, in one piece; 0 if it is too early. */
    long allowance(long now) {
        if (!begun) {
            begun = true;
            start = now;
            lastPiece = now - gapNanos;
        }
        return now - nextPiece() < 0 ? 0 : Math.min(pieceOctets, throttledPiece());
    }

    /** Nanoseconds until another piece may leave. */
    long nanosToNext(long now) {
        return Math.max(0, nextPiece() - now);
    }

    void sent(long octets, long now) {
        sent += octets;
        if (octets > 0) {
            lastPiece = now;
        }
    }

    private long nextPiece() {
        long afterGap = lastPiece + gapNanos;
        if (octetsPerSecond == Long.MAX_VALUE) {
            return afterGap;
        }
        // A piece is due when all of its octets are.
        double due = (double) (sent + Math.min(pieceOctets, throttledPiece())) / octetsPerSecond;
        long throttled = start + (long) (due * SECOND);
        return afterGap - throttled > 0 ? afterGap : throttled;
    }

    private long throttledPiece() {
        return Math.max(1, octetsPerSecond / PIECES_PER_SECOND);
    }
}
