package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Parsed.body;
import static io.github.pop3testserver.model.Parsed.parsed;
import static io.github.pop3testserver.model.Parsed.part;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedMessageBodyTest {

    @Test
    void textIsTextPlain() throws Exception {
        MimeMessage parsed = parsed(message().text("hello\r\n"));

        assertThat(parsed.isMimeType("text/plain")).isTrue();
        assertThat(parsed.getContent()).isEqualTo("hello\r\n");
        assertThat(parsed.getEncoding()).isEqualTo("7bit");
    }

    @Test
    void htmlIsTextHtml() throws Exception {
        MimeMessage parsed = parsed(message().html("<p>Grüße</p>\r\n"));

        assertThat(parsed.isMimeType("text/html")).isTrue();
        assertThat(parsed.getContent()).isEqualTo("<p>Grüße</p>\r\n");
    }

    @Test
    void textAndHtmlAreAlternativesTheRichestLast() throws Exception {
        MimeMessage parsed = parsed(message().html("<p>ü</p>\r\n").text("ü\r\n"));

        assertThat(parsed.isMimeType("multipart/alternative")).isTrue();
        assertThat(part(parsed, 0).isMimeType("text/plain")).isTrue();
        assertThat(part(parsed, 0).getContent()).isEqualTo("ü\r\n");
        assertThat(part(parsed, 1).isMimeType("text/html")).isTrue();
        assertThat(part(parsed, 1).getContent()).isEqualTo("<p>ü</p>\r\n");
    }

    @Test
    void attachmentsComeAfterTheTexts() throws Exception {
        byte[] pdf = new byte[100_000];
        new Random(1).nextBytes(pdf);
        MimeMessage parsed = parsed(message()
                .text("t")
                .html("h")
                .attachment("report.pdf", "application/pdf", pdf)
                .attachment("empty.csv", "text/csv; charset=UTF-8", new byte[0]));

        assertThat(parsed.isMimeType("multipart/mixed")).isTrue();
        assertThat(((Multipart) parsed.getContent()).getCount()).isEqualTo(3);
        assertThat(part(part(parsed, 0), 1).getContent()).isEqualTo("h\r\n");
        assertThat(part(parsed, 1).getFileName()).isEqualTo("report.pdf");
        assertThat(part(parsed, 1).getDisposition()).isEqualTo("attachment");
        assertThat(part(parsed, 1).isMimeType("application/pdf")).isTrue();
        assertThat(part(parsed, 1).getInputStream().readAllBytes()).isEqualTo(pdf);
        assertThat(part(parsed, 2).getInputStream().readAllBytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.txt",
                "März.pdf",
                "请查收附件.pdf",
                "🎉.png",
                "quote\"back\\slash.txt",
                "100%'*.txt",
                "a very long file name that does not fit on one line, although it is plain ASCII.txt",
                "ein sehr langer Dateiname, der nicht auf eine Zeile paßt und 🎉 Umlaute enthält: äöüäöüäöü.txt"
            })
    void anyFileNameComesBack(String name) throws Exception {
        for (int length = 0; length < 30; length++) {
            String padded = "x".repeat(length) + name;
            SeedMessage message = message().attachment(padded, "text/plain", new byte[] {1});

            BodyPart part = part(parsed(message), 1);

            assertThat(part.getFileName()).isEqualTo(padded);
            assertThat(body(message.content()).split("\r\n"))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        }
    }

    @Test
    void anAttachmentIsCopied() {
        byte[] octets = {1, 2, 3};
        SeedMessage message = message().attachment("a.bin", "application/octet-stream", octets);
        byte[] before = message.content();

        octets[0] = 9;

        assertThat(message.content()).isEqualTo(before);
    }

    @Test
    void attachmentsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().attachment("a.txt", "text", new byte[0]))
                .withMessageContainingAll("\"text\"", "application/pdf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().attachment("a.txt", "text/plain\r\nX: y", new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().attachment("a.eml", "message/rfc822", new byte[0]))
                .withMessageContaining("writtenBy(mimeMessage::writeTo)");
        assertThatIllegalArgumentException().isThrownBy(() -> message().attachment(" ", "text/plain", new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().attachment("a\r\nb", "text/plain", new byte[0]))
                .withMessageContaining("control character 13");
    }

    @Test
    void lineEndsBecomeCrlfAndTheLastLineGetsOne() {
        assertThat(body(message().text("a\nb\r\n\n\nc").content())).isEqualTo("a\r\nb\r\n\r\n\r\nc\r\n");
        assertThat(body(message().text("").content())).isEmpty();
        assertThat(body(message().text("\n").content())).isEqualTo("\r\n");
    }

    @Test
    void linesThatBeginWithADotAreLeftToByteStuffing() {
        String text = ".\r\n..\r\n.a\r\n";
        assertThat(body(message().text(text).content())).isEqualTo(text);
        assertThat(body(message().text(text + "é\r\n").content())).isEqualTo(text + "=C3=A9\r\n");
    }

    @Test
    void linesOfUpTo998OctetsAre7bit() throws Exception {
        assertThat(parsed(message().text("x".repeat(998))).getEncoding()).isEqualTo("7bit");
        assertThat(parsed(message().text("x".repeat(999))).getEncoding()).isEqualTo("quoted-printable");
    }

    @Test
    void textBeyondAsciiTakesTheShorterEncoding() throws Exception {
        assertThat(parsed(message().text("mostly plain, a bit ü")).getEncoding())
                .isEqualTo("quoted-printable");
        assertThat(parsed(message().text("请查收附件中的发票")).getEncoding()).isEqualTo("base64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ü",
                "请查收附件中的发票 ",
                "white space at the end ü \t",
                "a bare \r return",
                "nul \0 and delete \177",
                "= and =C3 and ü",
                "🎉"
            })
    void anyTextComesBack(String line) throws Exception {
        for (int count = 1; count < 90; count++) {
            String text = line.repeat(count) + "\r\n" + line + "\r\n";
            assertThat(parsed(message().text(text)).getContent()).isEqualTo(text);
        }
    }

    @Test
    void aBoundaryIsChosenThatTheTextsDoNotHold() throws Exception {
        String text = "--=_mixed_1\r\n--=_alternative_1\r\n--=_alternative_2--\r\n";

        MimeMessage parsed = parsed(message().text(text).html(text).attachment("a", "text/plain", new byte[1]));

        assertThat(part(part(parsed, 0), 0).getContent()).isEqualTo(text);
        assertThat(part(part(parsed, 0), 1).getContent()).isEqualTo(text);
        assertThat(parsed.getContentType()).contains("=_mixed_2");
    }
}
