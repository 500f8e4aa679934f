package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from outside the JVM, where they are installed: curl and Python's poplib. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
@EnabledOnOs(OS.LINUX)
class InstalledClientsTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).alsoImplicitTls().apop().start();
    private final Maildrop maildrop = server.maildrop();
    private final List<MaildropMessage> mails =
            maildrop.add(message("dots").text(".\n..two\nend"), message("large").sized(200_000));

    private final Path authority = server.endpoint().caFile();

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    private byte[] curl(String... arguments) throws IOException, InterruptedException {
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        List<String> all = new ArrayList<>(List.of("-sS", "--max-time", "50"));
        all.addAll(List.of("--cacert", authority.toString(), "-u", "user:password"));
        all.addAll(List.of(arguments));
        return curl.run("", all);
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

    @Test
    void curlTakesTheUriOfTheEndpoint() throws Exception {
        MaildropMessage mail = server.addMaildrop("recent:user;x", "password").add(message("x"));
        Pop3Endpoint endpoint = server.endpoint(server.maildrop("recent:user;x"));
        String uri = endpoint.uri().toString().replace("@", ":password@") + "/1";
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        assertThat(curl.run("", List.of("-sS", "--max-time", "50", uri))).isEqualTo(mail.content());
        byte[] first = curl("-u", "user:password", server.implicitTlsEndpoint().uri() + "/1");
        assertThat(first).isEqualTo(mails.get(0).content());
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
        InstalledProgram python = InstalledProgram.foundBy("python3", "-c", "import poplib, ssl");
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
        String printed = new String(python.run("", List.of("-c", script)), StandardCharsets.UTF_8);
        assertThat(printed).isEqualTo(mails.get(0).contentAsString().replace("\r\n", "\n"));
        assertThat(maildrop).hasDeletedExactly(mails.get(0)).hasLostNothing();
        assertThat(server.lastSession()).hasUsedTls().hasNoViolations();
    }
}
