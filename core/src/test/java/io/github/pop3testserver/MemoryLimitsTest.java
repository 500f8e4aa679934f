package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that would fill the server's memory. Alone, since the heap belongs to the whole process. */
@Isolated
class MemoryLimitsTest {

    private static final int MEBI = 1 << 20;

    /** Half of what is sent: the kernel holds a few MiB, and a region of the heap, which is counted whole, may have 4. */
    private static final int MOST_HELD = 16 * MEBI;

    /** More than any kernel keeps of a connection. */
    private static final int MOST_SENT = 64 * MEBI;

    @ParameterizedTest
    @EnumSource
    void aLineWithoutAnEndCostsNoMemory(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start();
                RawClient client = RawClient.greetedBy(server)) {
            byte[] part = "x".repeat(MEBI).getBytes(US_ASCII);
            long before = heapInUse();
            for (int i = 0; i < 32; i++) {
                client.send(part);
            }
            assertThat(heapInUse() - before).as("octets of heap").isLessThan(MOST_HELD);
            assertThat(client.command("")).isEqualTo("-ERR Line too long.");
            assertThat(client.command("CAPA")).startsWith("+OK");
        }
    }

    @Test
    void aClientThatNeverReadsIsNotReadFromEither() throws IOException {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            Maildrop maildrop = server.maildrop();
            maildrop.add(message("large").sized(32 * MEBI));
            Maildrop other = server.addMaildrop("other", "password");
            other.add(raw("small\r\n"));
            try (RawClient bystander = RawClient.loggedInTo(server, other);
                    SocketChannel greedy = SocketChannel.open(new InetSocketAddress(server.host(), server.port()))) {
                greedy.write(ascii("USER user\r\nPASS password\r\n"));
                greedy.configureBlocking(false);
                long before = heapInUse();

                assertThat(pipelineUntilRefused(greedy, bystander))
                        .as("octets sent")
                        .isLessThan(MOST_SENT);
                assertThat(heapInUse() - before).as("octets of heap").isLessThan(MOST_HELD);
                assertThat(server.lastSession().commands())
                        .extracting(CommandLine::event)
                        .containsExactly(Pop3Event.USER, Pop3Event.PASS, Pop3Event.RETR);
                assertThat(bystander.multiLine("RETR 1")).isEqualTo("+OK 7 octets\r\nsmall\r\n.\r\n");
            }
            server.await().sessionsEnded(2);
            assertThat(maildrop).hasDeletedNothing().isNotLocked();
            server.verify();
        }
    }

    /** Writes until nothing is taken any more, although the server has been around often enough meanwhile. */
    private static long pipelineUntilRefused(SocketChannel greedy, RawClient bystander) throws IOException {
        ByteBuffer pipelined = ascii("RETR 1\r\n".repeat(10_000));
        long sent = 0;
        for (int refused = 0; refused < 100 && sent < MOST_SENT; ) {
            int taken = greedy.write(pipelined);
            sent += taken;
            refused = taken == 0 ? refused + 1 : 0;
            if (!pipelined.hasRemaining()) {
                pipelined.clear();
            }
            assertThat(bystander.command("NOOP")).isEqualTo("+OK");
        }
        return sent;
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
