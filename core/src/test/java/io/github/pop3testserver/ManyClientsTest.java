package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many clients at a time, of the kinds that do not get on. */
class ManyClientsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int SILENT = 1000;

    @Test
    void aThousandSilentClientsDelayNoOtherClient() throws IOException {
        assumeThat(mostOpenFiles()).as("file descriptors, two for each client").isGreaterThan(3 * SILENT);
        List<RawClient> silent = new ArrayList<>();
        try (Pop3TestServer server = Pop3TestServer.builder().alsoImplicitTls().start()) {
            server.maildrop().add(raw(".u000\r\n"));
            Pop3Endpoint plain = server.endpoint();
            Pop3Endpoint tls = server.implicitTlsEndpoint();
            for (int i = 0; i < SILENT; i++) {
                silent.add(RawClient.withoutTls(i % 2 == 0 ? plain : tls));
            }
            try (RawClient client = RawClient.connectTo(server)) {
                assertThat(client.send(session("user")).readToEnd()).isEqualTo(replies("u000"));
            }
            assertThat(server).hasSessions(SILENT + 1);
            assertThat(server.maildrop().deleted()).hasSize(1);

            silent.forEach(RawClient::close);
            server.await(PATIENCE).sessionsEnded(SILENT + 1);
            server.await(PATIENCE).noOpenConnections();
            // What a client has not read when it closes makes its kernel send RST behind the FIN, and either may be
            // seen.
            assertThat(server.sessions())
                    .extracting(Pop3Session::end)
                    .filteredOn(end -> end != SessionEnd.BY_QUIT)
                    .hasSize(SILENT)
                    .isSubsetOf(SessionEnd.CLIENT_CLOSED, SessionEnd.CLIENT_RESET);
            server.verify();
        } finally {
            silent.forEach(RawClient::close);
        }
    }

    /** Everywhere but on Linux the limits of the JVM are high enough. */
    private static long mostOpenFiles() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return Long.MAX_VALUE;
        }
        String line = Files.readAllLines(limits).stream()
                .filter(each -> each.startsWith("Max open files"))
                .findFirst()
                .orElseThrow();
        String soft = line.split("\\s+", -1)[3];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "IMPLICIT"})
    void clientsThatSendOctetByOctetAreServedWhileAFastOneIs(Tls tls) {
        int clients = tls == Tls.NONE ? 50 : 10;
        List<RawClient> slow = new ArrayList<>();
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            MaildropMessage mail =
                    server.maildrop().add(message("for the fast one").sized(1_000_000));
            for (int i = 0; i < clients; i++) {
                server.addMaildrop(user(i), "password").add(raw("." + user(i) + "\r\n"));
                slow.add(RawClient.connectTo(server));
            }
            int octets = session(user(0)).length();
            sendRoundRobin(slow, 0, octets / 2);
            try (RawClient fast = RawClient.loggedInTo(server)) {
                assertThat(fast.multiLine("RETR 1"))
                        .isEqualTo("+OK 1000000 octets\r\n" + mail.contentAsString() + ".\r\n");
                assertThat(fast.command("DELE 1")).isEqualTo("+OK Marked to be deleted.");
                assertThat(fast.command("QUIT")).isEqualTo("+OK Logging out, messages deleted.");
            }
            assertThat(server.await().sessionEnd().username()).contains("user");
            sendRoundRobin(slow, octets / 2, octets);
            for (int i = 0; i < clients; i++) {
                assertThat(slow.get(i).readToEnd()).isEqualTo(replies(user(i)));
                assertThat(server.maildrop(user(i)).deleted()).hasSize(1);
            }
            server.verify();
        } finally {
            slow.forEach(RawClient::close);
        }
    }

    private static void sendRoundRobin(List<RawClient> clients, int from, int to) {
        for (int at = from; at < to; at++) {
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).send(session(user(i)).substring(at, at + 1).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /** All of one length. */
    private static String user(int number) {
        return "u" + (100 + number);
    }

    private static String session(String user) {
        return "USER " + user + "\r\nPASS password\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n";
    }

    /** The message begins with a dot. */
    private static String replies(String message) {
        return """
                +OK POP3 server ready\r
                +OK\r
                +OK Logged in.\r
                +OK 7 octets\r
                ..%s\r
                .\r
                +OK Marked to be deleted.\r
                +OK Logging out, messages deleted.\r
                """.formatted(message);
    }
}
