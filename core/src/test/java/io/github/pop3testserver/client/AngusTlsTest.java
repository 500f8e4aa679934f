package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.Pop3Event.APOP;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jakarta Mail over TLS, configured by nothing but the endpoint's properties. */
class AngusTlsTest {

    private static Store connect(Properties properties) throws MessagingException {
        String prefix = "mail." + properties.getProperty("mail.store.protocol") + ".";
        Store store = Session.getInstance(properties).getStore();
        store.connect(properties.getProperty(prefix + "user"), properties.getProperty(prefix + "password"));
        return store;
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void acceptsAValidCertificate(Tls tls) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.maildrop().add(message("secured"));
            try (Store store = connect(server.endpoint().jakartaMailProperties());
                    Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessage(1).getSubject()).isEqualTo("secured");
            }
            assertThat(server.lastSession()).hasUsedTls().hasNoViolations();
            assertThat(server.lastSession().tlsProtocol()).contains("TLSv1.3");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void refusesAnExpiredCertificate(Tls tls) {
        assertThat(refusal(tls, TestCertificate.expired())).isInstanceOf(CertificateExpiredException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void refusesACertificateThatIsNotYetValid(Tls tls) {
        assertThat(refusal(tls, TestCertificate.notYetValid())).isInstanceOf(CertificateNotYetValidException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void refusesACertificateOfAnotherHost(Tls tls) {
        assertThat(refusal(tls, TestCertificate.forHost("mail.example.com"))).isInstanceOf(CertificateException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void refusesACertificateOfAnUnknownIssuer(Tls tls) {
        assertThat(refusal(tls, TestCertificate.fromUnknownIssuer())).isInstanceOf(CertPathBuilderException.class);
    }

    /** The reason for which the client refuses; no secret may have left it. */
    private static Throwable refusal(Tls tls, TestCertificate certificate) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.certificate(certificate);
            Throwable thrown = catchThrowable(() -> connect(server.endpoint().jakartaMailProperties()));
            Pop3Session session = server.await().sessionEnd();
            assertThat(session).hasNeverSent(USER, PASS, APOP, AUTH);
            return rootOf(thrown);
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }
}
