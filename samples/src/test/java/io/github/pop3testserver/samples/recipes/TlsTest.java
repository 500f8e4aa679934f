package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.PollFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.util.Properties;
import org.apache.commons.net.pop3.POP3SClient;
import org.junit.jupiter.api.Test;

class TlsTest {

    InvoiceStore store = new InvoiceStore();

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void usesStls(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();

        assertThat(maildrop).hasDeletedExactly(invoice);
        assertThat(server.lastSession()).hasUsedTls();
    }

    @Test
    @Pop3Server(tls = Tls.EXPLICIT, setup = StlsStripped.class)
    void sendsNoPasswordWithoutTls(Pop3TestServer server) {
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.starttls.required", "true"); // with enable alone, this test fails

        assertThatThrownBy(() -> new InvoiceFetcher(properties, store).poll()).isInstanceOf(PollFailed.class);

        assertThat(server.await().sessionEnd()).hasNeverSent(USER, PASS, AUTH);
    }

    static class StlsStripped implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder server) {
            server.withoutCapabilities("STLS");
        }
    }

    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void refusesAnExpiredCertificate(Pop3TestServer server) {
        server.certificate(TestCertificate.expired());
        Properties properties = server.endpoint().jakartaMailProperties();

        assertThatThrownBy(() -> new InvoiceFetcher(properties, store).poll())
                .hasRootCauseInstanceOf(CertificateExpiredException.class);

        assertThat(server.await().sessionEnd()).hasNeverSent(USER, PASS, AUTH);
    }

    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void fetchesWithCommonsNet(Pop3TestServer server, Maildrop maildrop) throws IOException {
        var invoice = maildrop.add(message("Invoice 4711"));

        var client = new POP3SClient(true, server.endpoint().sslContext()); // false: STLS
        client.setEndpointCheckingEnabled(true);
        client.connect(server.host(), server.port());
        // With false: client.execTLS(), and check that it returns true.
        assertThat(client.login("user", "password")).isTrue();
        assertThat(client.deleteMessage(1)).isTrue();
        assertThat(client.logout()).isTrue();
        client.disconnect();

        assertThat(maildrop).hasDeletedExactly(invoice);
        assertThat(server.lastSession()).hasUsedTls();
    }

    /** What only another process can show: the properties are read once, when TLS is first used. */
    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void startsAnApplicationThatTrustsTheServer(Pop3Endpoint endpoint, Maildrop maildrop) throws Exception {
        maildrop.add(message("Invoice 4711"));

        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.net.ssl.trustStore=" + endpoint.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=changeit",
                        "-Djavax.net.ssl.trustStoreType=PKCS12",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountMessages.class.getName(),
                        endpoint.host(),
                        String.valueOf(endpoint.port()))
                .redirectErrorStream(true)
                .start();

        var output = new ByteArrayOutputStream();
        application.getInputStream().transferTo(output);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("1 message");
        assertThat(application.waitFor()).isZero();
    }

    @Test
    @Pop3Server(tls = Tls.IMPLICIT, setup = OldTls.class)
    void speaksAnOldVersionOfTls(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();

        assertThat(maildrop).hasDeletedExactly(invoice);
        assertThat(server.lastSession().tlsProtocol()).hasValue("TLSv1.2");
    }

    static class OldTls implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder server) {
            server.tlsVersions("TLSv1.2");
        }
    }
}
