package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerTest {

    @ParameterizedTest(name = "{0} octets")
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8180",
        "255, 81ff",
        "256, 820100",
        "65535, 82ffff",
        "65536, 83010000",
        "16777216, 8401000000"
    })
    void aLengthTakesAsFewOctetsAsItCan(int octets, String length) {
        byte[] value = Der.octetString(new byte[octets]);

        int header = 1 + length.length() / 2;
        assertThat(HexFormat.of().formatHex(value, 0, header)).isEqualTo("04" + length);
        assertThat(value).hasSize(header + octets);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 020100",
        "1, 020101",
        "127, 02017f",
        "128, 02020080",
        "255, 020200ff",
        "256, 02020100",
        "-1, 0201ff",
        "-128, 020180",
        "-129, 0202ff7f",
        "9223372036854775807, 02087fffffffffffffff",
        "-9223372036854775808, 02088000000000000000",
        "18446744073709551615, 020900ffffffffffffffff"
    })
    void anIntegerIsTwosComplementInAsFewOctetsAsItCan(BigInteger number, String der) {
        assertThat(hex(Der.integer(number))).isEqualTo(der);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10045.4.3.2, 06082a8648ce3d040302",
        "2.5.29.17, 0603551d11",
        "1.3.6.1.5.5.7.3.1, 06082b06010505070301",
        "0.0, 060100",
        "2.999.3, 0603883703",
        "2.100.3, 0603813403",
        "1.2.127.128.16383.16384, 06092a7f8100ff7f818000",
        "2.25.4294967296, 0606699080808000"
    })
    void anObjectIdentifierIsInBase128(String dotted, String der) {
        assertThat(hex(Der.oid(dotted))).isEqualTo(der);
    }

    @ParameterizedTest
    @CsvSource({
        "1949-12-31T23:59:59Z, 18, 19491231235959Z",
        "1950-01-01T00:00:00Z, 17, 500101000000Z",
        "1999-12-31T23:59:59Z, 17, 991231235959Z",
        "2000-02-29T01:02:03.999Z, 17, 000229010203Z",
        "2049-12-31T23:59:59Z, 17, 491231235959Z",
        "2050-01-01T00:00:00Z, 18, 20500101000000Z",
        "9999-12-31T23:59:59Z, 18, 99991231235959Z"
    })
    void timesHaveTwoDigitsForTheYearUpTo2049(Instant instant, String identifier, String text) {
        byte[] der = Der.time(instant);

        assertThat(hex(der)).startsWith(identifier);
        assertThat(new String(der, 2, der.length - 2, US_ASCII)).isEqualTo(text);
        assertThat(der[1]).isEqualTo((byte) text.length());
    }

    @Test
    void namedBitsCountFromTheLeftAndEndInAOne() {
        assertThat(hex(Der.namedBits(0))).isEqualTo("03020780");
        assertThat(hex(Der.namedBits(5, 6))).isEqualTo("03020106");
        assertThat(hex(Der.namedBits(7))).isEqualTo("03020001");
        assertThat(hex(Der.namedBits())).isEqualTo("030100");
    }

    @Test
    void aBitStringOfOctetsHasNoUnusedBits() {
        assertThat(hex(Der.bitString(new byte[] {1, 2}))).isEqualTo("0303000102");
    }

    @Test
    void constructedValuesHoldTheirElementsInOrder() {
        assertThat(hex(Der.sequence())).isEqualTo("3000");
        assertThat(hex(Der.sequence(Der.integer(1), Der.TRUE))).isEqualTo("30060201010101ff");
        assertThat(hex(Der.set(Der.utf8("ü")))).isEqualTo("31040c02c3bc");
        assertThat(hex(Der.explicit(3, Der.integer(2)))).isEqualTo("a303020102");
        assertThat(hex(Der.implicit(2, new byte[] {'a'}))).isEqualTo("820161");
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
