package io.github.pop3testserver.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslPrepTest {

    /** RFC 4013 section 3. */
    @ParameterizedTest
    @CsvSource({"I\u00ADX, IX", "user, user", "USER, USER", "\u00AA, a", "\u2168, IX"})
    void theExamplesOfTheRfcArePrepared(String text, String prepared) {
        assertThat(SaslPrep.prepared(text)).isEqualTo(prepared);
    }

    @Test
    void theProhibitedExampleOfTheRfcIsRefused() {
        assertThat(SaslPrep.prepared("\u0007")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xA0, 0x1680, 0x2003, 0x200B, 0x202F, 0x205F, 0x3000})
    void spacesBecomeSpaces(int codePoint) {
        assertThat(SaslPrep.prepared("a" + Character.toString(codePoint) + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xAD, 0x34F, 0x180B, 0x200C, 0x200D, 0x2060, 0xFE00, 0xFE0F, 0xFEFF})
    void invisibleCharactersVanish(int codePoint) {
        assertThat(SaslPrep.prepared("a" + Character.toString(codePoint) + "b")).isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x1F, 0x7F, 0x85, 0x6DD, 0x200E, 0x2028, 0x2029, 0x202A, 0x2FF0, 0xD800, 0xDFFF, 0xE000, 0xFDD0,
                0xFFF9, 0xFFFD, 0xFFFF, 0x1D173, 0x1FFFE, 0xE0001, 0xF0000, 0x10FFFF
            })
    void prohibitedCharactersAreRefused(int codePoint) {
        assertThat(SaslPrep.prepared("ä" + Character.toString(codePoint) + "b")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00AD"})
    void whatIsOrBecomesEmptyIsRefused(String text) {
        assertThat(SaslPrep.prepared(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {" !~", "Grüße", "Пароль", "密码", "\uD83D\uDD11", "שלום"})
    void otherTextIsLeftAsItIs(String text) {
        assertThat(SaslPrep.prepared(text)).isEqualTo(text);
    }
}
