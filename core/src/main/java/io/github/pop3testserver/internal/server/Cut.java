package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.CutPoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds a cut point among the octets of a reply, and cuts there. */
final class Cut {

    /** The cut point is not within the reply. */
    static final long BEYOND = -1;

    private Cut() {}

    /** How many octets of the reply pass before the cut, {@link #BEYOND} if the whole reply passes uncut. */
    static long position(CutPoint cut, List<ByteBuffer> reply) {
        boolean multiLine = reply.size() > 1;
        long total = length(reply);
        long status = multiLine ? reply.get(0).remaining() : 0;
        return switch (cut.place()) {
            case BEFORE_PROCESSING, BEFORE_REPLY -> 0;
            case AFTER_OCTETS -> cut.count() <= total - status ? status + cut.count() : BEYOND;
            case AFTER_LINES -> afterLines(cut.count(), reply, multiLine ? 1 : 0);
            case BEFORE_TERMINATOR -> multiLine ? total - 3 : BEYOND;
            case INSIDE_TERMINATOR -> multiLine ? total - 2 : BEYOND;
            case AFTER_REPLY -> total;
        };
    }

    static long length(List<ByteBuffer> octets) {
        long length = 0;
        for (ByteBuffer buffer : octets) {
            length += buffer.remaining();
        }
        return length;
    }

    /** The first octets; views of their own. */
    static List<ByteBuffer> prefix(List<ByteBuffer> octets, long length) {
        List<ByteBuffer> prefix = new ArrayList<>(octets.size());
        long left = length;
        for (ByteBuffer buffer : octets) {
            int part = (int) Math.min(left, buffer.remaining());
            prefix.add(buffer.duplicate().limit(buffer.position() + part));
            left -= part;
        }
        return prefix;
    }

    private static long afterLines(long lines, List<ByteBuffer> reply, int from) {
        long position = length(reply.subList(0, from));
        long seen = 0;
        for (ByteBuffer buffer : reply.subList(from, reply.size())) {
            for (int at = buffer.position(); at < buffer.limit() && seen < lines; at++) {
                position++;
                seen += buffer.get(at) == '\n' ? 1 : 0;
            }
        }
        return seen == lines ? position : BEYOND;
    }
}
