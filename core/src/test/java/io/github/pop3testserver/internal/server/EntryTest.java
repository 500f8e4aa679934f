package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a journal's entries read. */
class EntryTest {

    private static final class HandSet implements TimeSource {

        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }
    }

    private static Entry.Sent sent(String reply) {
        Response response = Response.given(reply.getBytes(StandardCharsets.UTF_8));
        return new Entry.Sent(0, response, Wire.of(response));
    }

    private static Entry.Sent sent(String reply, long octets) {
        Entry.Sent entry = sent(reply);
        entry.sent(octets);
        return entry;
    }

    @Test
    void aConversationThatWaitsTellsForHowLongAndThenForHowLongItDid() {
        HandSet time = new HandSet();
        time.nanos = 5_000_000;
        Entry.Parked parked = new Entry.Parked(time, 7, "fault: on(NOOP).hold()");
        time.nanos += 1_500_000;
        assertThat(parked.line()).hasToString("-- fault: on(NOOP).hold(), waiting for 1 ms");
        time.nanos += 500_000;
        parked.resumed();
        time.nanos += 9_000_000;
        assertThat(parked.line()).hasToString("-- fault: on(NOOP).hold(), waited 2 ms");
        assertThat(parked.line().at()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void aResponseToAChallengeIsASecretUnlessThereIsNothingInIt() {
        Transcript.Line line = new Entry.SaslResponse(7, CommandLine.of("cGFzc3dvcmQ=")).line();
        assertThat(line.text()).isEqualTo("C: ********");
        assertThat(line.unmasked()).isEqualTo("C: cGFzc3dvcmQ=");
        assertThat(new Entry.SaslResponse(7, CommandLine.of("")).line()).hasToString("C: ");
        assertThat(new Entry.SaslResponse(7, CommandLine.of("*")).line()).hasToString("C: *");
    }

    @Test
    void aSingleLineTellsOnlyIfItWasNotSentWhole() {
        assertThat(sent("+OK x\r\n").line()).hasToString("S: +OK x  (not sent)");
        assertThat(sent("+OK x\r\n", 3).line()).hasToString("S: +OK x  (3 of 7 octets)");
        assertThat(sent("+OK x\r\n", 7).line()).hasToString("S: +OK x");
        assertThat(sent("+OK x\r\n").lineOctets()).isEmpty();
    }

    @Test
    void ofSeveralLinesItIsToldHowFarTheyHaveCome() {
        String reply = "+OK\r\none\r\ntwo\r\n.\r\n";
        assertThat(sent(reply, 2).line()).hasToString("S: +OK  (0 of 10 octets)");
        assertThat(sent(reply, 14).line()).hasToString("S: +OK  (9 of 10 octets)");
        assertThat(sent(reply, 15).line()).hasToString("S: +OK  (10 octets, without the whole terminator)");
        assertThat(sent(reply, 17).line()).hasToString("S: +OK  (10 octets, without the whole terminator)");
        assertThat(sent(reply, 18).line()).hasToString("S: +OK  (10 octets, complete)");
        assertThat(sent("+OK\r\none\r\n", 10).line()).hasToString("S: +OK  (5 octets, without a terminator)");
        assertThat(sent(reply).lineOctets()).hasValue(10);
    }

    @Test
    void whatCannotBePrintedIsAQuestionMark() {
        assertThat(sent("+OK \0\177\t~").status()).isEqualTo("+OK ???~");
    }
}
