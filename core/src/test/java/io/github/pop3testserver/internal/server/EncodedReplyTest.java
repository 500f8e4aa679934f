package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.CutPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedReplyTest {

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static EncodedReply given(String text) {
        return EncodedReply.of(Response.given(octets(text)));
    }

    /** In three buffers, as the protocol makes it. */
    static EncodedReply message(String status, String lines) {
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.wrap(octets(status)), ByteBuffer.wrap(octets(lines)), ByteBuffer.wrap(octets(".\r\n")));
        int length = status.length() + lines.length() + 3;
        return new EncodedReply(buffers, status.strip(), status.length(), length, true, length);
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
        assertThat(given("+OK\n.\r\n").statusOctets()).isEqualTo(4);
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
        EncodedReply reply = message("+OK 5\r\n", "abc\r\n");
        String all = "+OK 5\r\nabc\r\n.\r\n";
        assertThat(text(reply.octets())).isEqualTo(all);
        for (int from = 0; from <= all.length(); from++) {
            for (int to = from; to <= all.length(); to++) {
                assertThat(text(reply.part(from, to))).isEqualTo(all.substring(from, to));
            }
        }
        reply.part(0, 10).forEach(part -> part.position(part.limit()));
        assertThat(reply.bytes()).isEqualTo(octets(all));
    }

    @Test
    void partsOfABufferThatBeginsLaterBeginThere() {
        ByteBuffer later = ByteBuffer.wrap(octets("xxab")).position(2);
        assertThat(text(new EncodedReply(List.of(later), "ab", 2, 2, false, 2).part(1, 2)))
                .isEqualTo("b");
    }

    @Test
    void bytesAreACopy() {
        EncodedReply reply = given("+OK\r\n");
        reply.bytes()[0] = '-';
        assertThat(text(reply.octets())).isEqualTo("+OK\r\n");
    }

    @Test
    void whatComesBehindTheCorrectReplyLeavesItIntact() {
        EncodedReply reply = message("+OK 5\r\n", "abc\r\n");
        EncodedReply longer = reply.alteredTo(octets("+OK 5\r\nabc\r\n.\r\n+OK\r\n"));
        assertThat(longer.intact()).isEqualTo(15);
        assertThat(longer.length()).isEqualTo(20);
        assertThat(longer.terminated()).isTrue();
        assertThat(longer.lineOctets()).isEqualTo(5);
        assertThat(longer.extraOctets()).isEqualTo(5);
        assertThat(longer.position(CutPoint.beforeTerminator())).isEqualTo(12);
        assertThat(longer.position(CutPoint.afterReply())).isEqualTo(20);
        assertThat(longer.alteredTo(octets("+OK 5\r\nabc\r\n.\r\n+OK\r\nmore")).intact())
                .isEqualTo(15);
    }

    @Test
    void whatComesBehindASingleLineDoesNotMakeItMultiLine() {
        EncodedReply longer = given("+OK\r\n").alteredTo(octets("+OK\r\n+OK more\r\n"));
        assertThat(longer.isMultiLine()).isFalse();
        assertThat(longer.extraOctets()).isEqualTo(10);
        assertThat(longer.status()).isEqualTo("+OK");
        EncodedReply spoiled = given("+OK\r\n").alteredTo(octets("+KO\r\n"));
        assertThat(spoiled.alteredTo(octets("+KO\r\n.\r\n")).terminated()).isTrue();
    }

    @Test
    void anotherTextOfTheServerBeforeTheSameLinesLeavesTheReplyIntact() {
        EncodedReply reply = message("+OK 5\r\n", "abc\r\n");
        for (String text : List.of("+OK message follows\r\nabc\r\n.\r\n", "+OK\r\nabc\r\n.\r\n")) {
            EncodedReply altered = reply.alteredTo(octets(text));
            assertThat(altered.intact()).as(text).isEqualTo(text.length());
            assertThat(altered.lineOctets()).isEqualTo(5);
            assertThat(altered.extraOctets()).isZero();
        }
        for (String text : List.of("-ERR no\r\nabc\r\n.\r\n", "+OKAY\r\nabc\r\n.\r\n", "+OK 6\r\nabd\r\n.\r\n")) {
            assertThat(reply.alteredTo(octets(text)).intact()).as(text).isEqualTo(EncodedReply.NEVER);
        }
        assertThat(given("+OK 1 2\r\n").alteredTo(octets("+OK 2 1\r\n")).intact())
                .isEqualTo(EncodedReply.NEVER);
        assertThat(given("-ERR no\r\nabc\r\n")
                        .alteredTo(octets("+OK\r\nabc\r\n"))
                        .intact())
                .isEqualTo(EncodedReply.NEVER);
    }

    @Test
    void whatIsChangedOrMissingLeavesNothingIntact() {
        EncodedReply reply = message("+OK 5\r\n", "abc\r\n");
        assertThat(reply.alteredTo(octets("+OK 5\r\nabX\r\n.\r\n")).intact()).isEqualTo(EncodedReply.NEVER);
        assertThat(reply.alteredTo(octets("+OK 5\r\nabc\r\n")).intact()).isEqualTo(EncodedReply.NEVER);
        assertThat(reply.alteredTo(octets("")).intact()).isEqualTo(EncodedReply.NEVER);
        assertThat(reply.alteredTo(octets("+OK 5\r\nabc\r\n"))
                        .alteredTo(octets("+OK 5\r\nabc\r\n.\r\n"))
                        .intact())
                .as("once spoiled")
                .isEqualTo(EncodedReply.NEVER);
    }
}
