package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import org.junit.jupiter.api.Test;

/** RFC 2595 section 4: what is said around the handshake. */
class StlsTest {

    @Test
    void isAnnouncedBeforeLoginAndBeforeTlsOnly() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.multiLine("CAPA")).contains("\r\nSTLS\r\n");
            assertThat(client.command("STLS now")).isEqualTo("-ERR Noise after STLS command: now");
            assertThat(client.command("STLS")).isEqualTo("+OK Begin TLS negotiation now.");
            client.startTls(server.endpoint());
            assertThat(client.multiLine("CAPA")).doesNotContain("STLS");
            assertThat(client.command("STLS")).isEqualTo("-ERR TLS is already active.");
            assertThat(server.lastSession().tlsProtocol()).contains("TLSv1.3");
        }
    }

    @Test
    void isRefusedWhereThereIsNoTls() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.multiLine("CAPA")).doesNotContain("STLS");
            assertThat(client.command("STLS")).isEqualTo("-ERR TLS support isn't enabled.");
        }
    }

    /** What an attacker makes of any server: a client that insists on TLS must not log in here. */
    @Test
    void canBeStrippedFromAServerThatHasIt() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(Tls.EXPLICIT)
                        .withoutCapabilities("STLS")
                        .start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.multiLine("CAPA")).doesNotContain("STLS");
            assertThat(client.command("STLS")).isEqualTo("-ERR TLS support isn't enabled.");
        }
    }

    @Test
    void makesTheServerForgetWhatWasSaidBefore() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("USER user");
            client.command("STLS");
            client.startTls(server.endpoint());
            assertThat(client.command("PASS password")).isEqualTo("-ERR No username given.");
        }
    }

    @Test
    void isRefusedAfterUtf8AndAfterLogin() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().tls(Tls.EXPLICIT).utf8().start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("UTF8");
            assertThat(client.command("STLS")).isEqualTo("-ERR STLS comes before UTF8.");
            client.command("USER user");
            client.command("PASS password");
            assertThat(client.command("STLS")).isEqualTo("-ERR Already logged in.");
        }
    }

    @Test
    void plaintextBeforeTlsIsRefusedWhereTlsIsRequired() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(Tls.EXPLICIT)
                        .requireTlsForPlaintextLogin()
                        .start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("USER user")).startsWith("-ERR [AUTH] Cleartext");
            client.command("STLS");
            client.startTls(server.endpoint());
            assertThat(client.command("USER user")).isEqualTo("+OK");
            assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void octetsBehindItInTheClearCloseTheConnection() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.send("STLS\r\nUSER eve\r\n").readToEnd()).isEqualTo("+OK Begin TLS negotiation now.\r\n");
            Pop3Session session = server.await().sessionEnd();
            assertThat(session).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
            assertThat(session.violations()).containsExactly(ProtocolViolation.PLAINTEXT_AFTER_STLS);
        }
    }

    @Test
    void aFailedHandshakeClosesTheConnection() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("STLS")).isEqualTo("+OK Begin TLS negotiation now.");
            assertThat(client.send("USER user\r\n").readToEnd()).doesNotContain("+OK", "-ERR");
            assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    @Test
    void octetsBehindItCanBeDiscarded() {
        assertPassFinds(PlaintextAfterStls.DISCARD, "-ERR No username given.");
    }

    @Test
    void octetsBehindItCanBeExecutedByAVulnerableServer() {
        assertPassFinds(PlaintextAfterStls.EXECUTE, "+OK");
    }

    /** With an injected USER; a vulnerable server answers it, and knows the name when PASS comes. */
    private static void assertPassFinds(PlaintextAfterStls policy, String firstReply) {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(Tls.EXPLICIT)
                        .plaintextAfterStls(policy)
                        .start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.send("STLS\r\nUSER user\r\n").readLine();
            client.startTls(server.endpoint());
            assertThat(client.command("PASS password")).isEqualTo(firstReply);
            assertThat(server.lastSession().violations()).containsExactly(ProtocolViolation.PLAINTEXT_AFTER_STLS);
        }
    }

    @Test
    void oneServerServesBothWaysOverTheSameMaildrops() {
        try (Pop3TestServer server = Pop3TestServer.builder().alsoImplicitTls().start();
                RawClient plain = RawClient.connectTo(server.endpoint());
                RawClient secured = RawClient.connectTo(server.implicitTlsEndpoint())) {
            plain.readLine();
            plain.command("USER user");
            assertThat(plain.command("PASS password")).isEqualTo("+OK Logged in.");
            secured.readLine();
            secured.command("USER user");
            assertThat(secured.command("PASS password")).startsWith("-ERR [IN-USE]");
            assertThat(server.sessions())
                    .extracting(session -> session.tlsProtocol().orElse("none"))
                    .containsExactlyInAnyOrder("none", "TLSv1.3");
        }
    }

    @Test
    void isNotAnnouncedBehindUtf8() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().tls(Tls.EXPLICIT).utf8().start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.multiLine("CAPA")).contains("\r\nSTLS\r\n");
            client.command("UTF8");
            assertThat(client.multiLine("CAPA")).doesNotContain("STLS").contains("\r\nUTF8\r\n");
            assertThat(client.command("STLS")).isEqualTo("-ERR STLS comes before UTF8.");
        }
    }

    /** The client's handshake would come within the hold, and be taken for plaintext. */
    @Test
    void isNotHeldBehindItsReply() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            try (Gate gate = server.on(Pop3Event.ANY_COMMAND).hold(CutPoint.afterReply())) {
                client.command("STLS");
                client.startTls(server.endpoint());
                assertThat(gate.fault().timesMatched()).isEqualTo(1);
                assertThat(server.problems())
                        .singleElement()
                        .asString()
                        .endsWith("it matched once, but TLS began after the reply; use on(TLS_HANDSHAKE).hold()");
                client.command("CAPA");
                gate.awaitReached();
            }
            client.readToTerminator();
            assertThat(server.lastSession()).hasNoViolations();
        }
    }
}
