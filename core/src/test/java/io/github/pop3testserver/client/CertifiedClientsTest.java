package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.commons.net.pop3.POP3SClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Real clients before a server that requires a client certificate. */
@ParameterizedClass
@CsvSource({"EXPLICIT, TLSv1.2", "EXPLICIT, TLSv1.3", "IMPLICIT, TLSv1.2", "IMPLICIT, TLSv1.3"})
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class CertifiedClientsTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ClientCertificate certificate = ClientCertificate.valid("alice");
    private final Tls tls;
    private final Pop3TestServer server;

    CertifiedClientsTest(Tls tls, String version) {
        this.tls = tls;
        server = Pop3TestServer.builder()
                .tls(tls)
                .tlsVersions(version)
                .maildrop("alice", "password")
                .requireClientCertificate()
                .start();
        server.maildrop().add(message("for Alice"));
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    private void assertPresented() {
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.clientCertificate()).contains(certificate.certificate());
        assertThat(session).hasEndedWith(SessionEnd.BY_QUIT).hasNoViolations();
        assertThat(session.username()).contains("alice");
    }

    private static Store connect(Properties properties) throws MessagingException {
        Store store = Session.getInstance(properties).getStore();
        store.connect("alice", "password");
        return store;
    }

    @Test
    void angusMailPresentsIt() throws MessagingException {
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.put(
                "mail." + properties.getProperty("mail.store.protocol") + ".ssl.socketFactory",
                certificate.sslContext().getSocketFactory());
        connect(properties).close();
        assertPresented();
    }

    @Test
    void angusMailWithoutItFails() {
        assertThatThrownBy(() -> connect(server.endpoint().jakartaMailProperties()))
                .isInstanceOf(MessagingException.class);
        Pop3Session session = server.await().sessionEnd();
        assertThat(session).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
        assertThat(session.transcript().render()).contains("-- the client presented no certificate");
    }

    @Test
    void commonsNetPresentsIt() throws Exception {
        POP3SClient client = new POP3SClient(tls == Tls.IMPLICIT, certificate.sslContext());
        client.setDefaultTimeout(PATIENCE_MILLIS);
        client.connect(server.host(), server.port());
        assertThat(tls == Tls.IMPLICIT || client.execTLS()).isTrue();
        assertThat(client.login("alice", "password")).isTrue();
        client.logout();
        client.disconnect();
        assertPresented();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void curlPresentsItAndLogsInByExternal() throws Exception {
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        String scheme = tls == Tls.IMPLICIT ? "pop3s" : "pop3";
        List<String> arguments = new ArrayList<>(List.of("-sS", "--max-time", "50", "--ssl-reqd"));
        arguments.addAll(List.of("--cacert", server.endpoint().caFile().toString()));
        arguments.addAll(List.of("--cert", certificate.pemFile().toString()));
        arguments.addAll(List.of("-u", "alice:", "--login-options", "AUTH=EXTERNAL"));
        arguments.add(scheme + "://localhost:" + server.port() + "/1");
        assertThat(new String(curl.run("", arguments), US_ASCII)).contains("Subject: for Alice");
        assertPresented();
        assertThat(server.lastSession().commands()).anyMatch(line -> line.text().startsWith("AUTH EXTERNAL"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opensslPresentsIt() throws Exception {
        InstalledProgram openssl = InstalledProgram.foundBy("openssl", "version");
        List<String> arguments =
                new ArrayList<>(List.of("s_client", "-quiet", "-verify_return_error", "-verify_quiet"));
        arguments.addAll(List.of("-CAfile", server.endpoint().caFile().toString()));
        arguments.addAll(List.of("-cert", certificate.pemFile().toString()));
        arguments.addAll(List.of("-connect", "localhost:" + server.port()));
        if (tls == Tls.EXPLICIT) {
            arguments.addAll(List.of("-starttls", "pop3"));
        }
        byte[] output = openssl.run("AUTH EXTERNAL =\r\nQUIT\r\n", arguments);
        assertThat(new String(output, US_ASCII)).endsWith("+OK Logged in.\r\n+OK Logging out.\r\n");
        assertPresented();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void poplibPresentsIt() throws Exception {
        InstalledProgram python = InstalledProgram.foundBy("python3", "-c", "import poplib, ssl");
        String connect = tls == Tls.IMPLICIT
                ? "pop = poplib.POP3_SSL('localhost', %d, timeout=50, context=context)"
                : "pop = poplib.POP3('localhost', %d, timeout=50); pop.stls(context)";
        String script =
                """
                import poplib, ssl
                context = ssl.create_default_context(cafile='%s')
                context.load_cert_chain('%s')
                %s
                pop.user('alice')
                pop.pass_('password')
                pop.quit()
                """.formatted(server.endpoint().caFile(), certificate.pemFile(), connect.formatted(server.port()));
        python.run("", List.of("-c", script));
        assertPresented();
    }
}
