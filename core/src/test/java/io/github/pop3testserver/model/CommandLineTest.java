package io.github.pop3testserver.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final Set<Pop3Event> WITH_MESSAGE_NUMBER =
            EnumSet.of(Pop3Event.LIST, Pop3Event.UIDL, Pop3Event.TOP, Pop3Event.RETR, Pop3Event.DELE);

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONNECT", "TLS_HANDSHAKE", "GREETING", "LOGIN", "SASL_RESPONSE", "ANY_COMMAND", "UNKNOWN_COMMAND"
            })
    void eachCommandIsKnownInAnyCase(Pop3Event command) {
        String keyword = command.name();
        String mixed = keyword.substring(0, 1) + keyword.substring(1).toLowerCase(Locale.ROOT);
        for (String line : List.of(keyword, keyword.toLowerCase(Locale.ROOT), mixed, mixed + " 1")) {
            assertThat(CommandLine.of(line).event()).as(line).isEqualTo(command);
            assertThat(CommandLine.of(line).keyword()).as(line).isEqualTo(keyword);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "LAST",
                "GREETING",
                "LOGIN",
                "SASL_RESPONSE",
                "ANY_COMMAND",
                "UNKNOWN_COMMAND",
                "RETR1",
                "RET",
                " RETR 1",
                "RETR\t1",
                "\u0000NOOP",
                "NOOP\r"
            })
    void anythingElseIsAnUnknownCommand(String line) {
        assertThat(CommandLine.of(line).event()).isEqualTo(Pop3Event.UNKNOWN_COMMAND);
    }

    @Test
    void theArgumentIsAllThatFollowsTheFirstBlank() {
        assertThat(CommandLine.of("PASS  two  blanks ").argument()).isEqualTo(" two  blanks ");
        assertThat(CommandLine.of("NOOP").argument()).isEmpty();
        assertThat(CommandLine.of("NOOP ").argument()).isEmpty();
        assertThat(CommandLine.of("").argument()).isEmpty();
    }

    @Test
    void argumentOctetsAreThoseThatWereSent() {
        byte[] sent = {'P', 'A', 'S', 'S', ' ', (byte) 0xFC, ' ', 0, (byte) 0xE4};
        assertThat(CommandLine.of(sent).argumentOctets()).containsExactly(0xFC, ' ', 0, 0xE4);
        assertThat(CommandLine.of("PASS ü").argumentOctets()).isEqualTo("ü".getBytes(UTF_8));
        assertThat(CommandLine.of("NOOP").argumentOctets()).isEmpty();
        assertThat(CommandLine.of("NOOP ").argumentOctets()).isEmpty();
        assertThat(CommandLine.of("").argumentOctets()).isEmpty();
    }

    @Test
    void argumentsAreSeparatedByOneBlankEach() {
        assertThat(CommandLine.of("TOP 1 10").arguments()).containsExactly("1", "10");
        assertThat(CommandLine.of("TOP  1").arguments()).containsExactly("", "1");
        assertThat(CommandLine.of("TOP 1  10").arguments()).containsExactly("1", "", "10");
        assertThat(CommandLine.of("LIST").arguments()).isEmpty();
    }

    @Test
    void blanksAtTheEndAreNoArguments() {
        assertThat(CommandLine.of("LIST ").arguments()).isEmpty();
        assertThat(CommandLine.of("LIST   ").arguments()).isEmpty();
        assertThat(CommandLine.of("LIST 1  ").arguments()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\u001F", "\u0085", "\u00A0", "\u2003", "\u2028"})
    void nothingButSpaceSeparatesArgumentsOrIsLeftOutAtTheEnd(String separator) {
        assertThat(CommandLine.of("LIST 1" + separator).arguments()).containsExactly("1" + separator);
        assertThat(CommandLine.of("TOP 1" + separator + "2").arguments()).containsExactly("1" + separator + "2");
    }

    @Test
    void theMessageNumberIsTheFirstArgument() {
        for (Pop3Event command : WITH_MESSAGE_NUMBER) {
            assertThat(CommandLine.of(command + " 12 3").messageNumber())
                    .as("of %s", command)
                    .hasValue(12);
        }
    }

    @Test
    void otherCommandsHaveNoMessageNumber() {
        for (Pop3Event command : EnumSet.complementOf(EnumSet.copyOf(WITH_MESSAGE_NUMBER))) {
            assertThat(CommandLine.of(command + " 12").messageNumber())
                    .as("of %s", command)
                    .isEmpty();
        }
    }

    @Test
    void leadingZerosAndZeroItselfCanBeRead() {
        assertThat(CommandLine.of("RETR 007").messageNumber()).hasValue(7);
        assertThat(CommandLine.of("RETR 0").messageNumber()).hasValue(0);
        assertThat(CommandLine.of("RETR 999999999").messageNumber()).hasValue(999_999_999);
        assertThat(CommandLine.of("RETR " + "0".repeat(200) + "1").messageNumber())
                .hasValue(1);
        assertThat(CommandLine.of("RETR " + "0".repeat(200)).messageNumber()).hasValue(0);
        assertThat(CommandLine.of("RETR 1000000000").messageNumber()).hasValue(1_000_000_000);
        assertThat(CommandLine.of("RETR 2147483647").messageNumber()).hasValue(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETR",
                "RETR ",
                "RETR -1",
                "RETR +1",
                "RETR x",
                "RETR 1x",
                "RETR 1.0",
                "RETR 0x1",
                "RETR  1",
                "RETR 2147483648",
                "RETR 4294967297",
                "RETR 18446744073709551617",
                "RETR 99999999999999999999999",
                "RETR \u0661",
                "RETR \uFF11",
                "RETR 1\u0000",
                "RETR 1\t2"
            })
    void whatIsNoNumberOrTooLargeIsNoMessageNumber(String line) {
        assertThat(CommandLine.of(line).messageNumber()).isEmpty();
    }

    /** RFC 2449 section 4: 255 octets, of which CRLF takes two. */
    @Test
    void aCommandOfMoreThan255OctetsIsTooLongUnlessItIsAuth() {
        assertThat(CommandLine.of("x".repeat(253)).isTooLong()).isFalse();
        assertThat(CommandLine.of("x".repeat(254)).isTooLong()).isTrue();
        assertThat(CommandLine.of("USER " + "\u00FC".repeat(124)).isTooLong()).isFalse();
        assertThat(CommandLine.of("USER " + "\u00FC".repeat(124) + "u").isTooLong())
                .isTrue();
        assertThat(CommandLine.of("AUTH PLAIN " + "A".repeat(400)).isTooLong()).isFalse();
    }

    @Test
    void theTextIsTheLineAsItWasSent() {
        assertThat(CommandLine.of("pass  secret ").text()).isEqualTo("pass  secret ");
        assertThat(CommandLine.of("USER grün".getBytes(UTF_8)).text()).isEqualTo("USER grün");
        assertThat(CommandLine.of("USER grün".getBytes(ISO_8859_1)).text()).isEqualTo("USER grün");
    }

    @Test
    void theOctetsAreCopiedInAndOut() {
        byte[] sent = "PASS a".getBytes(UTF_8);
        CommandLine line = CommandLine.of(sent);
        sent[5] = 'b';
        line.argumentOctets()[0] = 'c';
        assertThat(line.text()).isEqualTo("PASS a");
        assertThat(line.argumentOctets()).containsExactly('a');
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS secret", "pass secret", "PaSs  secret ", "PASS s", "PASS ", "PASS \u0000ü"})
    void aPasswordIsMaskedWhateverItsLength(String line) {
        assertThat(CommandLine.of(line)).hasToString(line.substring(0, 5) + "********");
    }

    @Test
    void wherePassHasNoArgumentThereIsNothingToMask() {
        assertThat(CommandLine.of("PASS")).hasToString("PASS");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, AUTH",
        "AUTH PLAIN, AUTH PLAIN",
        "auth plain AHVzZXIAc2VjcmV0, auth plain ********",
        "AUTH SCRAM-SHA-256 biws, AUTH SCRAM-SHA-256 ********",
        "AUTH PLAIN = noise, AUTH PLAIN ********",
        "AUTH AHVzZXIAc2VjcmV0, AUTH ********",
        "AUTH PLAIN-AHVzZXIAcGFzc3dvcmQ=, AUTH ********",
        "APOP user c4c9334bac560ecc979e58001b3e22fb, APOP user ********",
    })
    void ofALoginNothingIsShownButUserAndMechanism(String line, String shown) {
        assertThat(CommandLine.of(line)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "PASSS secret,PASSS ********",
                "password secret,password ********",
                "PASS:secret,********",
                "'PASS\tsecret',********",
                " PASS secret, ********",
                "AHVzZXIAc2VjcmV0,********",
                "dXNlcg==,********",
                "LANG en,LANG ********",
                "LAST,LAST",
                "*ENV,*ENV",
                "LAST  ,LAST  ",
                "' ',' '",
            })
    void ofAnUnknownCommandTheKeywordIsShownIfItMayBeOne(String line, String shown) {
        assertThat(CommandLine.of(line)).hasToString(shown);
    }

    @Test
    void aTlsHandshakeThatIsNoCommandIsKnownByItsFirstOctets() {
        assertThat(CommandLine.of("\u0016\u0003\u0001\u0001\u0002hello")).hasToString("\\x16\\x03\\x01\\x01********");
    }

    @Test
    void otherCommandsAreShownAsTheyAre() {
        assertThat(CommandLine.of("user a b")).hasToString("user a b");
        assertThat(CommandLine.of("USER grün")).hasToString("USER grün");
        assertThat(CommandLine.of("")).hasToString("");
    }

    @Test
    void controlCharactersAreShownEscaped() {
        assertThat(CommandLine.of("USER \u0000\t\u001B[2J\u007F\r")).hasToString("USER \\x00\\x09\\x1b[2J\\x7f\\x0d");
        assertThat(CommandLine.of(new byte[] {'L', 'I', 'S', 'T', ' ', (byte) 0x80, (byte) 0x9F, (byte) 0xA0}))
                .hasToString("LIST \\x80\\x9f\\xa0");
    }

    @Test
    void spacesThatLookLikeSpaceAreShownEscaped() {
        assertThat(CommandLine.of("RETR 1\u00A0\u2003\u2028\u3000")).hasToString("RETR 1\\xa0\\u2003\\u2028\\u3000");
        assertThat(CommandLine.of("PASS\u00A0secret")).hasToString("********");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\t", "\u000B", "\f", "\r", "\u001F", "\u007F"})
    void aControlCharacterOfAsciiHasNoPlaceInAnyCommand(String control) {
        for (String line : List.of("%sSTAT", "STAT%s", "RETR 1%s", "USER %sa", "PASS a%s", "APOP a%s b", "LAST %s")) {
            assertThat(CommandLine.of(line.formatted(control)).hasControlCharacters())
                    .as(line)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202F", "\u3000"})
    void otherControlsAndSpacesHaveAPlaceInNamesAndPasswordsOnly(String separator) {
        for (String line :
                List.of("%sSTAT", "STAT%s", "RETR 1%s", "USER%sa", "PASS%sa", "APOP a%sb", "APOP a b%s ", "AUTH %sa")) {
            assertThat(CommandLine.of(line.formatted(separator)).hasControlCharacters())
                    .as(line)
                    .isTrue();
        }
        for (String line : List.of("USER %sa", "USER a%s", "PASS %s", "PASS a%s b", "APOP a%sc b", "APOP a%sc b ")) {
            assertThat(CommandLine.of(line.formatted(separator)).hasControlCharacters())
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void otherCharactersAreNoControlCharacters() {
        for (String line :
                List.of("", " ", "STAT ", "TOP 1  2", "PASS  a ", "RETR \u00E9", "USER \uD83D\uDD11 \u200B")) {
            assertThat(CommandLine.of(line).hasControlCharacters()).as(line).isFalse();
        }
    }

    @Test
    void keywordsAreOfAsciiLetters() {
        assertThat(CommandLine.of("lIsT").event()).isEqualTo(Pop3Event.LIST);
        assertThat(CommandLine.of("l\u0131st").event()).isEqualTo(Pop3Event.UNKNOWN_COMMAND);
        assertThat(CommandLine.of("\u017Ftat").event()).isEqualTo(Pop3Event.UNKNOWN_COMMAND);
    }
}
