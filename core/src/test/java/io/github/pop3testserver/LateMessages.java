package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.raw;

import java.time.Duration;

/** A program for a JVM of its own, with little memory: each reset forgets a message that is still to arrive. */
final class LateMessages {

    private static final int MEBIBYTES = 8;
    private static final int RESETS = 40;

    private LateMessages() {}

    public static void main(String[] arguments) {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            for (int i = 0; i < RESETS; i++) {
                server.maildrop().addAfter(Duration.ofDays(1), raw(new byte[MEBIBYTES << 20]));
                server.reset();
            }
            System.out.println("forgotten: " + RESETS * MEBIBYTES + " MiB");
        }
    }
}
