package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageContentTest {

    @Test
    void whatIsReadyForTheWireIsSharedAndNotCopied() {
        byte[] content = octets("Subject: a\r\n\r\na.b\r\n");
        assertThat(MessageContent.of(content).stuffed()).isSameAs(content);
        assertThat(MessageContent.of(content).size()).isEqualTo(19);
    }

    @Test
    void anEmptyMessageHasNoOctets() {
        assertThat(sent("")).isEmpty();
        assertThat(MessageContent.of(new byte[0]).size()).isZero();
        assertThat(MessageContent.of(new byte[0]).endOfTop(0)).isZero();
        assertThat(MessageContent.of(new byte[0]).endOfTop(1)).isZero();
    }

    @Test
    void aBareLineFeedBecomesCrlf() {
        assertThat(sent("a\nb\r\n\nc\n")).isEqualTo("a\r\nb\r\n\r\nc\r\n");
        assertThat(sent("\n")).isEqualTo("\r\n");
    }

    @Test
    void aBareCarriageReturnStays() {
        assertThat(sent("a\rb\r\r\nc\r\n")).isEqualTo("a\rb\r\r\nc\r\n");
    }

    @Test
    void aMissingFinalCrlfIsAddedOnceAndCounted() {
        assertThat(sent("a")).isEqualTo("a\r\n");
        assertThat(MessageContent.of(octets("a")).size()).isEqualTo(3);
        assertThat(sent("a\r")).isEqualTo("a\r\r\n");
        assertThat(sent("a\r\nb")).isEqualTo("a\r\nb\r\n");
    }

    @Test
    void aMessageThatEndsInALineEndGetsNoOther() {
        assertThat(sent("a\r\n")).isEqualTo("a\r\n");
        assertThat(sent("a\n")).isEqualTo("a\r\n");
        assertThat(sent("a\r\n\r\n")).isEqualTo("a\r\n\r\n");
    }

    @Test
    void dotsAtTheBeginningOfALineAreStuffedInTheFirstLineToo() {
        assertThat(sent(".first\r\n.\r\n..\r\n...x\r\na.b.\r\n"))
                .isEqualTo("..first\r\n..\r\n...\r\n....x\r\na.b.\r\n");
        assertThat(sent(".")).isEqualTo("..\r\n");
        assertThat(sent("a\n.")).isEqualTo("a\r\n..\r\n");
    }

    @Test
    void aDotBehindABareCarriageReturnBeginsNoLine() {
        assertThat(sent("a\r.\r\n")).isEqualTo("a\r.\r\n");
    }

    @Test
    void byteStuffingIsNotCounted() {
        assertThat(MessageContent.of(octets(".\r\n".repeat(1_000))).size()).isEqualTo(3_000);
        assertThat(sent(".\r\n".repeat(1_000))).hasSize(4_000);
    }

    @Test
    void octetsOfEightBitsAndNulsPassUnchanged() {
        assertThat(sent("\0\u0080\u00FF\r\n")).isEqualTo("\0\u0080\u00FF\r\n");
    }

    @Test
    void topEndsBehindTheBlankLineAndTheLinesAskedFor() {
        String message = "A: 1\r\nB: 2\r\n\r\none\r\ntwo\r\n";
        assertThat(top(message, 0)).isEqualTo("A: 1\r\nB: 2\r\n\r\n");
        assertThat(top(message, 1)).isEqualTo("A: 1\r\nB: 2\r\n\r\none\r\n");
        assertThat(top(message, 2)).isEqualTo(message);
        assertThat(top(message, 3)).isEqualTo(message);
        assertThat(top(message, 99_999_999)).isEqualTo(message);
        assertThat(top(message, Long.MAX_VALUE)).isEqualTo(message);
    }

    @Test
    void topOfAMessageWithoutABlankLineIsAllOfIt() {
        assertThat(top("A: 1\r\nB: 2", 0)).isEqualTo("A: 1\r\nB: 2\r\n");
        assertThat(top("A: 1\r\nB: 2", 5)).isEqualTo("A: 1\r\nB: 2\r\n");
    }

    @Test
    void topOfAMessageThatEndsWithItsBlankLineIsAllOfIt() {
        assertThat(top("A: 1\r\n\r\n", 0)).isEqualTo("A: 1\r\n\r\n");
        assertThat(top("A: 1\r\n\r\n", 1)).isEqualTo("A: 1\r\n\r\n");
    }

    @Test
    void aMessageThatBeginsWithABlankLineHasNoHeader() {
        assertThat(top("\r\none\r\ntwo\r\n", 0)).isEqualTo("\r\n");
        assertThat(top("\r\none\r\ntwo\r\n", 1)).isEqualTo("\r\none\r\n");
    }

    @Test
    void topCountsStuffedAndBlankLinesOfTheBodyAsOneEach() {
        String message = ".A: 1\n\n.\n\n..x\nend";
        assertThat(top(message, 0)).isEqualTo("..A: 1\r\n\r\n");
        assertThat(top(message, 1)).isEqualTo("..A: 1\r\n\r\n..\r\n");
        assertThat(top(message, 2)).isEqualTo("..A: 1\r\n\r\n..\r\n\r\n");
        assertThat(top(message, 3)).isEqualTo("..A: 1\r\n\r\n..\r\n\r\n...x\r\n");
        assertThat(top(message, 4)).isEqualTo("..A: 1\r\n\r\n..\r\n\r\n...x\r\nend\r\n");
    }

    @Test
    void aCarriageReturnBeforeCrlfIsNoBlankLine() {
        assertThat(top("A: 1\r\n\r\r\n\r\nbody\r\n", 0)).isEqualTo("A: 1\r\n\r\r\n\r\n");
    }

    /** RFC 6532: the headers alone, and nothing but UTF-8. */
    @Test
    void itIsInternationalizedByUtf8InItsHeaders() {
        assertThat(isInternationalized("A: 1\r\nB: \u00C3\u00BC\r\n\r\nbody")).isTrue();
        assertThat(isInternationalized("A: \u00C3\u00BC")).isTrue();
        assertThat(isInternationalized("A: 1\r\nB: \u00FC\r\n\r\nbody")).isFalse();
        assertThat(isInternationalized("A: 1\r\n\r\n\u00C3\u00BC")).isFalse();
        assertThat(isInternationalized("A: 1\r\nB: \0")).isFalse();
        assertThat(isInternationalized("")).isFalse();
    }

    private static boolean isInternationalized(String content) {
        return MessageContent.of(octets(content)).isInternationalized();
    }

    @Test
    void anyMessageIsSentAsTheRulesSayIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            String content = random(random);
            String lines = content.replaceAll("(?<!\r)\n", "\r\n") + (content.matches("(?s)(.*\n)?") ? "" : "\r\n");
            String stuffed = lines.replaceAll("(?:\\A|(?<=\n))\\.", "..");

            assertThat(sent(content)).as("seed %sL, round %s", seed, round).isEqualTo(stuffed);
            assertThat(MessageContent.of(octets(content)).size())
                    .as("seed %sL, round %s", seed, round)
                    .isEqualTo(lines.length());
            int wanted = random.nextInt(4);
            assertThat(top(content, wanted))
                    .as("seed %sL, round %s, top %s", seed, round, wanted)
                    .isEqualTo(topOf(stuffed, wanted));
        }
    }

    private static String random(Random random) {
        StringBuilder content = new StringBuilder();
        for (int left = random.nextInt(30); left > 0; left--) {
            content.append("..\r\n\nab".charAt(random.nextInt(7)));
        }
        return content.toString();
    }

    /** The lines up to the first blank one, and so many more. */
    private static String topOf(String stuffed, int wanted) {
        List<String> lines = List.of(stuffed.split("(?<=\n)", 0));
        int blank = lines.indexOf("\r\n");
        return String.join("", blank < 0 ? lines : lines.subList(0, Math.min(lines.size(), blank + 1 + wanted)));
    }

    private static String sent(String content) {
        return new String(MessageContent.of(octets(content)).stuffed(), ISO_8859_1);
    }

    private static String top(String content, long bodyLines) {
        MessageContent wire = MessageContent.of(octets(content));
        return new String(wire.stuffed(), 0, wire.endOfTop(bodyLines), ISO_8859_1);
    }

    private static byte[] octets(String content) {
        return content.getBytes(ISO_8859_1);
    }
}
