package io.github.pop3testserver.internal.server;

import java.util.Arrays;

/** The octets of one session's replies that a fault sends after the next reply. */
final class LateOctets {

    static final byte[] NONE = {};

    private byte[] waiting = NONE;

    /**
     * Returns the reply, followed by the octets that wait. They go on waiting if nothing is sent of this reply.
     *
     * @param rest the end of this reply, which waits for the next one
     */
    EncodedReply after(EncodedReply reply, byte[] rest) {
        if (waiting.length == 0 || reply.length() == 0) {
            waiting = rest.length == 0 ? waiting : join(waiting, rest);
            return reply;
        }
        EncodedReply both = reply.alteredTo(join(reply.bytes(), waiting));
        waiting = rest;
        return both;
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
