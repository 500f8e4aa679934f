package io.github.pop3testserver.internal.wire;

/** One line that a client sent. */
public final class Line {

    /** How a line ended. */
    public enum End {
        CRLF,
        /** A line feed alone: accepted, though RFC 1939 section 3 asks for CRLF. */
        LF,
        /** Longer than the limit: its octets were thrown away. */
        TOO_LONG
    }

    private final byte[] octets;
    private final End end;

    Line(byte[] octets, End end) {
        this.octets = octets;
        this.end = end;
    }

    /** The line without its end; empty if it was too long. */
    public byte[] octets() {
        return octets;
    }

    public End end() {
        return end;
    }
}
