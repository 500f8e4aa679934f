package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.pop3testserver.ProcessStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Has a second, independent reader of certificates read ours, where there is one. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class OpensslTest {

    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    private final Instant tomorrow = yesterday.plus(Duration.ofDays(2));

    private Path folder;
    private Path authority;

    @BeforeAll
    static void findOpenssl() {
        try {
            openssl("version");
        } catch (IOException e) {
            abort("no openssl on this machine: " + e.getMessage());
        }
    }

    @BeforeEach
    void writeTheAuthority(@TempDir Path folder) throws Exception {
        this.folder = folder;
        authority = pem("authority.pem", Authority.trusted().certificate());
    }

    @Test
    void theAuthoritysCertificateIsReadAsMeant() throws Exception {
        assertThat(text(authority))
                .contains("Version: 3 (0x2)", "Signature Algorithm: ecdsa-with-SHA256", "ASN1 OID: prime256v1")
                .containsPattern("Subject: O ?= ?POP3 Test Server, CN ?= ?POP3 Test Server CA")
                .containsPattern("Basic Constraints: critical\\s+CA:TRUE, pathlen:0")
                .containsPattern("Key Usage: critical\\s+Certificate Sign, CRL Sign");
    }

    @Test
    void aServersCertificateIsReadAsMeant() throws Exception {
        assertThat(text(issue(Authority.trusted(), tomorrow)))
                .containsPattern("Key Usage: critical\\s+Digital Signature")
                .containsPattern("Extended Key Usage:\\s+TLS Web Server Authentication")
                .contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1")
                .contains("Subject Key Identifier", "Authority Key Identifier");
    }

    @Test
    void aServersCertificateIsVerifiedByTheStrictestRules() throws Exception {
        Path leaf = issue(Authority.trusted(), tomorrow);

        assertThat(verify(leaf, "-verify_hostname", "localhost")).contains("leaf.pem: OK");
        assertThat(verify(leaf, "-verify_ip", "127.0.0.1")).contains("leaf.pem: OK");
        assertThat(verify(leaf, "-verify_ip", "::1")).contains("leaf.pem: OK");
        assertThat(verify(leaf, "-verify_hostname", "example.com")).containsIgnoringCase("hostname mismatch");
    }

    @Test
    void badCertificatesAreRefused() throws Exception {
        assertThat(verify(issue(Authority.trusted(), yesterday))).contains("certificate has expired");
        assertThat(verify(issue(Authority.unknown(), tomorrow))).contains("unable to get local issuer certificate");
    }

    private Path issue(Authority issuer, Instant notAfter) throws Exception {
        List<String> hosts = List.of("localhost", "127.0.0.1", "::1");
        Instant notBefore = yesterday.minus(Duration.ofDays(1));
        return pem("leaf.pem", issuer.issue(hosts, notBefore, notAfter).certificate());
    }

    private Path pem(String name, X509Certificate certificate) throws IOException, CertificateEncodingException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        String text = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve(name), text, US_ASCII);
    }

    private static String text(Path certificate) throws IOException {
        return openssl("x509", "-text", "-noout", "-in", certificate.toString());
    }

    private String verify(Path certificate, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("verify", "-x509_strict", "-purpose", "sslserver"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-CAfile", authority.toString(), certificate.toString()));
        return openssl(arguments.toArray(new String[0]));
    }

    /** What it says, of whichever kind; its exit status tells no more. */
    private static String openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
