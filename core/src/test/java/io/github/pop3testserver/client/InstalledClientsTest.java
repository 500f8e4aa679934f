package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from outside the JVM, where they are installed: curl and Python's poplib. */
@EnabledOnOs(OS.LINUX)
class InstalledClientsTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).alsoImplicitTls().apop().start();
    private final Maildrop maildrop = server.maildrop();
    private final List<MaildropMessage> mails =
            maildrop.add(message("dots").text(".\n..two\nend"), message("large").sized(200_000));

    @TempDir
    private Path folder;

    private Path authority;

    @BeforeEach
    void writeTheAuthoritysCertificate() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(server.endpoint().trustStore())) {
            trusted.load(in, "changeit".toCharArray());
        }
        Certificate certificate = trusted.getCertificate(trusted.aliases().nextElement());
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        authority = Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    /** What the program prints; fails the test unless it ends well. */
    private static byte[] run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as("exit code of %s", command).isZero();
        return output;
    }

    private byte[] curl(String... arguments) throws IOException, InterruptedException {
        assumeThatCode(() -> run(List.of("curl", "--version")))
                .as("curl is installed")
                .doesNotThrowAnyException();
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "50"));
        command.addAll(List.of("--cacert", authority.toString(), "-u", "user:password"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String url(Pop3Endpoint endpoint, String path) {
        String scheme = endpoint.tls() == Tls.IMPLICIT ? "pop3s" : "pop3";
        return scheme + "://localhost:" + endpoint.port() + "/" + path;
    }

    @Test
    void curlRetrievesOctetByOctetInTheClearBehindStlsAndOverImplicitTls() throws Exception {
        for (MaildropMessage mail : mails) {
            String number = Integer.toString(mails.indexOf(mail) + 1);
            assertThat(curl(url(server.endpoint(), number))).isEqualTo(mail.content());
            assertThat(curl("--ssl-reqd", url(server.endpoint(), number))).isEqualTo(mail.content());
            assertThat(curl(url(server.implicitTlsEndpoint(), number))).isEqualTo(mail.content());
        }
        assertThat(maildrop).hasDeletedNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH=PLAIN", "AUTH=LOGIN", "AUTH=CRAM-MD5", "AUTH=+APOP"})
    void curlLogsInBy(String option) throws Exception {
        byte[] listing = curl("--login-options", option, url(server.implicitTlsEndpoint(), ""));
        assertThat(new String(listing, StandardCharsets.US_ASCII))
                .isEqualTo("1 " + mails.get(0).size() + "\r\n2 200000\r\n");
    }

    @Test
    void curlLogsInByAToken() throws Exception {
        maildrop.acceptToken("t1");
        byte[] listing = curl("--oauth2-bearer", "t1", url(server.implicitTlsEndpoint(), ""));
        assertThat(new String(listing, StandardCharsets.US_ASCII)).endsWith("2 200000\r\n");
    }

    @Test
    void curlDeletesExactlyWhatItIsTold() throws Exception {
        curl("-X", "DELE 2", "-I", "--ssl-reqd", url(server.endpoint(), ""));
        assertThat(maildrop).hasDeletedExactly(mails.get(1)).holdsExactly(mails.get(0));
    }

    @Test
    void poplibFetchesAndDeletesBehindStls() throws Exception {
        assumeThatCode(() -> run(List.of("python3", "-c", "import poplib, ssl")))
                .as("Python's poplib is installed")
                .doesNotThrowAnyException();
        String script = """
                import poplib, ssl
                pop = poplib.POP3('localhost', %d, timeout=50)
                pop.stls(ssl.create_default_context(cafile='%s'))
                pop.user('user')
                pop.pass_('password')
                assert pop.stat() == (2, %d)
                assert [line.decode() for line in pop.uidl()[1]] == ['1 %s', '2 %s']
                print((b'\\n'.join(pop.retr(1)[1])).decode())
                pop.dele(1)
                pop.quit()
                """.formatted(
                        server.port(),
                        authority,
                        mails.get(0).size() + mails.get(1).size(),
                        mails.get(0).uid(),
                        mails.get(1).uid());
        String printed = new String(run(List.of("python3", "-c", script)), StandardCharsets.UTF_8);
        assertThat(printed).isEqualTo(mails.get(0).contentAsString().replace("\r\n", "\n"));
        assertThat(maildrop).hasDeletedExactly(mails.get(0)).hasLostNothing();
        assertThat(server.lastSession()).usedTls().hasNoViolations();
    }
}
