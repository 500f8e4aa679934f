package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.protocol.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutflowTest {

    private static final long ANY = Long.MAX_VALUE;
    private static final int ANY_SIZE = Integer.MAX_VALUE;

    private final Outflow outflow = new Outflow();
    private final Wire wire = Wire.of(Response.given("+OK 1234567890\r\n".getBytes(StandardCharsets.US_ASCII)));
    private final Entry.Sent entry = new Entry.Sent(0, Response.ok("1234567890"), wire);
    private final Taking socket = new Taking(ANY);

    private void send(@Nullable Pace pace) {
        outflow.send(new Step.Send(wire.part(0, wire.length()), entry, pace));
    }

    private String told() {
        return entry.line().text();
    }

    @Test
    void whatHasNoPaceLeavesInOneWriteAndIsAccountedFor() throws IOException {
        send(null);
        assertThat(outflow.isEmpty()).isFalse();
        assertThat(told()).isEqualTo("S: +OK 1234567890  (not sent)");
        assertThat(outflow.flush(socket, 0)).isZero();
        assertThat(outflow.isEmpty()).isTrue();
        assertThat(socket.writes()).containsExactly("+OK 1234567890\r\n");
        assertThat(told()).isEqualTo("S: +OK 1234567890");
        assertThat(outflow.flush(socket, 0)).as("with nothing to send").isZero();
    }

    @Test
    void whatTheSocketDoesNotTakeWaitsForIt() throws IOException {
        socket.room(5);
        send(null);
        assertThat(outflow.flush(socket, 0)).isEqualTo(ANY);
        assertThat(told()).isEqualTo("S: +OK 1234567890  (5 of 16 octets)");
        socket.room(ANY);
        assertThat(outflow.flush(socket, 0)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 1", "234567890\r\n");
    }

    @Test
    void fragmentsWithoutAGapAreWritesOfTheirOwn() throws IOException {
        send(new Pace(ANY, 6, 0));
        assertThat(outflow.flush(socket, 0)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 12", "345678", "90\r\n");
    }

    @Test
    void fragmentsWithAGapWaitForTheirTime() throws IOException {
        send(new Pace(ANY, 8, 100));
        assertThat(outflow.flush(socket, 1_000)).isEqualTo(100);
        assertThat(outflow.flush(socket, 1_040)).isEqualTo(60);
        assertThat(socket.writes()).containsExactly("+OK 1234");
        assertThat(told()).isEqualTo("S: +OK 1234567890  (8 of 16 octets)");
        assertThat(outflow.flush(socket, 1_100)).isZero();
        assertThat(socket.writes()).containsExactly("+OK 1234", "567890\r\n");
    }

    @Test
    void theFirstOctetsOfAThrottledReplyWaitToo() throws IOException {
        send(new Pace(1_000, ANY_SIZE, 0));
        assertThat(outflow.flush(socket, 0)).isEqualTo(20_000_000);
        assertThat(socket.writes()).isEmpty();
        assertThat(outflow.flush(socket, 20_000_000)).isZero();
        assertThat(socket.writes()).hasSize(1);
    }

    @Test
    void aPieceThatTheSocketTakesInPartGoesOnWhenThereIsRoom() throws IOException {
        socket.room(3);
        send(new Pace(ANY, 8, 0));
        assertThat(outflow.flush(socket, 0)).isEqualTo(ANY);
        socket.room(ANY);
        assertThat(outflow.flush(socket, 0)).isZero();
        assertThat(String.join("", socket.writes())).isEqualTo("+OK 1234567890\r\n");
        assertThat(socket.writes()).allMatch(write -> write.length() <= 8);
    }

    @Test
    void nothingIsAccountedForBeforeItHasLeftTheTransport() throws IOException {
        for (Pace pace : new Pace[] {null, new Pace(ANY, ANY_SIZE, 0)}) {
            send(pace);
            socket.holdsBack(true);
            assertThat(outflow.flush(socket, 0)).isEqualTo(ANY);
            assertThat(outflow.isEmpty()).isTrue();
            String before = told();
            socket.holdsBack(false);
            assertThat(outflow.flush(socket, 0)).isZero();
            assertThat(told()).isNotEqualTo(before);
        }
        assertThat(socket.writes()).hasSize(2);
    }

    @Test
    void aReplyWithoutAnyOctetIsOverAtOnce() throws IOException {
        for (Pace pace : new Pace[] {null, new Pace(1, 1, 1)}) {
            outflow.send(new Step.Send(List.of(ByteBuffer.allocate(0)), entry, pace));
            assertThat(outflow.isEmpty()).isTrue();
            assertThat(outflow.flush(socket, 0)).isZero();
        }
        assertThat(socket.writes()).isEmpty();
    }

    @Test
    void whatIsClearedIsNeverSent() throws IOException {
        socket.room(5);
        send(null);
        outflow.flush(socket, 0);
        outflow.clear();
        socket.room(ANY);
        assertThat(outflow.flush(socket, 0)).isZero();
        assertThat(outflow.isEmpty()).isTrue();
        assertThat(socket.writes()).containsExactly("+OK 1");
    }
}
