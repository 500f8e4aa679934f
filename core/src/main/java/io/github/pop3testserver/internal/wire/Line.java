package io.github.pop3testserver.internal.wire;

/** One line that a client sent. */
public final class Line {

    /** How a line ended. */
    public enum End {
        CRLF,
        /** LF alone: accepted, although RFC 1939 section 3 requires CRLF. */
        LF,
        /** Longer than the limit. Its octets were discarded. */
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
