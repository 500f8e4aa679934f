package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Parsed.body;
import static io.github.pop3testserver.model.Parsed.parsed;
import static io.github.pop3testserver.model.Parsed.part;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SeedMessageSizeTest {

    @Test
    void everySizeFromTheSmallestOnIsExact() throws Exception {
        for (SeedMessage message : List.of(
                message(),
                message().text("plain"),
                message().text("grüße"),
                message().text("请查收附件中的发票"),
                message().html("<p>"),
                message().text("t").html("ü"),
                message().text("t").attachment("ü.bin", "application/octet-stream", new byte[99]))) {
            int smallest = smallest(message);
            for (int size = smallest; size <= smallest + 200; size++) {
                SeedMessage sized = message.sized(size);
                assertThat(sized.content()).hasSize(size);
                assertThat(parsed(sized).getSize()).isPositive();
            }
        }
    }

    @Test
    void fillerIsNumberedLinesAfterTheText() {
        SeedMessage message = message().text("hello");

        String body = body(message.sized(smallest(message) + 158).content());

        assertThat(body).isEqualTo("""
                hello
                00000001 abcdefghijklmnopqrstuvwxyz 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ .
                00000002 abcdefghijklmnopqrstuvwxyz 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ .
                0000
                """.replace("\n", "\r\n"));
    }

    @Test
    void withoutATextTheFillerIsTheText() {
        assertThat(body(message().sized(500).content())).startsWith("00000001 abc");
    }

    @Test
    void allThatWasInTheMessageStaysInIt() throws Exception {
        MimeMessage parsed = parsed(message()
                .text("Grüße")
                .html("<p>Grüße</p>")
                .attachment("a.bin", "application/octet-stream", new byte[] {1, 2, 3})
                .sized(20_000));

        assertThat((String) part(part(parsed, 0), 0).getContent())
                .startsWith("Grüße\r\n00000001 abc")
                .endsWith("\r\n");
        assertThat(part(part(parsed, 0), 1).getContent()).isEqualTo("<p>Grüße</p>\r\n");
        assertThat(part(parsed, 1).getInputStream().readAllBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void theHtmlIsFilledIfItIsTheOnlyText() throws Exception {
        assertThat((String) parsed(message().html("<p>").sized(5_000)).getContent())
                .startsWith("<p>\r\n00000001 abc");
    }

    @Test
    void aLargeMessageIsExact() {
        byte[] content = message().sized(64 << 20).content();

        assertThat(content.length).isEqualTo(64 << 20);
        assertThat(content).endsWith('\r', '\n');
    }

    @Test
    void aSizeTooSmallIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().sized(10))
                .withMessageMatching(
                        "this message cannot be 10 octets long; with this content it can have \\d+ to \\d+ octets");
        assertThatIllegalArgumentException().isThrownBy(() -> message().sized(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> message().sized(Long.MAX_VALUE));
    }

    @Test
    void aTextThatIsTooLongForTheSizeIsRefusedWhenTheMessageIsComposed() {
        SeedMessage message = message().sized(1_000).text("x".repeat(900));

        assertThatIllegalArgumentException()
                .isThrownBy(message::content)
                .withMessageContaining("cannot be 1000 octets");
        assertThat(message.text("x").content()).hasSize(1_000);
    }

    private static int smallest(SeedMessage message) {
        try {
            message.sized(0);
        } catch (IllegalArgumentException e) {
            Matcher matcher = Pattern.compile("can have (\\d+) to").matcher(e.getMessage());
            assertThat(matcher.find()).isTrue();
            return Integer.parseInt(matcher.group(1));
        }
        throw new AssertionError("a message of 0 octets");
    }
}
