package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "mail.example.com", "*.example.com", "MAIL-1.example", "a_b", "1a", "xn--mnchen-3ya"
            })
    void aDnsNameIsWrittenAsItIs(String name) {
        byte[] der = HostName.generalName(name);

        assertThat(der).startsWith(0x82, name.length());
        assertThat(new String(der, 2, name.length(), US_ASCII)).isEqualTo(name);
        assertThat(HostName.check(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 7f000001",
        "192.0.2.255, c00002ff",
        "::1, 00000000000000000000000000000001",
        "2001:db8::1, 20010db8000000000000000000000001",
        "::ffff:192.0.2.1, c0000201"
    })
    void anAddressIsWrittenInItsOctets(String address, String octets) {
        byte[] der = HostName.generalName(address);

        assertThat(der).startsWith(0x87, octets.length() / 2);
        assertThat(HexFormat.of().formatHex(der, 2, der.length)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "münchen.example", "a b", "a,b", "http//x", "a\0b", "a\nb"})
    void whatIsNoHostNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostName.check(name))
                .withMessageContainingAll("\"" + name + "\"", "IDN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2.3.4.5", "1.2.3.256", "1..2.3", "1.2.3.4000000000", "1", "."})
    void whatIsAlmostAnIpv4AddressIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostName.check(name))
                .withMessageContainingAll("\"" + name + "\"", "192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":::", "1:2", "[::1]", "localhost:995", "pop3://localhost", "::g"})
    void whatIsAlmostAnIpv6AddressIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostName.check(name))
                .withMessageContainingAll("\"" + name + "\"", "2001:db8::1");
    }

    @Test
    void aNameLongerThanDnsAllowsIsRefused() {
        assertThat(HostName.check("a".repeat(253))).hasSize(253);
        assertThatIllegalArgumentException().isThrownBy(() -> HostName.check("a".repeat(254)));
    }
}
