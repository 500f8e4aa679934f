package io.github.pop3testserver;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server writes down of a conversation. */
class TranscriptsTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void holdsBothSidesWithSecretsMaskedAndBodiesLeftOut() {
        maildrop.add(raw("Subject: a\n\nbody\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            client.command("QUIT");
        }
        assertThat(server.transcript().lines())
                .containsExactly(
                        "S: +OK POP3 server ready",
                        "C: USER user",
                        "S: +OK",
                        "C: PASS ********",
                        "S: +OK Logged in.",
                        "C: RETR 1",
                        "S: +OK 20 octets  (20 octets, complete)",
                        "C: QUIT",
                        "S: +OK Logging out.");
        assertThat(server.transcript().render())
                .doesNotContain("password")
                .containsPattern("session 1 of 1   127\\.0\\.0\\.1:\\d+   user   plaintext   ended by QUIT   \\d+ ms")
                .containsPattern(" ms {2}C: RETR 1 +\"a\"");
        assertThat(server.transcript().renderWithSecrets()).contains("C: PASS password");
    }

    @Test
    void aSubjectStaysInItsLineWhateverItHolds() {
        maildrop.add(raw("Subject: =?UTF-8?Q?a=0D=0A=0A_7_ms__C:_QUIT=1B?=\u001b\n\nbody\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
        }
        assertThat(server.transcript().render())
                .containsPattern(" ms {2}C: DELE 1 +\"a\\?\\?\\? 7 ms  C: QUIT\\?\\?\"\n");
    }

    @Test
    void saysWhyALoginWasRefusedWhichTheClientIsNotTold() {
        maildrop.lockOutAfter(3, Duration.ofHours(1));
        try (RawClient holder = RawClient.loggedInTo(server);
                RawClient client = RawClient.connectTo(server)) {
            client.send("USER usr\r\nPASS password\r\nUSER user\r\nPASS wrong\r\nUSER user\r\nPASS password\r\n");
            client.send("USER \u0085\r\nPASS x\r\nQUIT\r\n");
            assertThat(client.readToEnd()).doesNotContain("usr", "wrong", "has it open");
            holder.command("QUIT");
        }
        maildrop.lock();
        try (RawClient client = RawClient.connectTo(server)) {
            client.send("USER user\r\nPASS password\r\n");
            client.send("USER user\r\nPASS a\r\nUSER user\r\nPASS b\r\nUSER user\r\nPASS password\r\nQUIT\r\n");
            client.readToEnd();
        }
        assertThat(server.transcript().render())
                .containsPattern("Authentication failed\\. +no user \"usr\"; configured: user\n")
                .containsPattern("Authentication failed\\. +no user \"\\?\"; configured: user\n")
                .containsPattern("Authentication failed\\. +wrong password or token for \"user\"\n")
                .containsPattern("Mailbox is locked by another POP3 session\\. +session 1 has it open\n")
                .containsPattern("Mailbox is locked by another POP3 session\\. +the test has locked it\n")
                .containsPattern("Too many failed logins\\. +by lockOutAfter\\(\\.\\.\\.\\)\n");
    }

    @Test
    void saysThatTheHandshakeIsMissingWhereTlsComesFirst() {
        try (Pop3TestServer tls = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            RawClient.withoutTls(tls.endpoint()).close();
            assertThat(tls.await().sessionEnd().transcript().toString())
                    .contains("   not logged in   TLS handshake not completed   the client closed the connection");
        }
    }

    @Test
    void showsWhereAFaultStruckAndWhatWasSentOfTheReply() {
        maildrop.add(raw("Subject: a\n\nbody\n"));
        server.on(RETR).disconnect(afterOctets(5));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n").readToEnd();
        }
        assertThat(server.transcript().lines())
                .contains("S: +OK 20 octets  (5 of 20 octets)")
                .last()
                .asString()
                .matches(
                        "-- fault: on\\(RETR\\)\\.disconnect\\(afterOctets\\(5\\)\\) at TranscriptsTest\\.showsWhereAFaultStruckAndWhatWasSentOfTheReply\\(TranscriptsTest\\.java:\\d+\\)");
    }

    @Test
    void showsACommandThatWasNeverAnswered() {
        server.on(QUIT).disconnect(beforeProcessing());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("QUIT\r\n").readToEnd();
        }
        assertThat(server.transcript().render()).contains("disconnected by the server");
        assertThat(server.transcript().lines())
                .endsWith("C: QUIT", "-- fault: " + server.faults().get(0).description());
    }

    @Test
    void tellsOfSeveralSessionsInTheOrderOfTheirConnections() {
        RawClient.connectTo(server).close();
        server.await().sessionsEnded(1);
        maildrop.add(message("x"));
        RawClient.loggedInTo(server).close();
        server.await().sessionsEnded(2);
        assertThat(server.transcript().render().lines().filter(line -> line.startsWith("session")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("session 1 of 2").contains("not logged in"),
                        second ->
                                assertThat(second).startsWith("session 2 of 2").contains("without QUIT"));
        assertThat(server.lastSession().transcript().lines()).doesNotContain("S: +OK POP3 server ready\n");
    }

    @Test
    void namesBothPortsIfNoClientConnectedToEither() {
        try (Pop3TestServer both = Pop3TestServer.builder().alsoImplicitTls().start()) {
            assertThat(both.transcript())
                    .hasToString("no client connected to 127.0.0.1:" + both.port() + " or 127.0.0.1:"
                            + both.implicitTlsPort().orElseThrow()
                            + "; configure your client from Pop3Endpoint.host() and port()");
        }
    }

    @Test
    void reportsThatNoClientConnected() {
        assertThat(server.transcript())
                .hasToString("no client connected to 127.0.0.1:" + server.port()
                        + "; configure your client from Pop3Endpoint.host() and port()");
    }
}
