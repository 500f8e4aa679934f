package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.commons.net.pop3.ExtendedPOP3Client;
import org.apache.commons.net.pop3.ExtendedPOP3Client.AUTH_METHOD;
import org.apache.commons.net.pop3.POP3;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3SClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apache Commons Net over TLS, and with AUTH. */
class CommonsNetTlsTest {

    private static final int PATIENCE_MILLIS = 10_000;

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void fetchesCharacterByCharacterAndDeletes(Tls tls) throws IOException {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            List<MaildropMessage> mails = seed(server);
            POP3SClient client = connect(server, tls);
            assertThat(client.login("user", "password")).isTrue();
            assertFetchesAndDeletes(client, mails, server.maildrop());
            assertThat(server.lastSession()).hasUsedTls().hasNoViolations();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void refusesACertificateOfAnotherHost(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.certificate(TestCertificate.forHost("mail.example.com"));
            assertThatThrownBy(() -> connect(server, tls)).isInstanceOf(SSLException.class);
            assertThat(server.await().sessionEnd()).hasNeverSent(Pop3Event.USER, Pop3Event.PASS);
        }
    }

    private static POP3SClient connect(Pop3TestServer server, Tls tls) throws IOException {
        POP3SClient client =
                new POP3SClient(tls == Tls.IMPLICIT, server.endpoint().sslContext());
        client.setEndpointCheckingEnabled(true);
        client.setDefaultTimeout(PATIENCE_MILLIS);
        client.connect(server.host(), server.port());
        if (tls == Tls.EXPLICIT) {
            assertThat(client.execTLS()).isTrue();
        }
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void logsInByAuthButDoesNotKnowThatItHas(AUTH_METHOD method) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            List<MaildropMessage> mails = seed(server);
            ExtendedPOP3Client client = new ExtendedPOP3Client();
            client.setDefaultTimeout(PATIENCE_MILLIS);
            client.connect(server.host(), server.port());
            assertThat(client.auth(method, "user", "password")).isTrue();

            assertThat(client.status()).isNull();
            assertThat(server.lastSession()).hasNeverSent(Pop3Event.STAT);
            assertThat(server.maildrop()).isLocked();

            client.setState(POP3.TRANSACTION_STATE);
            assertFetchesAndDeletes(client, mails, server.maildrop());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isToldThatThePasswordIsWrong(AUTH_METHOD method) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            ExtendedPOP3Client client = new ExtendedPOP3Client();
            client.setDefaultTimeout(PATIENCE_MILLIS);
            client.connect(server.host(), server.port());
            assertThat(client.auth(method, "user", "wrong")).isFalse();
            assertThat(client.getReplyString()).startsWith("-ERR [AUTH]");
            client.disconnect();
            assertThat(server).hasFailedLogins(1);
        }
    }

    private static List<MaildropMessage> seed(Pop3TestServer server) {
        return server.maildrop()
                .add(
                        message("dots").text(".\n..two\nend"),
                        message("large").sized(200_000),
                        raw("Subject: bare\r\n\r\n.first\r\n\0\u00FF \r CR\r\n"));
    }

    private static void assertFetchesAndDeletes(POP3Client client, List<MaildropMessage> mails, Maildrop maildrop)
            throws IOException {
        assertThat(client.status().number).isEqualTo(mails.size());
        for (int i = 0; i < mails.size(); i++) {
            StringWriter text = new StringWriter();
            try (Reader message = client.retrieveMessage(i + 1)) {
                message.transferTo(text);
            }
            assertThat(text).hasToString(new String(mails.get(i).content(), ISO_8859_1));
        }
        assertThat(client.deleteMessage(2)).isTrue();
        assertThat(client.logout()).isTrue();
        client.disconnect();
        assertThat(maildrop)
                .hasDeletedExactly(mails.get(1))
                .hasRetrievedExactlyOnce(mails)
                .hasLostNothing();
    }
}
