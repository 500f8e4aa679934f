package io.github.pop3testserver.internal.server;

/** How quickly the octets of a reply may leave, and in what pieces; on the real clock. */
final class Pace {

    private static final long SECOND = 1_000_000_000;

    /** A throttled reply leaves in so many pieces a second, or more slowly, octet by octet. */
    private static final long PIECES_A_SECOND = 50;

    private final long octetsPerSecond;
    private final int pieceOctets;
    private final long gapNanos;
    private boolean begun;
    private long start;
    private long lastPiece;
    private long sent;

    /**
     * Pace for one reply.
     *
     * @param octetsPerSecond {@link Long#MAX_VALUE} for any
     * @param pieceOctets the most octets of one write, {@link Integer#MAX_VALUE} for any
     * @param gapNanos from one piece to the next
     */
    Pace(long octetsPerSecond, int pieceOctets, long gapNanos) {
        this.octetsPerSecond = octetsPerSecond;
        this.pieceOctets = pieceOctets;
        this.gapNanos = gapNanos;
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
        return Math.max(1, octetsPerSecond / PIECES_A_SECOND);
    }
}
