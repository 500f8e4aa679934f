package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Fuzz;
import io.github.pop3testserver.internal.wire.Line.End;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for any octets, however the network cuts them. */
class LineDecoderPropertiesTest {

    private static final int LIMIT = 20;

    /** @param chunks sizes; when they are used up they begin anew */
    record Input(String octets, List<Integer> chunks) {}

    private record Seen(String text, End end) {}

    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<Character> octets = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of('\n')),
                Tuple.of(1, Arbitraries.of('\r')),
                Tuple.of(12, Arbitraries.chars().range('\0', '\u00FF')));
        return Fuzz.varied(Combinators.combine(
                        octets.list().ofMaxSize(300).map(LineDecoderPropertiesTest::text),
                        Arbitraries.integers()
                                .between(1, 50)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(10))
                .as(Input::new));
    }

    private static String text(List<Character> octets) {
        StringBuilder text = new StringBuilder();
        octets.forEach(text::append);
        return text.toString();
    }

    @Property(tries = 1000, seed = Fuzz.SEED)
    void theLinesAreTheSameHoweverTheyAreCut(@ForAll("inputs") Input input) {
        List<Seen> expected = expected(input.octets);
        assertThat(decoded(input.octets, List.of(Integer.MAX_VALUE)))
                .as("in one piece")
                .isEqualTo(expected);
        assertThat(decoded(input.octets, input.chunks)).as("in chunks").isEqualTo(expected);
    }

    /** By the words of the class comment, with all octets at hand. */
    private static List<Seen> expected(String octets) {
        List<Seen> lines = new ArrayList<>();
        int start = 0;
        for (int lf = octets.indexOf('\n'); lf >= 0; lf = octets.indexOf('\n', start)) {
            String line = octets.substring(start, lf);
            if (line.length() + 1 > LIMIT) {
                lines.add(new Seen("", End.TOO_LONG));
            } else if (line.endsWith("\r")) {
                lines.add(new Seen(line.substring(0, line.length() - 1), End.CRLF));
            } else {
                lines.add(new Seen(line, End.LF));
            }
            start = lf + 1;
        }
        return lines;
    }

    private static List<Seen> decoded(String octets, List<Integer> chunks) {
        LineDecoder decoder = new LineDecoder();
        List<Seen> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < octets.length(); i++) {
            int size = Math.min(octets.length() - from, chunks.get(i % chunks.size()));
            decoder.append(ByteBuffer.wrap(octets.substring(from, from + size).getBytes(ISO_8859_1)));
            from += size;
            for (Line line = decoder.next(LIMIT); line != null; line = decoder.next(LIMIT)) {
                lines.add(new Seen(new String(line.octets(), ISO_8859_1), line.end()));
            }
            assertThat(decoder.buffered())
                    .as("what is kept of an unfinished line")
                    .isLessThanOrEqualTo(LIMIT);
        }
        return lines;
    }
}
