package io.github.pop3testserver.internal.wire;

import static io.github.pop3testserver.internal.wire.Line.End.CRLF;
import static io.github.pop3testserver.internal.wire.Line.End.LF;
import static io.github.pop3testserver.internal.wire.Line.End.TOO_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

    private static final int LIMIT = 20;

    private final LineDecoder decoder = new LineDecoder();

    /** A line in ISO-8859-1, so that each octet can be seen. */
    private record Seen(String text, Line.End end) {}

    @Test
    void commandsInOnePacketComeOutOneByOneInOrder() {
        append("USER a\r\nPASS b c\r\nSTAT\r\n");

        assertThat(decoder.buffered()).isEqualTo(24);
        assertThat(next()).isEqualTo(new Seen("USER a", CRLF));
        assertThat(decoder.buffered()).isEqualTo(16);
        assertThat(next()).isEqualTo(new Seen("PASS b c", CRLF));
        assertThat(next()).isEqualTo(new Seen("STAT", CRLF));
        assertThat(next()).isNull();
        assertThat(decoder.buffered()).isZero();
    }

    @Test
    void aCommandInSingleOctetsComesOutWithItsLastOne() {
        String octets = "NOOP\r\nRETR 1\r\n";
        for (int i = 0; i < octets.length(); i++) {
            append(octets.substring(i, i + 1));
            Seen line = next();
            assertThat(line != null).as("a line after %s octets", i + 1).isEqualTo(octets.charAt(i) == '\n');
        }
        assertThat(decoder.buffered()).isZero();
    }

    @Test
    void aLineThatIsCutBeforeItsLineFeedIsNeverHandedOut() {
        append("QUIT");
        assertThat(next()).isNull();
        append("\r");
        assertThat(next()).isNull();
        assertThat(decoder.buffered()).isEqualTo(5);
        append("\n");
        assertThat(next()).isEqualTo(new Seen("QUIT", CRLF));
    }

    private boolean startsWith(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return decoder.nextStartsWith(bytes);
    }

    @Test
    void whatTheNextLineStartsWithIsSeenWithoutTakingIt() {
        assertThat(startsWith('U')).as("nothing came").isFalse();
        append("US");
        assertThat(startsWith('U')).isTrue();
        assertThat(startsWith('U', 'S')).isTrue();
        assertThat(startsWith('U', 'S', 'E')).as("more than came").isFalse();
        assertThat(startsWith('U', 'X')).isFalse();
        append("ER a\r\nNOOP\r\n");
        assertThat(startsWith('U', 'S', 'E', 'R')).isTrue();
        assertThat(next()).isEqualTo(new Seen("USER a", CRLF));
        assertThat(startsWith('U')).as("the line was taken").isFalse();
        assertThat(startsWith('N', 'O')).isTrue();
    }

    @Test
    void theRestOfALineThatIsTooLongStartsNoLine() {
        append("x".repeat(LIMIT + 1));
        assertThat(next()).isNull();
        append("yz");
        assertThat(startsWith('y')).isFalse();
        append("\r\nNOOP\r\n");
        assertThat(next()).isEqualTo(new Seen("", TOO_LONG));
        assertThat(startsWith('N')).isTrue();
    }

    @Test
    void asMuchAsTheLimitIsKeptUntilTheLineEnds() {
        append("x".repeat(LIMIT));
        assertThat(next()).isNull();
        assertThat(decoder.buffered()).isEqualTo(LIMIT);
        append("x");
        assertThat(next()).isNull();
        assertThat(decoder.buffered()).isZero();
    }

    @Test
    void whatFollowsALineStaysForLater() {
        append("STAT\r\nLI");
        assertThat(next()).isEqualTo(new Seen("STAT", CRLF));
        assertThat(next()).isNull();
        append("ST\r\n");
        assertThat(next()).isEqualTo(new Seen("LIST", CRLF));
    }

    @Test
    void aBareLineFeedEndsALineAndIsReported() {
        append("STAT\nLIST\r\n\n\r\n");
        assertThat(all())
                .containsExactly(new Seen("STAT", LF), new Seen("LIST", CRLF), new Seen("", LF), new Seen("", CRLF));
    }

    @Test
    void aCarriageReturnWithinALineIsPartOfIt() {
        append("a\rb\r\r\n\rc\n");
        assertThat(all()).containsExactly(new Seen("a\rb\r", CRLF), new Seen("\rc", LF));
    }

    @Test
    void nulAndOctetsOfEightBitsPassUnchanged() {
        append("USER \0\u0080ü\u00FF\r\n");
        assertThat(next()).isEqualTo(new Seen("USER \0\u0080ü\u00FF", CRLF));
    }

    @Test
    void aLineOfExactlyTheLimitIsTakenItsEndIncluded() {
        append("x".repeat(LIMIT - 2) + "\r\n" + "y".repeat(LIMIT - 1) + "\n");
        assertThat(all()).containsExactly(new Seen("x".repeat(LIMIT - 2), CRLF), new Seen("y".repeat(LIMIT - 1), LF));
    }

    @Test
    void aLineOfOneOctetMoreIsTooLong() {
        append("x".repeat(LIMIT - 1) + "\r\n" + "y".repeat(LIMIT) + "\n" + "NOOP\r\n");
        assertThat(all()).containsExactly(new Seen("", TOO_LONG), new Seen("", TOO_LONG), new Seen("NOOP", CRLF));
    }

    @Test
    void theLimitHoldsHoweverTheLineArrives() {
        for (int packet = 1; packet <= LIMIT + 5; packet++) {
            assertThat(inPackets("x".repeat(LIMIT - 2) + "\r\nNOOP\r\n", packet))
                    .as("limit, in packets of %s", packet)
                    .containsExactly(new Seen("x".repeat(LIMIT - 2), CRLF), new Seen("NOOP", CRLF));
            assertThat(inPackets("x".repeat(LIMIT - 1) + "\r\nNOOP\r\n", packet))
                    .as("one more, in packets of %s", packet)
                    .containsExactly(new Seen("", TOO_LONG), new Seen("NOOP", CRLF));
        }
    }

    @Test
    void aLineThatIsTooLongIsReportedOnceWhenItEnds() {
        append("x".repeat(LIMIT + 1));
        assertThat(next()).isNull();
        append("x");
        assertThat(next()).isNull();
        append("\r\nNOOP\r\n");
        assertThat(all()).containsExactly(new Seen("", TOO_LONG), new Seen("NOOP", CRLF));
    }

    @Test
    void theLimitOfTheMomentCounts() {
        append("x".repeat(LIMIT) + "\r\n" + "y".repeat(LIMIT) + "\r\n");
        assertThat(decoder.next(LIMIT + 2)).isNotNull();
        assertThat(next()).isEqualTo(new Seen("", TOO_LONG));
    }

    @Test
    void aLineWithoutAnEndCostsNoMoreThanItsLimit() {
        ByteBuffer chunk = ByteBuffer.allocate(16 * 1024);
        int most = 0;
        for (int octets = 0; octets < 8 << 20; octets += chunk.capacity()) {
            decoder.append(chunk.clear());
            most = Math.max(most, room());
            assertThat(next()).isNull();
            assertThat(decoder.buffered()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(most).as("the largest buffer").isLessThanOrEqualTo(2 * chunk.capacity());
        append("\nNOOP\r\n");
        assertThat(all()).containsExactly(new Seen("", TOO_LONG), new Seen("NOOP", CRLF));
    }

    @Test
    void aLargeBufferIsGivenBackOnceItIsEmpty() {
        append("NOOP\r\n".repeat(10_000));
        assertThat(room()).isGreaterThanOrEqualTo(60_000);
        assertThat(all()).hasSize(10_000);
        assertThat(room()).isZero();

        append("x".repeat(100_000));
        decoder.clear();
        assertThat(room()).isZero();
    }

    @Test
    void clearThrowsAwayWhatIsBuffered() {
        append("STAT\r\nNOOP\r\nLI");
        assertThat(next()).isEqualTo(new Seen("STAT", CRLF));
        decoder.clear();
        assertThat(decoder.buffered()).isZero();
        append("QUIT\r\n");
        assertThat(all()).containsExactly(new Seen("QUIT", CRLF));
    }

    @Test
    void theCallersBufferIsReadToItsEndAndNotKept() {
        ByteBuffer octets = ByteBuffer.wrap("..NOOP\r\n..".getBytes(ISO_8859_1), 2, 6);
        decoder.append(octets);
        assertThat(octets.hasRemaining()).isFalse();
        octets.array()[2] = 'X';
        assertThat(next()).isEqualTo(new Seen("NOOP", CRLF));
    }

    @Test
    void randomLinesInRandomChunksComeOutAsTheyWentIn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Seen> sent = randomLines(random);
            assertThat(inRandomChunks(octetsOf(sent), random))
                    .as("seed %sL, round %s", seed, round)
                    .isEqualTo(expected(sent));
        }
    }

    private static List<Seen> randomLines(Random random) {
        List<Seen> lines = new ArrayList<>();
        for (int line = random.nextInt(50); line > 0; line--) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(LIMIT + 10); left > 0; left--) {
                int octet = random.nextInt(256);
                text.append(octet == '\n' ? '\r' : (char) octet);
            }
            text.append('.'); // so that no CR of the line's own comes before a bare LF
            lines.add(new Seen(text.toString(), random.nextInt(4) == 0 ? LF : CRLF));
        }
        return lines;
    }

    private static String octetsOf(List<Seen> lines) {
        StringBuilder octets = new StringBuilder();
        lines.forEach(line -> octets.append(line.text).append(line.end == LF ? "\n" : "\r\n"));
        return octets.toString();
    }

    private static List<Seen> expected(List<Seen> sent) {
        return sent.stream()
                .map(line -> line.text.length() + (line.end == LF ? 1 : 2) > LIMIT ? new Seen("", TOO_LONG) : line)
                .toList();
    }

    private List<Seen> inRandomChunks(String octets, Random random) {
        List<Seen> seen = new ArrayList<>();
        int from = 0;
        while (from < octets.length()) {
            int to = Math.min(octets.length(), from + 1 + random.nextInt(40));
            append(octets.substring(from, to));
            from = to;
            if (random.nextBoolean()) {
                seen.addAll(all());
            }
        }
        seen.addAll(all());
        return seen;
    }

    private List<Seen> inPackets(String octets, int size) {
        List<Seen> seen = new ArrayList<>();
        for (int from = 0; from < octets.length(); from += size) {
            append(octets.substring(from, Math.min(octets.length(), from + size)));
            seen.addAll(all());
        }
        return seen;
    }

    private void append(String octets) {
        decoder.append(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)));
    }

    private Seen next() {
        Line line = decoder.next(LIMIT);
        return line == null ? null : new Seen(new String(line.octets(), ISO_8859_1), line.end());
    }

    private List<Seen> all() {
        List<Seen> lines = new ArrayList<>();
        for (Seen line = next(); line != null; line = next()) {
            lines.add(line);
        }
        return lines;
    }

    /** What the decoder holds of memory can be seen in no other way. */
    private int room() {
        try {
            Field buffer = LineDecoder.class.getDeclaredField("buffer");
            buffer.setAccessible(true);
            return ((byte[]) buffer.get(decoder)).length;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the decoder's buffer has another name now", e);
        }
    }
}
