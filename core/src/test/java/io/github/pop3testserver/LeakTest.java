package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** What a server leaves behind. Alone, since it counts what belongs to the whole process. */
@Isolated
class LeakTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int CYCLES = 500;

    @Test
    void manyServersOneAfterTheOtherLeaveNoThread() {
        for (int i = 0; i < CYCLES; i++) {
            serveOnce("leak test " + i);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("leak test "));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void manyServersOneAfterTheOtherLeaveNoFileDescriptor() throws IOException {
        serveOnce("warm-up");
        long before = descriptors();
        for (int i = 0; i < CYCLES; i++) {
            serveOnce("leak test");
        }
        // The JVM itself opens a file now and then; a leak of ours would be one a cycle.
        assertThat(descriptors()).isLessThan(before + CYCLES / 10);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aServerThatIsClosedWithItsClientsConnectedLeavesNoFileDescriptor() throws IOException {
        leaveClientsBehind();
        long before = descriptors();
        for (int i = 0; i < CYCLES / 5; i++) {
            leaveClientsBehind();
        }
        assertThat(descriptors()).isLessThan(before + CYCLES / 10);
    }

    @Test
    void aPortIsFreeAgainOnceItsServerIsClosed() {
        for (int i = 0; i < 20; i++) {
            Pop3TestServer server = Pop3TestServer.start();
            int port = server.port();
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.command("NOOP");
                server.close();
                assertThatCode(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
                        .doesNotThrowAnyException();
            }
            try (Pop3TestServer next = Pop3TestServer.builder().port(port).start()) {
                assertThat(next.port()).isEqualTo(port);
            }
        }
    }

    private static void serveOnce(String name) {
        try (Pop3TestServer server = Pop3TestServer.builder().name(name).start()) {
            server.maildrop().add(message("short"));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.multiLine("RETR 1");
                client.command("DELE 1");
                client.command("QUIT");
            }
        }
    }

    private static void leaveClientsBehind() {
        Pop3TestServer server = Pop3TestServer.start();
        try (RawClient idle = RawClient.connectTo(server);
                RawClient busy = RawClient.loggedInTo(server)) {
            idle.readLine();
            server.close();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }
}
