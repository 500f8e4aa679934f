package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharsetEncoder;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void markupAndQuotesAreEscaped() {
        assertThat(Html.text("<b title=\"x\" lang='y'>a && b</b>"))
                .isEqualTo("&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;a &amp;&amp; b&lt;/b&gt;");
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "RETR 1\tGrüße, 日本, \uD83D\uDCE7\n";
        assertThat(Html.text(text)).isEqualTo(text);
    }

    @Test
    void eachLineEndBecomesALineFeedAndALoneCarriageReturnIsShown() {
        assertThat(Html.text("a\r\nb\nc\rd")).isEqualTo("a\nb\nc\u240Dd");
    }

    @Test
    void controlsAreShown() {
        assertThat(Html.text("\0\u001B[31m\u007F\u0085")).isEqualTo("\u2400\u241B[31m\u2421\uFFFD");
    }

    @Test
    void halvesOfSurrogatePairsAndNoncharactersAreReplaced() {
        assertThat(Html.text("\uD83D|\uDCE7|\uFFFE|\uFFFF|\uFDD0|\uD83F\uDFFE")).isEqualTo("�|�|�|�|�|�");
    }

    @Test
    void everyCharacterCanBeEncodedAndIsNeitherMarkupNorAControl() {
        Pattern harmless = Pattern.compile("[^<>\"'&\\p{Cc}]+|&[a-z#0-9]+;|[\n\t]");
        CharsetEncoder utf8 = UTF_8.newEncoder();
        IntStream.rangeClosed(0, 0x1FFFF).forEach(c -> {
            String html = Html.text(Character.toString(c));
            if (!utf8.canEncode(html) || !harmless.matcher(html).matches()) {
                throw new AssertionError("U+%04X".formatted(c) + " became " + html);
            }
        });
    }
}
