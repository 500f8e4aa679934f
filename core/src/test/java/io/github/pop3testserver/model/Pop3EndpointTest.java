package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Properties;
import org.junit.jupiter.api.Test;

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
    void theUriIsThatOfRfc2384() {
        assertThat(endpoint.uri()).hasToString("pop://user@127.0.0.1:54321");
        assertThat(endpoint.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(endpoint.uri().getPort()).isEqualTo(54_321);
    }

    @Test
    void aUserThatIsAnAddressComesBackFromTheUri() {
        for (String username : new String[] {"ann@example.com", "ann b", "100%", "a/b?c#d"}) {
            Pop3Endpoint strange = new Pop3Endpoint("127.0.0.1", 110, Tls.NONE, username, "x");
            assertThat(strange.uri().getUserInfo()).isEqualTo(username);
            assertThat(strange.uri().getHost()).as(strange.uri().toString()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void anIpv6AddressIsBracketedInTheUri() {
        assertThat(new Pop3Endpoint("0:0:0:0:0:0:0:1", 110, Tls.NONE, "user", "x").uri())
                .hasToString("pop://user@[0:0:0:0:0:0:0:1]:110");
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
    void thePropertiesAreNewEachTime() {
        Properties changed = endpoint.jakartaMailProperties();
        changed.clear();
        assertThat(endpoint.jakartaMailProperties()).isNotEmpty();
    }
}
