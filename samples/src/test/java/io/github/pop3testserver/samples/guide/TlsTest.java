package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.PollFailed;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TlsTest {

    InvoiceStore store = new InvoiceStore();

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void sendsNoPasswordInTheClear(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();

        assertThat(server.lastSession()).hasUsedTls().hasNoViolations();
        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void noticesAClientThatNeverUpgrades(Pop3TestServer server) {
        new InvoiceFetcher(withoutStarttls(server.endpoint()), store).poll();

        assertThat(server.lastSession().tlsProtocol()).isEmpty();
        assertThat(server.lastSession().violations()).containsExactly(ProtocolViolation.CLEARTEXT_CREDENTIALS);
    }

    private static Properties withoutStarttls(Pop3Endpoint endpoint) {
        Properties properties = endpoint.jakartaMailProperties();
        properties.setProperty("mail.pop3.starttls.enable", "false");
        properties.setProperty("mail.pop3.starttls.required", "false");
        return properties;
    }

    static class TlsOnly implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.tls(Tls.EXPLICIT).requireTlsForPlaintextLogin();
        }
    }

    @Test
    @Pop3Server(setup = TlsOnly.class)
    void cannotLogInWithoutTls(Pop3TestServer server) {
        assertThatThrownBy(() -> new InvoiceFetcher(withoutStarttls(server.endpoint()), store).poll())
                .isInstanceOf(PollFailed.class);

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();
    }

    static class BothPorts implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.tls(Tls.EXPLICIT).alsoImplicitTls().tlsVersions("TLSv1.2");
        }
    }

    @Test
    @Pop3Server(setup = BothPorts.class)
    void servesBothPorts(Pop3TestServer server) {
        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();
        new InvoiceFetcher(server.implicitTlsEndpoint().jakartaMailProperties(), store).poll();

        assertThat(server.sessions())
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.tlsProtocol()).contains("TLSv1.2"));
    }

    static class ManyHosts implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.tls(Tls.IMPLICIT)
                    .certificateFor("pop.example.com", TestCertificate.forHost("pop.example.com"))
                    .certificate(TestCertificate.fromUnknownIssuer());
        }
    }

    @Test
    @Pop3Server(setup = ManyHosts.class)
    void failsWithoutSni(Pop3TestServer server) {
        assertThatThrownBy(() -> new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll())
                .isInstanceOf(PollFailed.class);

        assertThat(server.await().sessionEnd().sniHostName()).isEmpty();
    }

    static class CertifiedClients implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.requireClientCertificate();
        }
    }

    @Test
    @Pop3Server(setup = CertifiedClients.class, tls = Tls.IMPLICIT)
    void presentsItsCertificate(Pop3TestServer server) {
        var certificate = ClientCertificate.valid("user");
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.put("mail.pop3s.ssl.socketFactory", certificate.sslContext().getSocketFactory());

        new InvoiceFetcher(properties, store).poll();

        assertThat(server.lastSession().clientCertificate()).contains(certificate.certificate());
    }

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void doesNotContinueInTheClear(Pop3TestServer server) {
        server.on(TLS_HANDSHAKE).disconnect(beforeProcessing());

        assertThatThrownBy(() -> new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll())
                .isInstanceOf(PollFailed.class);

        assertThat(server.lastSession().username()).isEmpty();
    }
}
