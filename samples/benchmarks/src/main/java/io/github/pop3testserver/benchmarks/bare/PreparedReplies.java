package io.github.pop3testserver.benchmarks.bare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Every reply, made before the first client connects. All messages are alike. */
public final class PreparedReplies {

    private static final byte[] OK = octets("+OK\r\n");

    private final byte[] stat;
    private final byte[] list;
    private final byte[] uidl;
    private final byte[] retr;

    /** For a maildrop of so many messages, each of these octets, in which no line begins with a dot. */
    public PreparedReplies(int messages, byte[] message) {
        stat = octets("+OK " + messages + " " + (long) messages * message.length + "\r\n");
        StringBuilder scanListings = new StringBuilder("+OK\r\n");
        StringBuilder uniqueIds = new StringBuilder("+OK\r\n");
        for (int number = 1; number <= messages; number++) {
            scanListings.append(number).append(' ').append(message.length).append("\r\n");
            uniqueIds.append(number).append(" uid-").append(number).append("\r\n");
        }
        list = octets(scanListings.append(".\r\n").toString());
        uidl = octets(uniqueIds.append(".\r\n").toString());
        byte[] end = octets(".\r\n");
        retr = ByteBuffer.allocate(OK.length + message.length + end.length)
                .put(OK)
                .put(message)
                .put(end)
                .array();
    }

    ByteBuffer greeting() {
        return ByteBuffer.wrap(OK);
    }

    /** Looks at no more than it must to tell one command from another. */
    ByteBuffer to(byte[] line) {
        return ByteBuffer.wrap(
                switch (line[0]) {
                    case 'S' -> stat;
                    case 'L' -> list;
                    case 'R' -> retr;
                    case 'U' -> line[1] == 'I' ? uidl : OK;
                    default -> OK;
                });
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
