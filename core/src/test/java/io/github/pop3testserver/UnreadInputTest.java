package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test that asks after its client has sent something, or is gone, gets an answer that takes it into account. */
class UnreadInputTest {

    @ParameterizedTest
    @EnumSource
    void whatAClientSentBeforeItLeftIsSeenWithoutWaiting(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            for (int i = 0; i < 20; i++) {
                MaildropMessage message = server.maildrop().add(message("x"));
                InstalledFault fault = server.on(QUIT).fragment(1, Duration.ZERO);
                RawClient client = RawClient.loggedInTo(server);
                client.send("DELE 1\r\nQUIT\r\n");
                client.close();

                server.verify();
                assertThat(fault.timesApplied()).isEqualTo(1);
                assertThat(server).hasSessions(i + 1);
                assertThat(server.maildrop()).isEmpty().isNotLocked();
                assertThat(server.lastSession()).hasEndedWith(SessionEnd.BY_QUIT);
                assertThat(message.state()).isEqualTo(MessageState.DELETED);
            }
        }
    }

    @RepeatedTest(20)
    void aFailedLoginOfAClientThatDoesNotReadItsReplyIsCounted() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            RawClient client = RawClient.greetedBy(server);
            client.send("USER user\r\nPASS wrong\r\n");
            client.close();
            assertThat(server).hasSessions(1).hasFailedLogins(1).hasNoOpenConnections();
        }
    }

    /** In TLS 1.3 the client is ready when it has sent its last message of the handshake, and the server may not have read it. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theVersionOfTlsIsKnownOnceTheClientHasFinishedItsHandshake(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = RawClient.withoutTls(server.endpoint())) {
                    if (tls == Tls.EXPLICIT) {
                        client.readLine();
                        client.command("STLS");
                    }
                    client.startTls(server.endpoint());
                    assertThat(server.lastSession().tlsProtocol()).contains("TLSv1.3");
                    assertThat(server.lastSession()).hasUsedTls();
                }
            }
        }
    }

    @RepeatedTest(20)
    void aConnectIsASession() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = RawClient.connectTo(server)) {
            assertThat(server).hasSessions(1);
            assertThat(client.readLine()).startsWith("+OK");
        }
    }

    /** The first reply that cannot be delivered tells the server that the client is gone, and not that it has not said the rest. */
    @ParameterizedTest
    @EnumSource
    void allThatAClientSentCountsAlsoIfNoReplyCanBeDelivered(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            for (int i = 0; i < 20; i++) {
                server.maildrop().add(9, number -> message("x"));
                RawClient client = RawClient.loggedInTo(server);
                client.send("DELE 1\r\nDELE 2\r\nDELE 3\r\nDELE 4\r\nDELE 5\r\n");
                client.send("DELE 6\r\nDELE 7\r\nDELE 8\r\nDELE 9\r\nQUIT\r\n");
                client.close();
                assertThat(server.maildrop()).isEmpty().isNotLocked();
                assertThat(server.lastSession()).hasEndedWith(SessionEnd.BY_QUIT);
            }
        }
    }

    /** Its close_notify closes both directions (RFC 5246 section 7.2.1). */
    @Test
    void allThatAClientSentCountsAlsoIfTls12HasNoHalfClose() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .tlsVersions("TLSv1.2")
                .start()) {
            server.maildrop().add(message("x"));
            InstalledFault slow = server.on(STAT).delay(Duration.ofDays(1));
            RawClient client = RawClient.loggedInTo(server);
            client.send("STAT\r\nDELE 1\r\nQUIT\r\n");
            server.await().applied(slow);
            client.shutdownOutput();
            assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.BY_QUIT);
            assertThat(server.maildrop()).isEmpty();
            client.close();
        }
    }
}
