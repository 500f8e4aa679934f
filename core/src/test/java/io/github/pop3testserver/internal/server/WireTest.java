package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.protocol.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Wire given(String text) {
        return Wire.of(Response.given(octets(text)));
    }

    /** In three buffers, as the protocol makes it. */
    static Wire message(String status, String lines) {
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.wrap(octets(status)), ByteBuffer.wrap(octets(lines)), ByteBuffer.wrap(octets(".\r\n")));
        int length = status.length() + lines.length() + 3;
        return new Wire(buffers, status.length(), length, true, length);
    }

    private static String text(List<ByteBuffer> buffers) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer buffer : buffers) {
            text.append(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()));
        }
        return text.toString();
    }

    @Test
    void aGivenReplyIsMultiLineIfThereIsMoreThanItsFirstLine() {
        assertThat(given("+OK\r\n").isMultiLine()).isFalse();
        assertThat(given("+OK without an end").isMultiLine()).isFalse();
        assertThat(given("").isMultiLine()).isFalse();
        assertThat(given("\n").isMultiLine()).isFalse();
        assertThat(given("+OK\r\nx").isMultiLine()).isTrue();
        assertThat(given("+OK\n.\r\n").statusLine()).isEqualTo(4);
    }

    @Test
    void aTerminatorIsALineOfOneDotBehindTheStatusLine() {
        assertThat(given("+OK\r\n.\r\n").terminated()).isTrue();
        assertThat(given("+OK\r\na\r\n.\r\n").terminated()).isTrue();
        for (String text : List.of("", ".\r\n", "\n.\r", "+OK.\r\n", "+OK\r\n..\r\n", "+OK\r\n.\n", "+OK\r\n.\r\nx")) {
            assertThat(given(text).terminated()).as(text).isFalse();
        }
    }

    @Test
    void partsCutAcrossBuffersAndLeaveThemAsTheyAre() {
        Wire wire = message("+OK 5\r\n", "abc\r\n");
        String all = "+OK 5\r\nabc\r\n.\r\n";
        assertThat(text(wire.octets())).isEqualTo(all);
        for (int from = 0; from <= all.length(); from++) {
            for (int to = from; to <= all.length(); to++) {
                assertThat(text(wire.part(from, to))).isEqualTo(all.substring(from, to));
            }
        }
        wire.part(0, 10).forEach(part -> part.position(part.limit()));
        assertThat(wire.bytes()).isEqualTo(octets(all));
    }

    @Test
    void partsOfABufferThatBeginsLaterBeginThere() {
        ByteBuffer later = ByteBuffer.wrap(octets("xxab")).position(2);
        assertThat(text(new Wire(List.of(later), 2, 2, false, 2).part(1, 2))).isEqualTo("b");
    }

    @Test
    void bytesAreACopy() {
        Wire wire = given("+OK\r\n");
        wire.bytes()[0] = '-';
        assertThat(text(wire.octets())).isEqualTo("+OK\r\n");
    }

    @Test
    void whatComesBehindTheCorrectReplyLeavesItIntact() {
        Wire wire = message("+OK 5\r\n", "abc\r\n");
        Wire longer = wire.alteredTo(octets("+OK 5\r\nabc\r\n.\r\n+OK\r\n"));
        assertThat(longer.intact()).isEqualTo(15);
        assertThat(longer.length()).isEqualTo(20);
        assertThat(longer.terminated()).isFalse();
        assertThat(longer.alteredTo(octets("+OK 5\r\nabc\r\n.\r\n+OK\r\nmore")).intact())
                .isEqualTo(15);
    }

    @Test
    void whatIsChangedOrMissingLeavesNothingIntact() {
        Wire wire = message("+OK 5\r\n", "abc\r\n");
        assertThat(wire.alteredTo(octets("+OK 5\r\nabX\r\n.\r\n")).intact()).isEqualTo(Wire.NEVER);
        assertThat(wire.alteredTo(octets("+OK 5\r\nabc\r\n")).intact()).isEqualTo(Wire.NEVER);
        assertThat(wire.alteredTo(octets("")).intact()).isEqualTo(Wire.NEVER);
        assertThat(wire.alteredTo(octets("+OK 5\r\nabc\r\n"))
                        .alteredTo(octets("+OK 5\r\nabc\r\n.\r\n"))
                        .intact())
                .as("once spoiled")
                .isEqualTo(Wire.NEVER);
    }
}
