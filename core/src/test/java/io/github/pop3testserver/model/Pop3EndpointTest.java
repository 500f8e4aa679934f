package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import jakarta.mail.URLName;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pop3EndpointTest {

    private final Pop3Endpoint endpoint = new Pop3Endpoint("127.0.0.1", 54_321, Tls.NONE, "user", "secret");

    @Test
    void itSaysWhereAndAsWhomToConnect() {
        assertThat(endpoint.host()).isEqualTo("127.0.0.1");
        assertThat(endpoint.port()).isEqualTo(54_321);
        assertThat(endpoint.username()).isEqualTo("user");
        assertThat(endpoint.password()).isEqualTo("secret");
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(endpoint).hasToString("user:********@127.0.0.1:54321");
        assertThat(endpoint.uri().toString()).doesNotContain("secret");
    }

    @Test
    void theUriHasTheSchemeThatClientsKnow() {
        assertThat(endpoint.uri()).hasToString("pop3://user@127.0.0.1:54321");
        assertThat(endpoint.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(endpoint.uri().getPort()).isEqualTo(54_321);
        assertThat(at("localhost", Tls.EXPLICIT, "user").uri()).hasToString("pop3://user@localhost:110");
        assertThat(at("localhost", Tls.IMPLICIT, "user").uri()).hasToString("pop3s://user@localhost:110");
    }

    private static Pop3Endpoint at(String host, Tls tls, String username) {
        return new Pop3Endpoint(host, 110, tls, username, "x");
    }

    /** RFC 3986 section 3.2.1: a colon begins the password, and RFC 2384 has the mechanism behind a semicolon. */
    @ParameterizedTest
    @CsvSource({
        "recent:user, recent%3Auser",
        "ann;AUTH=+APOP, ann%3BAUTH%3D%2BAPOP",
        "ann@example.com, ann%40example.com",
        "ann b, ann%20b",
        "100%, 100%25",
        "a/b?c#d&e, a%2Fb%3Fc%23d%26e",
        "[jürgen], %5Bj%C3%BCrgen%5D",
        "a.b-c_d*, a.b-c_d*",
    })
    void theUserIsEscapedInTheUriAndComesBack(String username, String escaped) {
        URI uri = at("127.0.0.1", Tls.NONE, username).uri();
        assertThat(uri).hasToString("pop3://" + escaped + "@127.0.0.1:110");
        assertThat(uri.getUserInfo()).isEqualTo(username);
        assertThat(uri.getHost()).isEqualTo("127.0.0.1");
        assertThat(new URLName(uri.toString()).getUsername()).isEqualTo(username);
    }

    @Test
    void aUriWithoutAUserHasNone() {
        assertThat(at("localhost", Tls.NONE, "").uri()).hasToString("pop3://localhost:110");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:0:0:0:0:0:0:1", "::1", "fe80::1%eth0"})
    void anIpv6AddressIsBracketed(String address) {
        Pop3Endpoint ipv6 = at(address, Tls.NONE, "user");
        assertThat(ipv6.uri()).hasToString("pop3://user@[" + address + "]:110");
        assertThat(ipv6.uri().getHost()).isEqualTo("[" + address + "]");
        assertThat(ipv6.uri().getPort()).isEqualTo(110);
        assertThat(ipv6).hasToString("user:********@[" + address + "]:110");
    }

    @Test
    void aHostThatNoUriCanHaveIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> at("not a host", Tls.NONE, "user").uri())
                .withMessage("no URI can be made of user \"user\" at not a host");
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsNoEndpointIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Pop3Endpoint(null, 110, Tls.NONE, "user", "x"))
                .withMessage("a host must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Pop3Endpoint("localhost", 110, null, "user", "x"))
                .withMessage("a kind of TLS must not be null; Tls.NONE for none");
        assertThatNullPointerException()
                .isThrownBy(() -> new Pop3Endpoint("localhost", 110, Tls.NONE, null, "x"))
                .withMessage("a user name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new Pop3Endpoint("localhost", 110, Tls.NONE, "user", null))
                .withMessage("a password must not be null");
        for (int port : new int[] {-1, 65_536}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Pop3Endpoint("localhost", port, Tls.NONE, "user", "x"))
                    .withMessage("a port must be between 0 and 65535, but was " + port);
        }
    }

    @Test
    void thePropertiesAreThoseThatJakartaMailReads() {
        assertThat(endpoint.jakartaMailProperties())
                .containsOnly(
                        entry("mail.store.protocol", "pop3"),
                        entry("mail.pop3.host", "127.0.0.1"),
                        entry("mail.pop3.port", "54321"),
                        entry("mail.pop3.user", "user"),
                        entry("mail.pop3.password", "secret"),
                        entry("mail.pop3.connectiontimeout", "5000"),
                        entry("mail.pop3.timeout", "5000"));
    }

    @Test
    void withATimeoutThePropertiesHaveAllThreeThatJakartaMailKnows() {
        Properties expected = endpoint.jakartaMailPropertiesWithoutTimeouts();
        expected.setProperty("mail.pop3.connectiontimeout", "250");
        expected.setProperty("mail.pop3.timeout", "250");
        expected.setProperty("mail.pop3.writetimeout", "250");
        assertThat(endpoint.jakartaMailProperties(Duration.ofMillis(250))).isEqualTo(expected);
        assertThat(at("localhost", Tls.IMPLICIT, "user").jakartaMailProperties(Duration.ofMillis(Integer.MAX_VALUE)))
                .contains(
                        entry("mail.pop3s.connectiontimeout", "2147483647"),
                        entry("mail.pop3s.timeout", "2147483647"),
                        entry("mail.pop3s.writetimeout", "2147483647"));
    }

    @Test
    void withoutTimeoutsThePropertiesHaveNone() {
        assertThat(endpoint.jakartaMailPropertiesWithoutTimeouts())
                .containsOnlyKeys(
                        "mail.store.protocol",
                        "mail.pop3.host",
                        "mail.pop3.port",
                        "mail.pop3.user",
                        "mail.pop3.password");
    }

    /** To Jakarta Mail, zero means no timeout, and a number that is too large is one that it cannot read. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999999S", "PT596H31M23.648S", "PT876000H"})
    void aTimeoutThatJakartaMailCannotHaveIsRefused(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.jakartaMailProperties(timeout))
                .withMessage("a timeout must be between PT0.001S and PT596H31M23.647S, but was " + timeout
                        + "; jakartaMailPropertiesWithoutTimeouts() sets no timeouts");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aTimeoutIsNotNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> endpoint.jakartaMailProperties(null))
                .withMessage("a timeout must not be null; jakartaMailPropertiesWithoutTimeouts() sets no timeouts");
    }

    @Test
    void thePropertiesAreNewEachTime() {
        Properties changed = endpoint.jakartaMailProperties();
        changed.clear();
        assertThat(endpoint.jakartaMailProperties()).isNotEmpty();
    }
}
