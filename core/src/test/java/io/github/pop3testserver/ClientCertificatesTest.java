package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that ask for a client certificate, behind STLS and over implicit TLS, with both versions of TLS. */
@ParameterizedClass
@MethodSource("protections")
class ClientCertificatesTest {

    private static final String REMEDY = "; give the client ClientCertificate.valid(username).sslContext()";

    private final Tls tls;
    private final String version;

    ClientCertificatesTest(Tls tls, String version) {
        this.tls = tls;
        this.version = version;
    }

    static Stream<Arguments> protections() {
        return Stream.of(Tls.EXPLICIT, Tls.IMPLICIT)
                .flatMap(tls -> Stream.of("TLSv1.2", "TLSv1.3").map(version -> Arguments.of(tls, version)));
    }

    private Pop3TestServerBuilder builder() {
        return Pop3TestServer.builder().tls(tls).tlsVersions(version);
    }

    private Pop3TestServer requiring() {
        return builder().requireClientCertificate().start();
    }

    @Test
    void theServerTellsWhichOneTheClientPresented() {
        ClientCertificate certificate = ClientCertificate.valid("alice");
        try (Pop3TestServer server = requiring();
                RawClient client = RawClient.greetedBy(server, certificate.sslContext())) {
            assertThat(client.command("USER user")).isEqualTo("+OK");
            assertThat(server.lastSession().clientCertificate()).contains(certificate.certificate());
            assertThat(heading(server)).contains("   " + version + ", client certificate of alice   ");
        }
    }

    @Test
    void aServerThatWantsOneTakesAClientWithoutOne() {
        try (Pop3TestServer server = builder().wantClientCertificate().start()) {
            RawClient.loggedInTo(server).close();
            assertThat(server.lastSession().clientCertificate()).isEmpty();
            assertThat(heading(server)).contains("   " + version + "   ");
        }
    }

    @Test
    void aServerThatDoesNotAskGetsNone() {
        try (Pop3TestServer server = builder().start()) {
            RawClient.greetedBy(server, ClientCertificate.valid("alice").sslContext())
                    .close();
            assertThat(server.lastSession().clientCertificate()).isEmpty();
        }
    }

    @Test
    void aClientWithoutOneIsRefusedWhereItIsRequired() {
        try (Pop3TestServer server = requiring()) {
            assertRefused(
                    server,
                    server.endpoint().sslContext(),
                    "-- the client presented no certificate, but the server requires one; give the client"
                            + " ClientCertificate.valid(username).sslContext(), or build the server with"
                            + " wantClientCertificate()");
        }
    }

    @Test
    void anExpiredOneIsRefused() {
        for (Pop3TestServer server :
                List.of(requiring(), builder().wantClientCertificate().start())) {
            try (server) {
                ClientCertificate expired = ClientCertificate.expired("alice");
                assertRefused(
                        server,
                        expired.sslContext(),
                        "-- the client's certificate (CN=alice,O=POP3 Test Server) expired at "
                                + expired.certificate().getNotAfter().toInstant() + REMEDY);
            }
        }
    }

    @Test
    void oneFromAnUnknownIssuerIsRefused() {
        for (Pop3TestServer server :
                List.of(requiring(), builder().wantClientCertificate().start())) {
            try (server) {
                assertRefused(
                        server,
                        ClientCertificate.fromUnknownIssuer("alice").sslContext(),
                        "-- the client's certificate (CN=alice,O=POP3 Test Server) is from an unknown issuer"
                                + " (CN=Unknown CA,O=POP3 Test Server)" + REMEDY);
            }
        }
    }

    /** RFC 8446 section 4.4.2.4: in TLS 1.3 the client's side of the handshake is complete before the refusal arrives. */
    private void assertRefused(Pop3TestServer server, SSLContext context, String lastLine) {
        assertThatThrownBy(() -> {
                    RawClient client = RawClient.withoutTls(server.endpoint());
                    try (client) {
                        if (tls == Tls.EXPLICIT) {
                            client.readLine();
                            client.command("STLS");
                        }
                        client.startTls(server.endpoint(), context);
                        assertThat(version).isEqualTo("TLSv1.3");
                        client.readLine();
                    }
                })
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("alert");
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(session.clientCertificate()).isEmpty();
        assertThat(session.tlsProtocol()).isEmpty();
        List<String> lines = session.transcript().lines();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(lastLine);
        server.verify();
    }

    private static String heading(Pop3TestServer server) {
        return server.lastSession().transcript().render();
    }

    @Test
    void theCertificateOfAResumedTlsSessionIsKnownToo() {
        ClientCertificate certificate = ClientCertificate.valid("alice");
        SSLContext context = certificate.sslContext();
        try (Pop3TestServer server = requiring()) {
            for (int i = 0; i < 2; i++) {
                try (RawClient client = RawClient.greetedBy(server, context)) {
                    client.command("QUIT");
                }
                server.await().sessionsEnded(i + 1);
                assertThat(server.lastSession().clientCertificate()).contains(certificate.certificate());
            }
        }
    }

    @Test
    void askingWithoutTlsIsRefused() {
        for (Pop3TestServerBuilder builder : List.of(
                Pop3TestServer.builder().wantClientCertificate(),
                Pop3TestServer.builder().requireClientCertificate())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::start)
                    .withMessage("a request for client certificates would have no effect: the server has no TLS; build"
                            + " it with tls(Tls.EXPLICIT), tls(Tls.IMPLICIT) or alsoImplicitTls(), or declare"
                            + " @Pop3Server(tls = ...)");
        }
    }
}
