package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the journal's exchanges read. */
class ExchangeRecordTest {

    private static ExchangeRecord sent(String reply) {
        Response response = Response.given(reply.getBytes(StandardCharsets.UTF_8));
        ExchangeRecord record = new ExchangeRecord(Pop3Event.GREETING, 0, null, null);
        record.replying(0, response, EncodedReply.of(response));
        return record;
    }

    private static ExchangeRecord sent(String reply, long octets) {
        ExchangeRecord record = sent(reply);
        record.sent(octets);
        return record;
    }

    private static Transcript.Line line(ExchangeRecord record) {
        List<Transcript.Line> lines = record.lines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static Transcript.Line response(String text) {
        return line(new ExchangeRecord(Pop3Event.SASL_RESPONSE, 7, CommandLine.of(text), null));
    }

    @Test
    void aWaitShowsItsDurationWhileItLastsAndAfterwards() {
        HandSetTime time = new HandSetTime();
        time.nanos = 5_000_000;
        Note note = new Note(7, "fault: on(NOOP).hold()", time);
        time.nanos += 1_500_000;
        assertThat(note.line()).hasToString("-- fault: on(NOOP).hold(), waiting for 1 ms");
        time.nanos += 500_000;
        note.resumed();
        time.nanos += 9_000_000;
        assertThat(note.line()).hasToString("-- fault: on(NOOP).hold(), waited 2 ms");
        assertThat(note.line().at()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void aResponseToAChallengeIsASecretUnlessThereIsNothingInIt() {
        Transcript.Line line = response("cGFzc3dvcmQ=");
        assertThat(line.text()).isEqualTo("C: ********");
        assertThat(line.unmasked()).isEqualTo("C: cGFzc3dvcmQ=");
        assertThat(response("")).hasToString("C: ");
        assertThat(response("*")).hasToString("C: *");
    }

    @Test
    void aSingleLineTellsOnlyIfItWasNotSentWhole() {
        assertThat(line(sent("+OK x\r\n"))).hasToString("S: +OK x  (not sent)");
        assertThat(line(sent("+OK x\r\n", 3))).hasToString("S: +OK  (3 of 7 octets)");
        assertThat(line(sent("+OK x\r\n", 7))).hasToString("S: +OK x");
        assertThat(sent("+OK x\r\n").exchange().orElseThrow().octets()).isEmpty();
    }

    private static ExchangeRecord extended(String reply, String extra, long octets) {
        Response response = Response.given(reply.getBytes(StandardCharsets.UTF_8));
        ExchangeRecord record = new ExchangeRecord(Pop3Event.GREETING, 0, null, null);
        byte[] altered = (reply + extra).getBytes(StandardCharsets.UTF_8);
        record.replying(0, response, EncodedReply.of(response).alteredTo(altered));
        record.sent(octets);
        return record;
    }

    @Test
    void octetsAfterTheReplyAreCountedForThemselves() {
        assertThat(line(extended("+OK x\r\n", "+OK y\r\n", 14))).hasToString("S: +OK x  (7 extra octets)");
        assertThat(line(extended("+OK x\r\n", "+OK y\r\n", 10))).hasToString("S: +OK x  (3 of 7 extra octets)");
        assertThat(line(extended("+OK x\r\n", "+OK y\r\n", 3))).hasToString("S: +OK  (3 of 7 octets)");
        String reply = "+OK\r\none\r\n.\r\n";
        assertThat(line(extended(reply, "+OK\r\n", 18)))
                .hasToString("S: +OK  (5 octets, complete, and 5 extra octets)");
        assertThat(line(extended(reply, "+OK\r\n", 15)))
                .hasToString("S: +OK  (5 octets, complete, and 2 of 5 extra octets)");
        assertThat(line(extended(reply, "+OK\r\n", 12)))
                .hasToString("S: +OK  (5 octets, without the whole terminator)");
        assertThat(extended(reply, "+OK\r\n", 18).exchange().orElseThrow().octets())
                .hasValue(5);
    }

    @Test
    void ofSeveralLinesItIsToldHowFarTheyHaveCome() {
        String reply = "+OK\r\none\r\ntwo\r\n.\r\n";
        assertThat(line(sent(reply, 2))).hasToString("S: +O  (0 of 10 octets)");
        assertThat(line(sent(reply, 14))).hasToString("S: +OK  (9 of 10 octets)");
        assertThat(line(sent(reply, 15))).hasToString("S: +OK  (10 octets, without the whole terminator)");
        assertThat(line(sent(reply, 17))).hasToString("S: +OK  (10 octets, without the whole terminator)");
        assertThat(line(sent(reply, 18))).hasToString("S: +OK  (10 octets, complete)");
        assertThat(line(sent("+OK\r\none\r\n", 10))).hasToString("S: +OK  (5 octets, without a terminator)");
        assertThat(sent(reply).exchange().orElseThrow().octets()).hasValue(10);
    }

    /** What the client got, and not what it should have got. */
    @Test
    void theStatusIsThatWhichWasSent() {
        assertThat(sent("+OK x\r\n").exchange().orElseThrow().status()).isEmpty();
        assertThat(sent("+OK x\r\n", 4).exchange().orElseThrow().status()).isEqualTo("+OK ");
        assertThat(sent("+OK x\r\n", 6).exchange().orElseThrow().status()).isEqualTo("+OK x");
        assertThat(sent("+OK x\r\n", 7).exchange().orElseThrow().status()).isEqualTo("+OK x");
    }

    @Test
    void notesStandWhereTheyWereMade() {
        ExchangeRecord record = new ExchangeRecord(Pop3Event.NOOP, 0, CommandLine.of("NOOP"), null);
        record.note(new Note(1, "before"));
        Response response = Response.ok("");
        record.replying(2, response, EncodedReply.of(response));
        record.sent(5);
        record.note(new Note(3, "after"));
        List<Transcript.Line> lines = record.lines();
        assertThat(lines)
                .extracting(Transcript.Line::text)
                .containsExactly("C: NOOP", "-- before", "S: +OK", "-- after");
    }

    @Test
    void whatCannotBePrintedIsAQuestionMark() {
        assertThat(sent("+OK \0\177\t~", 8).exchange().orElseThrow().status()).isEqualTo("+OK ???~");
    }
}
