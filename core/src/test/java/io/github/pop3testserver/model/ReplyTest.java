package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final List<Function<String, Reply>> WITH_TEXT = List.of(
            Reply::ok, Reply::err, text -> Reply.err(ResponseCode.IN_USE, text), text -> Reply.multiline(text, "line"));

    private static String wire(Reply reply) {
        return new String(reply.content(), StandardCharsets.UTF_8);
    }

    @Test
    void eachKindHasItsOctets() {
        assertThat(wire(Reply.ok("done"))).isEqualTo("+OK done\r\n");
        assertThat(wire(Reply.ok(""))).isEqualTo("+OK\r\n");
        assertThat(wire(Reply.err("no"))).isEqualTo("-ERR no\r\n");
        assertThat(wire(Reply.err("")) + wire(Reply.err("grün"))).isEqualTo("-ERR\r\n-ERR grün\r\n");
        assertThat(wire(Reply.err(ResponseCode.SYS_TEMP, "later"))).isEqualTo("-ERR [SYS/TEMP] later\r\n");
        assertThat(wire(Reply.err(ResponseCode.IN_USE, ""))).isEqualTo("-ERR [IN-USE]\r\n");
        assertThat(wire(Reply.raw("+OK\r\nx"))).isEqualTo("+OK\r\nx");
        assertThat(Reply.raw(new byte[] {(byte) 0xFF, 0}).content()).containsExactly(0xFF, 0);
    }

    @Test
    void linesAreByteStuffedAndTerminated() {
        assertThat(wire(Reply.multiline("2 lines", ".", "a", "", "..b")))
                .isEqualTo("+OK 2 lines\r\n..\r\na\r\n\r\n...b\r\n.\r\n");
        assertThat(wire(Reply.multiline(""))).isEqualTo("+OK\r\n.\r\n");
    }

    @Test
    void theServerDisconnectsBehindItOnlyIfToldTo() {
        Reply reply = Reply.ok("bye");
        assertThat(reply.disconnects()).isFalse();
        assertThat(reply.thenDisconnect().disconnects()).isTrue();
        assertThat(wire(reply.thenDisconnect())).isEqualTo("+OK bye\r\n");
        assertThat(reply.disconnects()).as("is not changed by that").isFalse();
    }

    @Test
    void nobodyCanChangeItsOctets() {
        byte[] octets = {'+'};
        Reply reply = Reply.raw(octets);
        octets[0] = '-';
        reply.content()[0] = '-';
        assertThat(reply.content()).containsExactly('+');
    }

    @Test
    void eachReadsAsTheExpressionThatMakesIt() {
        assertThat(Reply.ok("x")).hasToString("ok(\"x\")");
        assertThat(Reply.err("x").thenDisconnect()).hasToString("err(\"x\").thenDisconnect()");
        assertThat(Reply.err(ResponseCode.IN_USE, "x")).hasToString("err(IN_USE, \"x\")");
        assertThat(Reply.multiline("x", "a", "b")).hasToString("multiline(\"x\", 2 lines)");
        assertThat(Reply.raw("+OK\r\n")).hasToString("raw(\"+OK\\r\\n\")");
        assertThat(Reply.raw(new byte[3])).hasToString("raw(3 octets)");
    }

    @Test
    void aTextOfSeveralLinesIsRefused() {
        for (var withText : WITH_TEXT) {
            for (String text : List.of("one\r\ntwo", "one\n", "\rone", "\ntwo")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> withText.apply(text))
                        .withMessage("the text of a status line must be one line, without CR and LF, but was \"" + text
                                + "\"");
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reply.multiline("x", "fine", "not\nfine"))
                .withMessage("a line of a multi-line reply must be one line, without CR and LF, but was \"not\nfine\"");
    }

    @Test
    void aTextThatBringsItsOwnStatusIndicatorIsRefused() {
        for (String text : List.of("+OK", "+OK done", "-ERR", "-ERR no")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.ok(text))
                    .withMessage("\"" + text + "\" begins like a status line, and +OK is put before it; pass the text"
                            + " alone, or use Reply.raw(...)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.err(text))
                    .withMessageContaining("-ERR is put before it");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Reply.err(ResponseCode.IN_USE, text))
                    .withMessageContaining("-ERR [IN-USE] is put before it");
        }
    }

    @Test
    void aTextThatBringsItsOwnResponseCodeIsRefused() {
        for (var withText : WITH_TEXT) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> withText.apply("[IN-USE] locked"))
                    .withMessage("\"[IN-USE] locked\" begins like a response code; pass a ResponseCode, where there is"
                            + " a parameter for it, and the text after it");
        }
    }
}
