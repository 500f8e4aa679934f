package io.github.pop3testserver.samples;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.CLIENT_CLOSED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.Pop3TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A client written by hand, as it may be needed for what no mail library does. */
class PlainServerTest {

    @Test
    void deletesNothingWithoutQuit() throws IOException {
        try (var server = Pop3TestServer.start()) {
            var mail = server.maildrop().add(message("Hello"));

            try (var client = new Client(server)) {
                assertThat(client.readLine()).isEqualTo("+OK POP3 server ready");
                assertThat(client.send("USER user")).startsWith("+OK");
                assertThat(client.send("PASS password")).startsWith("+OK");
                assertThat(client.send("LIST 1")).isEqualTo("+OK 1 " + mail.size());
                assertThat(client.send("DELE 1")).startsWith("+OK");
                assertThat(server.maildrop()).hasMarkedForDeletion(mail);
            }

            assertThat(server.await().sessionEnd()).hasEndedWith(CLIENT_CLOSED);
            assertThat(server.maildrop()).hasDeletedNothing().holdsExactly(mail);
        }
    }

    private static final class Client implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader replies;

        Client(Pop3TestServer server) throws IOException {
            socket = new Socket(server.host(), server.port());
            socket.setSoTimeout(5_000);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        String send(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return readLine();
        }

        String readLine() throws IOException {
            return replies.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
