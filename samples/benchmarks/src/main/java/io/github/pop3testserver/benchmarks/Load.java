package io.github.pop3testserver.benchmarks;

import java.nio.charset.StandardCharsets;

/**
 * What a server is started with.
 *
 * @param users how many have a maildrop, each with {@code password}; {@link #user} names them
 * @param messages how many are in each maildrop
 * @param octets the size of each
 * @param tls whether connections begin with TLS
 */
record Load(int users, int messages, int octets, boolean tls) {

    static final Load ONE_SMALL_MESSAGE = new Load(1, 1, 2048, false);

    static Load messages(int messages, int octets) {
        return new Load(1, messages, octets, false);
    }

    Load withTls(boolean wanted) {
        return new Load(users, messages, octets, wanted);
    }

    static String user(int number) {
        return "user" + number;
    }

    /** A new message of exactly that size, in lines of 78 octets. */
    byte[] message() {
        byte[] message = new byte[octets];
        byte[] start = "Subject: benchmark\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, message, 0, start.length);
        for (int i = start.length; i < octets; i++) {
            int column = (i - start.length) % 78;
            message[i] = (byte) (column == 76 ? '\r' : column == 77 ? '\n' : 'x');
        }
        message[octets - 2] = '\r';
        message[octets - 1] = '\n';
        return message;
    }
}
