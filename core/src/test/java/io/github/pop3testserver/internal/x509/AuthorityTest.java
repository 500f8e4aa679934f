package io.github.pop3testserver.internal.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final Instant now = Instant.now();
    private final Instant yesterday = now.minus(Duration.ofDays(1));
    private final Instant tomorrow = now.plus(Duration.ofDays(1));
    private final Authority authority = Authority.trusted();
    private final X509Certificate issued = issue("localhost", "127.0.0.1", "::1");

    @Test
    void theAuthoritysOwnCertificateSaysThatItIsOne() throws Exception {
        X509Certificate certificate = authority.certificate();

        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=POP3 Test Server CA, O=POP3 Test Server");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getBasicConstraints())
                .as("certificates between it and a server's")
                .isZero();
        assertThat(certificate.getKeyUsage()).containsExactly(usage(5, 6));
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(certificate.getNonCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.14", "2.5.29.35");
    }

    @Test
    void aServersCertificateIsForItsNamesOnly() throws Exception {
        assertThat(issued.getSubjectX500Principal()).hasToString("CN=localhost, O=POP3 Test Server");
        assertThat(issued.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(DNS_NAME, "localhost"),
                        List.of(IP_ADDRESS, "127.0.0.1"),
                        List.of(IP_ADDRESS, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void aServersCertificateIsForTlsServersOnly() throws Exception {
        assertThat(issued.getVersion()).isEqualTo(3);
        assertThat(issued.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(issued.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(issued.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(issued.getKeyUsage()).containsExactly(usage(0));
        assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(issued.getCriticalExtensionOIDs()).containsExactly("2.5.29.15");
    }

    @Test
    void aServersCertificateNamesTheKeyOfItsIssuer() {
        byte[] identifier = authority.certificate().getExtensionValue("2.5.29.14");
        byte[] own = issued.getExtensionValue("2.5.29.14");
        byte[] issuers = issued.getExtensionValue("2.5.29.35");

        assertThat(last20(issuers)).isEqualTo(last20(identifier)).isNotEqualTo(last20(own));
    }

    @Test
    void datesAreToTheSecond() {
        assertThat(issued.getNotBefore().toInstant()).isEqualTo(yesterday.truncatedTo(ChronoUnit.SECONDS));
        assertThat(issued.getNotAfter().toInstant()).isEqualTo(tomorrow.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void datesBeyond2049AreReadAsSuch() {
        Instant late = Instant.parse("2050-01-01T00:00:00Z");

        X509Certificate certificate =
                authority.issue(List.of("localhost"), yesterday, late).certificate();

        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(late);
    }

    @Test
    void serialNumbersArePositiveAndDiffer() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            X509Certificate certificate = issue("localhost");
            assertThat(certificate.getSerialNumber()).isPositive();
            assertThat(certificate.getSerialNumber().toByteArray()).hasSize(16);
            seen.add(certificate.getSerialNumber());
        }
        assertThat(seen).hasSize(50);
    }

    @Test
    void aNameTooLongForACommonNameIsAnAlternativeNameOnly() throws Exception {
        String name = "a".repeat(60) + ".example";

        X509Certificate certificate = issue(name);

        assertThat(certificate.getSubjectX500Principal()).hasToString("O=POP3 Test Server");
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(DNS_NAME, name));
    }

    @Test
    void aServersCertificateIsTrustedThroughItsAuthority() throws Exception {
        validate(issued, authority, now);
    }

    @Test
    void anExpiredCertificateWasGoodBefore() throws Exception {
        X509Certificate expired = issue(yesterday.minus(Duration.ofDays(30)), yesterday);

        assertThatThrownBy(() -> validate(expired, authority, now))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
        validate(expired, authority, yesterday.minus(Duration.ofDays(1)));
    }

    @Test
    void aCertificateThatIsNotYetValidWillBeGood() throws Exception {
        X509Certificate early = issue(tomorrow, tomorrow.plus(Duration.ofDays(30)));

        assertThatThrownBy(() -> validate(early, authority, now))
                .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
        validate(early, authority, tomorrow.plus(Duration.ofDays(1)));
    }

    @Test
    void theUnknownAuthorityIsAnotherOne() throws Exception {
        X509Certificate foreign = Authority.unknown()
                .issue(List.of("localhost"), yesterday, tomorrow)
                .certificate();

        assertThatThrownBy(() -> validate(foreign, authority, now)).isInstanceOf(CertPathValidatorException.class);
        validate(foreign, Authority.unknown(), now);
        assertThat(Authority.unknown().certificate().getPublicKey())
                .isNotEqualTo(authority.certificate().getPublicKey());
    }

    private X509Certificate issue(String... hosts) {
        return authority.issue(List.of(hosts), yesterday, tomorrow).certificate();
    }

    private X509Certificate issue(Instant notBefore, Instant notAfter) {
        return authority.issue(List.of("localhost"), notBefore, notAfter).certificate();
    }

    private static void validate(X509Certificate certificate, Authority trusted, Instant when) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
    }

    private static boolean[] usage(int... bits) {
        boolean[] usage = new boolean[9];
        for (int bit : bits) {
            usage[bit] = true;
        }
        return usage;
    }

    private static byte[] last20(byte[] octets) {
        return Arrays.copyOfRange(octets, octets.length - 20, octets.length);
    }
}
