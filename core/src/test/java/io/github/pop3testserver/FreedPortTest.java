package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since the next server that any test starts may get a port that was just freed. */
@Isolated
class FreedPortTest {

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
}
