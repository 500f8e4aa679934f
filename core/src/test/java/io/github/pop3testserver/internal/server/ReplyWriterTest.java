package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Transcript;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {

    private static final long ANY = Long.MAX_VALUE;
    private static final int ANY_SIZE = Integer.MAX_VALUE;

    private final HandSetTime time = new HandSetTime();
    private final Timers timers = new Timers(time);
    private final AtomicInteger paces = new AtomicInteger();
    private final ReplyWriter writer = new ReplyWriter(time, timers, ByteBuffer.allocate(64), paces::incrementAndGet);
    private final Response response = Response.ok("1234567890");
    private final EncodedReply reply = EncodedReply.of(response);
    private ExchangeRecord record = replying();
    private final Taking socket = new Taking(ANY);

    private ExchangeRecord replying() {
        ExchangeRecord fresh = new ExchangeRecord(Pop3Event.GREETING, 0, null, null);
        fresh.replying(0, response, reply);
        return fresh;
    }

    private void send(@Nullable SendPacing pace) {
        writer.send(reply.part(0, reply.length()), record, pace);
    }

    /** Returns 0 if all has left; else nanoseconds to the next piece, {@link #ANY} if the socket has to take more first. */
    private long flushAt(long nanos) throws IOException {
        time.nanos = nanos;
        timers.runNextDue();
        boolean allHasLeft = writer.flush(socket);
        assertThat(writer.isSending()).isEqualTo(!allHasLeft);
        assertThat(writer.isPaced()).isEqualTo(timers.nanosToNext() != ANY);
        return allHasLeft ? 0 : timers.nanosToNext();
    }

    private String told() {
        List<Transcript.Line> lines = record.lines();
        return lines.get(0).text();
    }

    @Test
    void whatHasNoPaceLeavesInOneWriteAndIsAccountedFor() throws IOException {
        send(null);
        assertThat(writer.isSending()).isTrue();
        assertThat(told()).isEqualTo("S: +OK 1234567890  (not sent)");
        assertThat(flushAt(0)).isZero();
        assertThat(writer.isSending()).isFalse();
        assertThat(socket.writes()).containsExactly("+OK 1234567890\r\n");
        assertThat(told()).isEqualTo("S: +OK 1234567890");
        assertThat(flushAt(0)).as("with nothing to send").isZero();
    }

    @Test
    void whatTheSocketDoesNotTakeWaitsForIt() throws IOException {
        socket.room(5);
        send(null);
        assertThat(flushAt(0)).isEqualTo(ANY);
        assertThat(told()).isEqualTo("S: +OK 1  (5 of 16 octets)");
        socket.room(ANY);
        assertThat(flushAt(0)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 1", "234567890\r\n");
    }

    @Test
    void fragmentsWithoutAGapAreWritesOfTheirOwn() throws IOException {
        send(SendPacingTest.pacing(ANY, 6, 0));
        assertThat(flushAt(0)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 12", "345678", "90\r\n");
    }

    @Test
    void fragmentsWithAGapWaitForTheirTime() throws IOException {
        send(SendPacingTest.pacing(ANY, 8, 100));
        assertThat(flushAt(1_000)).isEqualTo(100);
        assertThat(flushAt(1_040)).isEqualTo(60);
        assertThat(socket.writes()).containsExactly("+OK 1234");
        assertThat(told()).isEqualTo("S: +OK 1234  (8 of 16 octets)");
        assertThat(flushAt(1_100)).isZero();
        assertThat(paces).hasValue(1);
        assertThat(socket.writes()).containsExactly("+OK 1234", "567890\r\n");
    }

    @Test
    void aReplyThatIsHurriedLeavesAtOnce() throws IOException {
        send(SendPacingTest.pacing(ANY, 8, 100));
        assertThat(flushAt(0)).isEqualTo(100);
        writer.hurry();
        assertThat(flushAt(10)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 1234", "567890\r\n");
    }

    @Test
    void theFirstOctetsOfAThrottledReplyWaitToo() throws IOException {
        send(SendPacingTest.pacing(1_000, ANY_SIZE, 0));
        assertThat(flushAt(0)).isEqualTo(20_000_000);
        assertThat(socket.writes()).isEmpty();
        assertThat(flushAt(20_000_000)).isZero();
        assertThat(socket.writes()).hasSize(1);
    }

    @Test
    void aPieceThatTheSocketTakesInPartGoesOnWhenThereIsRoom() throws IOException {
        socket.room(3);
        send(SendPacingTest.pacing(ANY, 8, 0));
        assertThat(flushAt(0)).isEqualTo(ANY);
        socket.room(ANY);
        assertThat(flushAt(0)).isZero();
        assertThat(String.join("", socket.writes())).isEqualTo("+OK 1234567890\r\n");
        assertThat(socket.writes()).allMatch(write -> write.length() <= 8);
    }

    @Test
    void nothingIsAccountedForBeforeItHasLeftTheTransport() throws IOException {
        for (SendPacing pace : new SendPacing[] {null, SendPacingTest.pacing(ANY, ANY_SIZE, 0)}) {
            record = replying();
            send(pace);
            socket.holdsBack(true);
            assertThat(flushAt(0)).isEqualTo(ANY);
            assertThat(writer.isSending()).isTrue();
            String before = told();
            socket.holdsBack(false);
            assertThat(flushAt(0)).isZero();
            assertThat(told()).isNotEqualTo(before);
        }
        assertThat(socket.writes()).hasSize(2);
    }

    @Test
    void aReplyWithoutAnyOctetIsOverAtOnce() throws IOException {
        for (SendPacing pace : new SendPacing[] {null, SendPacingTest.pacing(1, 1, 1)}) {
            writer.send(List.of(ByteBuffer.allocate(0)), record, pace);
            assertThat(flushAt(0)).isZero();
            assertThat(writer.isSending()).isFalse();
        }
        assertThat(socket.writes()).isEmpty();
    }

    @Test
    void whatIsClearedIsNeverSent() throws IOException {
        socket.room(5);
        send(null);
        flushAt(0);
        writer.clear();
        socket.room(ANY);
        assertThat(flushAt(0)).isZero();
        assertThat(writer.isSending()).isFalse();
        assertThat(socket.writes()).containsExactly("+OK 1");
    }

    @Test
    void whatIsClearedNeverHasItsTime() throws IOException {
        send(SendPacingTest.pacing(ANY, 8, 100));
        flushAt(0);
        writer.clear();
        assertThat(flushAt(1_000)).isZero();
        assertThat(paces).hasValue(0);
    }
}
