package io.github.pop3testserver.model;

/**
 * Where in the handling of a command a fault takes effect.
 *
 * <p>{@link #beforeProcessing()}: the command has no effect on the maildrop. All others: it has its full effect, and the
 * client hears only part of the reply, or all of it.
 *
 * <p>Octets and lines count on the wire, after byte-stuffing: of a multi-line reply those that follow the status line,
 * of a single-line reply from the first octet. A cut that lies beyond the end of the reply does not happen: the reply
 * passes whole, and the fault counts as matched, not as applied.
 */
public final class CutPoint {

    /** The kinds of cut points. */
    public enum Place {
        BEFORE_PROCESSING,
        BEFORE_REPLY,
        AFTER_OCTETS,
        AFTER_LINES,
        BEFORE_TERMINATOR,
        INSIDE_TERMINATOR,
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

    /** The command was received, and nothing of it is done. */
    public static CutPoint beforeProcessing() {
        return new CutPoint(Place.BEFORE_PROCESSING, 0, "beforeProcessing()");
    }

    /** The command has its effect, and no octet of the reply is sent. */
    public static CutPoint beforeReply() {
        return new CutPoint(Place.BEFORE_REPLY, 0, "beforeReply()");
    }

    /**
     * After a number of octets.
     *
     * @throws IllegalArgumentException if negative
     */
    public static CutPoint afterOctets(long octets) {
        return new CutPoint(Place.AFTER_OCTETS, notNegative(octets, "octets"), "afterOctets(" + octets + ")");
    }

    /**
     * After a number of complete lines.
     *
     * @throws IllegalArgumentException if negative
     */
    public static CutPoint afterLines(long lines) {
        return new CutPoint(Place.AFTER_LINES, notNegative(lines, "lines"), "afterLines(" + lines + ")");
    }

    /** After the last line of a multi-line reply, its CRLF included, and before the terminating dot. */
    public static CutPoint beforeTerminator() {
        return new CutPoint(Place.BEFORE_TERMINATOR, 0, "beforeTerminator()");
    }

    /** After the terminating dot of a multi-line reply and before its CRLF. */
    public static CutPoint insideTerminator() {
        return new CutPoint(Place.INSIDE_TERMINATOR, 0, "insideTerminator()");
    }

    /** After the last octet of the reply. */
    public static CutPoint afterReply() {
        return new CutPoint(Place.AFTER_REPLY, 0, "afterReply()");
    }

    private static long notNegative(long count, String unit) {
        if (count < 0) {
            throw new IllegalArgumentException("a cut point lies after 0 or more " + unit + ", not after " + count);
        }
        return count;
    }

    public Place place() {
        return place;
    }

    /** The number of octets or lines; 0 for other places. */
    public long count() {
        return count;
    }

    /** The expression that makes this cut point, {@code afterOctets(20000)} for example. */
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
