package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.CutPoint;
import java.nio.ByteBuffer;

/** Finds a cut point among the octets of a reply. */
final class Cut {

    /** The cut point is not within the reply. */
    static final long BEYOND = -1;

    private static final int TERMINATOR_OCTETS = 3;

    private Cut() {}

    /** How many octets of the reply pass before the cut, {@link #BEYOND} if the whole reply passes uncut. */
    static long position(CutPoint cut, Wire reply) {
        long uncounted = reply.isMultiLine() ? reply.statusLine() : 0;
        return switch (cut.place()) {
            case BEFORE_PROCESSING, BEFORE_REPLY -> 0;
            case AFTER_OCTETS -> cut.count() <= reply.length() - uncounted ? uncounted + cut.count() : BEYOND;
            case AFTER_LINES -> afterLines(cut.count(), reply, uncounted);
            case BEFORE_TERMINATOR -> reply.terminated() ? reply.length() - TERMINATOR_OCTETS : BEYOND;
            case INSIDE_TERMINATOR -> reply.terminated() ? reply.length() - TERMINATOR_OCTETS + 1 : BEYOND;
            case AFTER_REPLY -> reply.length();
        };
    }

    private static long afterLines(long lines, Wire reply, long from) {
        long position = from;
        long seen = 0;
        for (ByteBuffer buffer : reply.part(from, reply.length())) {
            for (int at = buffer.position(); at < buffer.limit() && seen < lines; at++) {
                position++;
                seen += buffer.get(at) == '\n' ? 1 : 0;
            }
        }
        return seen == lines ? position : BEYOND;
    }
}
