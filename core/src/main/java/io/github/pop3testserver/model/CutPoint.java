package io.github.pop3testserver.model;

/**
 * The point at which a fault interrupts the handling of a command. At {@link #beforeProcessing()} the command has no
 * effect; at all other points it has its full effect, and the client receives only part of the reply, or all of it.
 *
 * <p>Octets and lines are counted on the wire, after byte-stuffing. In a multi-line reply, counting starts after the
 * status line. If the reply ends before the cut point, it is sent in full; the fault counts as matched, not as applied.
 */
public final class CutPoint {

    /** The kinds of cut points. */
    public enum Place {
        /** See {@link #beforeProcessing()}. */
        BEFORE_PROCESSING,
        /** See {@link #beforeReply()}. */
        BEFORE_REPLY,
        /** See {@link #afterOctets(long)}. */
        AFTER_OCTETS,
        /** See {@link #afterLines(long)}. */
        AFTER_LINES,
        /** See {@link #beforeTerminator()}. */
        BEFORE_TERMINATOR,
        /** See {@link #insideTerminator()}. */
        INSIDE_TERMINATOR,
        /** See {@link #afterReply()}. */
        AFTER_REPLY
    }

    private final Place place;
    private final long count;
    private final String description;

    private CutPoint(Place place, long count, String description) {
        this.place = place;
        this.count = count;
        this.description = description;
    }

    /** Returns the point after the server has received the command and before it processes it. */
    public static CutPoint beforeProcessing() {
        return new CutPoint(Place.BEFORE_PROCESSING, 0, "beforeProcessing()");
    }

    /**
     * Returns the point after the server has processed the command and before it sends the first octet of the reply.
     */
    public static CutPoint beforeReply() {
        return new CutPoint(Place.BEFORE_REPLY, 0, "beforeReply()");
    }

    /**
     * Returns the point after this many octets of the reply.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static CutPoint afterOctets(long octets) {
        return new CutPoint(Place.AFTER_OCTETS, notNegative(octets, "octets"), "afterOctets(" + octets + ")");
    }

    /**
     * Returns the point after this many complete lines of the reply.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static CutPoint afterLines(long lines) {
        return new CutPoint(Place.AFTER_LINES, notNegative(lines, "lines"), "afterLines(" + lines + ")");
    }

    /** Returns the point before the terminating dot of a multi-line reply, after the last line and its CRLF. */
    public static CutPoint beforeTerminator() {
        return new CutPoint(Place.BEFORE_TERMINATOR, 0, "beforeTerminator()");
    }

    /** Returns the point between the terminating dot of a multi-line reply and its CRLF. */
    public static CutPoint insideTerminator() {
        return new CutPoint(Place.INSIDE_TERMINATOR, 0, "insideTerminator()");
    }

    /** Returns the point after the last octet of the reply. */
    public static CutPoint afterReply() {
        return new CutPoint(Place.AFTER_REPLY, 0, "afterReply()");
    }

    private static long notNegative(long count, String unit) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "a cut point must be after 0 or more " + unit + ", but was after " + count);
        }
        return count;
    }

    /** Returns the kind of cut point. */
    public Place place() {
        return place;
    }

    /** Returns the number of octets or lines; 0 for other places. */
    public long count() {
        return count;
    }

    /** Returns the expression that creates this cut point, such as {@code afterOctets(20000)}. */
    @Override
    public String toString() {
        return description;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CutPoint that && place == that.place && count == that.count;
    }

    @Override
    public int hashCode() {
        return description.hashCode();
    }
}
