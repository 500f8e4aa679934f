package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

    @Test
    void theFirstFieldOfThatNameInAnyCaseIsRead() {
        assertThat(first("X-A: 0\r\nsubJECT: one\r\nSubject: two\r\n\r\n", "Subject"))
                .isEqualTo("one");
        assertThat(first("Subject : old style\r\n\r\n", "subject")).isEqualTo("old style");
        assertThat(first("Subject:tight", "Subject")).isEqualTo("tight");
        assertThat(first("Subject:\r\n\r\n", "Subject")).isEmpty();
    }

    @Test
    void aFieldOfALongerNameOrInTheBodyIsNot() {
        assertThat(HeaderReader.first(octets("Subject-X: a\r\nX-Subject: b\r\n Subject: c\r\n"), "Subject"))
                .isEmpty();
        assertThat(HeaderReader.first(octets("A: b\r\n\r\nSubject: c\r\n"), "Subject"))
                .isEmpty();
        assertThat(HeaderReader.first(octets("A: b\n\nSubject: c\n"), "Subject"))
                .isEmpty();
        assertThat(HeaderReader.first(octets("\r\nSubject: c\r\n"), "Subject")).isEmpty();
        assertThat(HeaderReader.first(new byte[0], "Subject")).isEmpty();
        assertThat(HeaderReader.first(octets("Subj"), "Subject")).isEmpty();
    }

    @Test
    void valuesAreUnfolded() {
        assertThat(first("Subject: a\r\n b\r\n\t c\r\nX: d\r\n\r\n", "Subject")).isEqualTo("a b\t c");
        assertThat(first("Subject: a\n b\n", "Subject")).isEqualTo("a b");
        assertThat(first("Subject:\r\n a", "Subject")).isEqualTo("a");
        assertThat(first("Subject: a\r\n \r\n b\r\n\r\n", "Subject")).isEqualTo("a  b");
    }

    @Test
    void linesThatAreNoFieldsAreSkipped() {
        assertThat(first("From a@example.com Tue Jul 1\nnonsense\n\t: \nSubject: a\n", "Subject"))
                .isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an=20alle?= | Grüße an alle",
                "=?utf-8?b?R3LDvMOfZQ==?=              | Grüße",
                "=?utf-8?b?R3LDvMOfZQ?=                | Grüße",
                "=?ISO-8859-1?q?Gr=fc=DFe?=            | Grüße",
                "=?ISO-8859-1*de?Q?Gr=FC?=             | Grü",
                "=?UTF-8?Q?a?= =?UTF-8?B?Yg==?=        | ab",
                "=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=       | ü",
                "=?UTF-8?Q?=C3=BC?= =?ISO-8859-1?Q?=FC?= | üü",
                "=?UTF-8?Q?a?= b =?UTF-8?Q?c?=         | a b c",
                "x=?UTF-8?Q?a?=y                       | xay",
                "Re: =?UTF-8?Q?a?=                     | Re: a",
                "=?UTF-8?Q?not=ZZhex=?=                | not=ZZhex=",
                "=?UTF-8?Q??=                          | ''"
            })
    void encodedWordsAreDecoded(String encoded, String decoded) {
        assertThat(first("Subject: " + encoded + "\r\n", "Subject")).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?x-unknown?Q?a?=",
                "=?no charset?Q?a?=",
                "=??Q?a?=",
                "=?UTF-8?X?a?=",
                "=?UTF-8?B?A?=",
                "=?UTF-8?Q?open",
                "=?UTF-8?QQ?a?=",
                "=?UTF-8?",
                "=?UTF-8",
                "=?",
                "=?=?=?",
                "?= =? ?"
            })
    void whatCannotBeDecodedIsLeftAsItIs(String value) {
        assertThat(first("Subject: " + value + "\r\n", "Subject")).isEqualTo(value);
        assertThat(first("Subject: " + value + " =?UTF-8?Q?=C3=BC?=\r\n", "Subject"))
                .startsWith(value.substring(0, 2));
    }

    @Test
    void octetsAreUtf8OtherwiseIso88591() {
        assertThat(HeaderReader.first("Subject: Grüße\r\n".getBytes(UTF_8), "Subject"))
                .contains("Grüße");
        assertThat(HeaderReader.first("Subject: Grüße\r\n".getBytes(ISO_8859_1), "Subject"))
                .contains("Grüße");
    }

    @Test
    void spaceInsideAnEncodedWordIsKept() {
        assertThat(first("Subject:  =?UTF-8?Q?_a_?= \r\n", "Subject")).isEqualTo(" a ");
    }

    @Test
    void garbageIsRead() {
        Random random = new Random(1);
        String pieces = "Subject: =?UTF-8?QB?=_ \r\n\t\u00FF\0";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder garbage = new StringBuilder("Subject:");
            for (int i = random.nextInt(40); i > 0; i--) {
                garbage.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            assertThat(HeaderReader.first(octets(garbage.toString()), "Subject"))
                    .isPresent();
        }
    }

    @Test
    void longGarbageIsReadInOnePass() {
        assertThat(first("Subject: " + "=?".repeat(2_000_000), "Subject")).hasSize(4_000_000);
        assertThat(first("Subject: " + "=?UTF-8?Q?a".repeat(500_000), "Subject"))
                .hasSize(5_500_000);
        assertThat(first("Subject: " + "=?UTF-8?Q?a?= ".repeat(500_000), "Subject"))
                .hasSize(500_000);
    }

    private static String first(String content, String name) {
        return HeaderReader.first(octets(content), name).orElseThrow();
    }

    private static byte[] octets(String content) {
        return content.getBytes(ISO_8859_1);
    }
}
