package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {

    private static final int SLICE = 64 * 1024;
    private static final int MOST = 1 << 20;

    private final OutboundQueue queue = new OutboundQueue();
    private final ChunkingTransport greedy = new ChunkingTransport(() -> Integer.MAX_VALUE);

    @Test
    void aSmallReplyOfSeveralBuffersLeavesInOneWrite() throws IOException {
        add("+OK 7 octets\r\n");
        add("hello\r\n");
        add(".\r\n");

        assertThat(queue.flush(greedy)).isEqualTo(24);

        assertThat(greedy.offers()).containsExactly(List.of(14, 7, 3));
        assertThat(greedy.taken()).asString().isEqualTo("+OK 7 octets\r\nhello\r\n.\r\n");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatTheChannelDoesNotTakeStaysInOrder() throws IOException {
        ChunkingTransport slow = new ChunkingTransport(() -> 5);
        add("abc");
        add("defg");
        add("hi");

        assertThat(queue.flush(slow)).isEqualTo(5);
        assertThat(queue.isEmpty()).isFalse();
        add("j");
        assertThat(queue.flush(slow)).isEqualTo(5);

        assertThat(slow.offers()).containsExactly(List.of(3, 4, 2), List.of(2, 2, 1));
        assertThat(slow.taken()).asString().isEqualTo("abcdefghij");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aChannelThatTakesNothingChangesNothing() throws IOException {
        add("+OK\r\n");
        assertThat(queue.flush(new ChunkingTransport(() -> 0))).isZero();
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.flush(greedy)).isEqualTo(5);
        assertThat(greedy.taken()).asString().isEqualTo("+OK\r\n");
    }

    @Test
    void eachFlushIsOneWrite() throws IOException {
        queue.add(ByteBuffer.wrap(new byte[3 * MOST]));
        queue.flush(greedy);
        assertThat(greedy.offers()).hasSize(1);
    }

    @Test
    void aLargeReplyIsOfferedInSlicesAndNeverMoreThanAMebibyteAtOnce() throws IOException {
        add("+OK\r\n");
        queue.add(ByteBuffer.wrap(new byte[3 * MOST + 1]));
        add(".\r\n");

        while (!queue.isEmpty()) {
            queue.flush(greedy);
        }

        assertThat(greedy.offers()).hasSize(4).allSatisfy(offer -> {
            assertThat(offer).allMatch(slice -> slice > 0 && slice <= SLICE);
            assertThat(offer.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(MOST);
        });
        assertThat(greedy.offers().get(0)).hasSize(16).startsWith(5, SLICE).endsWith(SLICE);
        assertThat(greedy.taken()).hasSize(3 * MOST + 9);
    }

    @Test
    void aBufferOfWholeSlicesHasNoEmptyOneBehindThem() throws IOException {
        queue.add(ByteBuffer.wrap(new byte[2 * SLICE]));
        queue.flush(greedy);
        assertThat(greedy.offers()).containsExactly(List.of(SLICE, SLICE));
    }

    @Test
    void ofManySmallBuffersOnlySoManyAreOfferedAtOnce() throws IOException {
        for (int i = 0; i < 40; i++) {
            add("x");
        }
        assertThat(queue.flush(greedy)).isEqualTo(16);
        assertThat(queue.flush(greedy)).isEqualTo(16);
        assertThat(queue.flush(greedy)).isEqualTo(8);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void emptyBuffersAreIgnored() throws IOException {
        queue.add(ByteBuffer.allocate(0));
        assertThat(queue.isEmpty()).isTrue();
        add("a");
        queue.add(ByteBuffer.allocate(0));
        add("b");
        queue.flush(greedy);
        assertThat(greedy.offers()).containsExactly(List.of(1, 1));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatLiesBetweenPositionAndLimitIsSent() throws IOException {
        queue.add(ByteBuffer.wrap("..abc..".getBytes(US_ASCII), 2, 3));
        queue.flush(greedy);
        assertThat(greedy.taken()).asString().isEqualTo("abc");
    }

    @Test
    void clearForgetsWhatWasNotSent() throws IOException {
        add("abc");
        queue.flush(new ChunkingTransport(() -> 1));
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
        add("x");
        queue.flush(greedy);
        assertThat(greedy.taken()).asString().isEqualTo("x");
    }

    @Test
    void aChannelThatFailsLosesNothingOfTheQueue() throws IOException {
        add("abc");
        ChunkingTransport broken = new ChunkingTransport(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> queue.flush(broken)).hasMessage("broken");
        queue.flush(greedy);
        assertThat(greedy.taken()).asString().isEqualTo("abc");
    }

    @Test
    void octetsArriveUnchangedAndInOrderWhateverTheChannelTakes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            int most = 1 << random.nextInt(21);
            ChunkingTransport transport = new ChunkingTransport(() -> random.nextInt(most + 1));
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int reply = 0; reply < 10; reply++) {
                byte[] octets = new byte[random.nextInt(1 << random.nextInt(most > 100 ? 19 : 9))];
                random.nextBytes(octets);
                sent.writeBytes(octets);
                queue.add(ByteBuffer.wrap(octets));
                queue.flush(transport);
            }
            while (!queue.isEmpty()) {
                queue.flush(transport);
            }
            assertThat(transport.taken()).as("seed %sL, round %s", seed, round).isEqualTo(sent.toByteArray());
        }
    }

    private void add(String octets) {
        queue.add(ByteBuffer.wrap(octets.getBytes(US_ASCII)));
    }
}
