package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.STLS;
import static io.github.pop3testserver.model.TestCertificate.expired;
import static io.github.pop3testserver.model.TestCertificate.forHost;
import static io.github.pop3testserver.samples.clients.Client.ANGUS_MAIL;
import static io.github.pop3testserver.samples.clients.Client.CAMEL;
import static io.github.pop3testserver.samples.clients.Client.COMMONS_NET;
import static io.github.pop3testserver.samples.clients.Client.JAVAX_MAIL;
import static io.github.pop3testserver.samples.clients.Client.SPRING_INTEGRATION;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Tls;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.security.cert.CertPathBuilderException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What surprises about TLS on docs/clients.md, which shows the comments of these tests. */
@Pop3Server
class TlsFindingsTest extends Findings {

    /** With {@code starttls.enable} alone, a server that refuses STLS gets the password in cleartext. */
    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void starttlsThatIsOnlyEnabledSendsThePasswordInCleartext(Pop3TestServer server) throws Exception {
        server.on(STLS).always().err("TLS is not available");

        for (Client client : List.of(ANGUS_MAIL, JAVAX_MAIL, SPRING_INTEGRATION, CAMEL)) {
            assertThat(poll(client, server).seen()).isEmpty();
            assertThat(server.lastSession()).hasSentInOrder(STLS, PASS);
            assertThat(server.lastSession().tlsProtocol()).isEmpty();
        }
    }

    /** javax.mail and Commons Net accept a certificate of another host, unless you turn the check on. */
    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void javaxMailAndCommonsNetAcceptTheCertificateOfAnotherHost(Pop3TestServer server) throws Exception {
        server.certificate(forHost("mail.example.com"));

        assertThat(poll(ANGUS_MAIL, server).seen()).containsExactly("`MessagingException`");
        assertThat(poll(JAVAX_MAIL, server).stored()).containsExactly("one", "two", "three");
        assertThat(poll(COMMONS_NET, server).seen()).isEmpty();
    }

    /**
     * With a socket factory of its own and without {@code socketFactory.fallback=false}, Angus Mail repeats a failed handshake with
     * the JVM's truststore. Your code gets the second failure instead of the first.
     */
    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void angusMailRepeatsAFailedHandshakeWithTheTruststoreOfTheJvm(Pop3TestServer server) throws Exception {
        server.certificate(expired());
        Properties properties = MailProperties.of(server.endpoint(), TIMEOUT_MILLIS);
        properties.remove("mail.pop3s.socketFactory.fallback");

        try (Store store = Session.getInstance(properties).getStore()) {
            assertThatThrownBy(() -> store.connect("user", "password"))
                    .hasRootCauseInstanceOf(CertPathBuilderException.class);
        }
        assertThat(server).hasSessions(2);
    }
}
