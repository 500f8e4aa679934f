package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.security.cert.CertificateExpiredException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SafetyTest {

    InvoiceStore store = new InvoiceStore();

    @Test
    @Pop3Server(tls = Tls.IMPLICIT)
    void refusesAnExpiredCertificate(Pop3TestServer server) {
        server.certificate(TestCertificate.expired());
        var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store);

        assertThatThrownBy(fetcher::poll).hasRootCauseInstanceOf(CertificateExpiredException.class);

        assertThat(server.await().sessionEnd()).hasNeverSent(USER, PASS, AUTH);
    }

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void logsInWithAFreshToken(Pop3Endpoint endpoint, Maildrop maildrop) {
        var mail = maildrop.add(message("hello"));
        maildrop.expireToken("yesterday's").acceptToken("today's");
        Properties properties = endpoint.jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");

        properties.setProperty("mail.pop3.password", "yesterday's");
        assertThatThrownBy(() -> new InvoiceFetcher(properties, store).poll()).isInstanceOf(RuntimeException.class);
        properties.setProperty("mail.pop3.password", "today's");
        new InvoiceFetcher(properties, store).poll();

        assertThat(maildrop).hasDeletedExactly(mail);
    }
}
