package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that name the host in the handshake, or do not, before a server with a certificate for one host only. */
@ParameterizedClass
@EnumSource(names = {"EXPLICIT", "IMPLICIT"})
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
@EnabledOnOs(OS.LINUX)
class HostNamingClientsTest {

    private static final String HOST = "mail.example.com";

    private final Tls tls;
    private final Pop3TestServer server;

    HostNamingClientsTest(Tls tls) {
        this.tls = tls;
        server = Pop3TestServer.builder()
                .tls(tls)
                .certificateFor(HOST, TestCertificate.forHost(HOST))
                .refuseUnknownHosts()
                .start();
        server.maildrop().add(message("for a host"));
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    private byte[] curl(InstalledProgram curl, String host) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-sS", "--max-time", "50", "--ssl-reqd"));
        arguments.addAll(List.of("--cacert", server.endpoint().caFile().toString(), "-u", "user:password"));
        arguments.addAll(List.of("--resolve", host + ":" + server.port() + ":127.0.0.1"));
        String scheme = tls == Tls.IMPLICIT ? "pop3s" : "pop3";
        arguments.add(scheme + "://" + host + ":" + server.port() + "/1");
        return curl.run("", arguments);
    }

    private byte[] openssl(InstalledProgram openssl, String... naming) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("s_client", "-quiet", "-verify_return_error", "-verify_quiet"));
        arguments.addAll(List.of("-CAfile", server.endpoint().caFile().toString(), "-verify_hostname", HOST));
        arguments.addAll(List.of("-connect", "localhost:" + server.port()));
        arguments.addAll(List.of(naming));
        if (tls == Tls.EXPLICIT) {
            arguments.addAll(List.of("-starttls", "pop3"));
        }
        return openssl.run("QUIT\r\n", arguments);
    }

    @Test
    void curlAsksForTheHostOfItsUrl() throws Exception {
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        assertThat(new String(curl(curl, HOST), US_ASCII)).contains("Subject: for a host");
        assertThat(server.lastSession().sniHostName()).contains(HOST);
    }

    @Test
    void curlFailsWithAnotherHost() {
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        assertThatThrownBy(() -> curl(curl, "other.example.com")).isInstanceOf(AssertionError.class);
        assertRefused("-- the server has no certificate for \"other.example.com\"");
    }

    @Test
    void opensslAsksForTheHostThatItIsGiven() throws Exception {
        InstalledProgram openssl = InstalledProgram.foundBy("openssl", "version");
        assertThat(new String(openssl(openssl, "-servername", HOST), US_ASCII)).endsWith("+OK Logging out.\r\n");
        assertThat(server.lastSession().sniHostName()).contains(HOST);
    }

    @Test
    void opensslWithoutAHostFails() {
        InstalledProgram openssl = InstalledProgram.foundBy("openssl", "version");
        assertThatThrownBy(() -> openssl(openssl, "-noservername")).isInstanceOf(AssertionError.class);
        assertRefused("-- the server has no certificate for a client that asks for no host");
    }

    private void assertRefused(String reason) {
        assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
        assertThat(server.lastSession().transcript().render()).contains(reason);
    }
}
