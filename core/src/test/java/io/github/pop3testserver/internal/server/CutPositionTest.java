package io.github.pop3testserver.internal.server;

import static io.github.pop3testserver.internal.server.EncodedReply.BEYOND;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.CutPoint.insideTerminator;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.CutPoint;
import org.junit.jupiter.api.Test;

class CutPositionTest {

    private static final int STATUS = "+OK 9\r\n".length();

    private static long multiLine(CutPoint cut) {
        return EncodedReplyTest.message("+OK 9\r\n", "one\r\ntwo\r\n").position(cut);
    }

    private static long singleLine(CutPoint cut) {
        return EncodedReplyTest.given("+OK 9\r\n").position(cut);
    }

    @Test
    void octetsCountBehindTheStatusLineOfAMultiLineReply() {
        assertThat(multiLine(afterOctets(0))).isEqualTo(STATUS);
        assertThat(multiLine(afterOctets(6))).isEqualTo(STATUS + 6);
        assertThat(multiLine(afterOctets(13))).isEqualTo(STATUS + 13);
        assertThat(multiLine(afterOctets(14))).isEqualTo(BEYOND);
        assertThat(multiLine(afterOctets(Long.MAX_VALUE))).isEqualTo(BEYOND);
    }

    @Test
    void linesCountWithTheTerminator() {
        assertThat(multiLine(afterLines(0))).isEqualTo(STATUS);
        assertThat(multiLine(afterLines(1))).isEqualTo(STATUS + 5);
        assertThat(multiLine(afterLines(2))).isEqualTo(STATUS + 10);
        assertThat(multiLine(afterLines(3))).isEqualTo(STATUS + 13);
        assertThat(multiLine(afterLines(4))).isEqualTo(BEYOND);
    }

    @Test
    void theTerminatorIsTheDotAndItsCrlf() {
        assertThat(multiLine(beforeTerminator())).isEqualTo(STATUS + 10);
        assertThat(multiLine(insideTerminator())).isEqualTo(STATUS + 11);
        assertThat(multiLine(afterReply())).isEqualTo(STATUS + 13);
    }

    @Test
    void singleLinesCountFromTheirFirstOctetAndHaveNoTerminator() {
        assertThat(singleLine(afterOctets(0))).isZero();
        assertThat(singleLine(afterOctets(7))).isEqualTo(7);
        assertThat(singleLine(afterOctets(8))).isEqualTo(BEYOND);
        assertThat(singleLine(afterLines(0))).isZero();
        assertThat(singleLine(afterLines(1))).isEqualTo(7);
        assertThat(singleLine(afterLines(2))).isEqualTo(BEYOND);
        assertThat(singleLine(beforeTerminator())).isEqualTo(BEYOND);
        assertThat(singleLine(insideTerminator())).isEqualTo(BEYOND);
        assertThat(singleLine(afterReply())).isEqualTo(7);
    }

    @Test
    void nothingIsSentBeforeTheReply() {
        assertThat(multiLine(beforeReply()) + singleLine(beforeReply())).isZero();
        assertThat(multiLine(beforeProcessing()) + singleLine(beforeProcessing()))
                .isZero();
    }

    @Test
    void aLineWithoutItsEndIsNotComplete() {
        assertThat(EncodedReplyTest.given("+OK").position(afterLines(1))).isEqualTo(BEYOND);
        assertThat(EncodedReplyTest.given("+OK\r\nhalf a line").position(afterLines(1)))
                .isEqualTo(BEYOND);
        assertThat(EncodedReplyTest.given("").position(afterReply())).isZero();
    }
}
