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

    private static final long ALL = Long.MAX_VALUE;

    /** Copies nothing together. */
    private final OutboundQueue queue = new OutboundQueue(ByteBuffer.allocate(0));

    private final OutboundQueue copying = new OutboundQueue(ByteBuffer.allocate(24));
    private final ChunkingTransport greedy = new ChunkingTransport(() -> Integer.MAX_VALUE);

    @Test
    void severalBuffersLeaveInOneWrite() throws IOException {
        add("+OK 7 octets\r\n");
        add("hello\r\n");
        add(".\r\n");

        assertThat(queue.flush(greedy, ALL)).isEqualTo(24);

        assertThat(greedy.offers()).containsExactly(List.of(14, 7, 3));
        assertThat(greedy.taken()).asString().isEqualTo("+OK 7 octets\r\nhello\r\n.\r\n");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aSmallReplyOfSeveralBuffersLeavesInOne() throws IOException {
        add(copying, "+OK 7 octets\r\n", "hello\r\n", ".\r\n");
        assertThat(copying.flush(greedy, ALL)).isEqualTo(24);
        assertThat(greedy.offers()).containsExactly(List.of(24));
        assertThat(greedy.taken()).asString().isEqualTo("+OK 7 octets\r\nhello\r\n.\r\n");
        assertThat(copying.isEmpty()).isTrue();

        add(copying, "+OK 8 octets\r\n", "hello!\r\n", ".\r\n");
        copying.flush(greedy, ALL);
        assertThat(greedy.offers())
                .last()
                .as("an octet more than there is room for")
                .isEqualTo(List.of(14, 8, 3));
    }

    @Test
    void aReplyOfOneBufferIsNotCopied() throws IOException {
        ByteBuffer scratch = ByteBuffer.allocate(24);
        OutboundQueue single = new OutboundQueue(scratch);
        add(single, "+OK\r\n");
        single.flush(greedy, ALL);
        assertThat(scratch.array()).containsOnly(0);
        assertThat(greedy.taken()).asString().isEqualTo("+OK\r\n");
    }

    @Test
    void whatIsCopiedTogetherIsOfferedUpToTheMaximumAndStaysInOrder() throws IOException {
        ChunkingTransport slow = new ChunkingTransport(() -> 3);
        add(copying, "abc", "defg", "hi");
        assertThat(copying.flush(slow, 5)).isEqualTo(3);
        assertThat(copying.flush(slow, 2)).isEqualTo(2);
        add(copying, "j");
        assertThat(copying.flush(greedy, ALL)).isEqualTo(5);
        assertThat(slow.offers()).containsExactly(List.of(5), List.of(2));
        assertThat(slow.taken()).asString().isEqualTo("abcde");
        assertThat(greedy.taken()).asString().isEqualTo("fghij");
    }

    @Test
    void whatTheChannelDoesNotTakeStaysInOrder() throws IOException {
        ChunkingTransport slow = new ChunkingTransport(() -> 5);
        add("abc");
        add("defg");
        add("hi");

        assertThat(queue.flush(slow, ALL)).isEqualTo(5);
        assertThat(queue.isEmpty()).isFalse();
        add("j");
        assertThat(queue.flush(slow, ALL)).isEqualTo(5);

        assertThat(slow.offers()).containsExactly(List.of(3, 4, 2), List.of(2, 2, 1));
        assertThat(slow.taken()).asString().isEqualTo("abcdefghij");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aChannelThatTakesNothingChangesNothing() throws IOException {
        add("+OK\r\n");
        assertThat(queue.flush(new ChunkingTransport(() -> 0), ALL)).isZero();
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.flush(greedy, ALL)).isEqualTo(5);
        assertThat(greedy.taken()).asString().isEqualTo("+OK\r\n");
    }

    @Test
    void eachFlushIsOneWrite() throws IOException {
        queue.add(ByteBuffer.wrap(new byte[3 * MOST]));
        queue.flush(greedy, ALL);
        assertThat(greedy.offers()).hasSize(1);
    }

    @Test
    void aLargeReplyIsOfferedInSlicesAndNeverMoreThanAMebibyteAtOnce() throws IOException {
        add("+OK\r\n");
        queue.add(ByteBuffer.wrap(new byte[3 * MOST + 1]));
        add(".\r\n");

        while (!queue.isEmpty()) {
            queue.flush(greedy, ALL);
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
        queue.flush(greedy, ALL);
        assertThat(greedy.offers()).containsExactly(List.of(SLICE, SLICE));
    }

    @Test
    void ofManySmallBuffersOnlySoManyAreOfferedAtOnce() throws IOException {
        for (int i = 0; i < 40; i++) {
            add("x");
        }
        assertThat(queue.flush(greedy, ALL)).isEqualTo(16);
        assertThat(queue.flush(greedy, ALL)).isEqualTo(16);
        assertThat(queue.flush(greedy, ALL)).isEqualTo(8);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void emptyBuffersAreIgnored() throws IOException {
        queue.add(ByteBuffer.allocate(0));
        assertThat(queue.isEmpty()).isTrue();
        add("a");
        queue.add(ByteBuffer.allocate(0));
        add("b");
        queue.flush(greedy, ALL);
        assertThat(greedy.offers()).containsExactly(List.of(1, 1));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void onlyWhatLiesBetweenPositionAndLimitIsSent() throws IOException {
        queue.add(ByteBuffer.wrap("..abc..".getBytes(US_ASCII), 2, 3));
        queue.flush(greedy, ALL);
        assertThat(greedy.taken()).asString().isEqualTo("abc");
    }

    @Test
    void clearForgetsWhatWasNotSent() throws IOException {
        add("abc");
        queue.flush(new ChunkingTransport(() -> 1), ALL);
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
        add("x");
        queue.flush(greedy, ALL);
        assertThat(greedy.taken()).asString().isEqualTo("x");
    }

    @Test
    void aChannelThatFailsLosesNothingOfTheQueue() throws IOException {
        add("abc");
        ChunkingTransport broken = new ChunkingTransport(() -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> queue.flush(broken, ALL)).hasMessage("broken");
        queue.flush(greedy, ALL);
        assertThat(greedy.taken()).asString().isEqualTo("abc");
    }

    @Test
    void octetsArriveUnchangedAndInOrderWhateverTheChannelTakes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            OutboundQueue queue = new OutboundQueue(ByteBuffer.allocate(random.nextInt(1 << 15)));
            int most = 1 << random.nextInt(21);
            ChunkingTransport transport = new ChunkingTransport(() -> random.nextInt(most + 1));
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int reply = 0; reply < 10; reply++) {
                byte[] octets = new byte[random.nextInt(1 << random.nextInt(most > 100 ? 19 : 9))];
                random.nextBytes(octets);
                sent.writeBytes(octets);
                queue.add(ByteBuffer.wrap(octets));
                queue.flush(transport, ALL);
            }
            while (!queue.isEmpty()) {
                queue.flush(transport, ALL);
            }
            assertThat(transport.taken()).as("seed %sL, round %s", seed, round).isEqualTo(sent.toByteArray());
        }
    }

    private void add(String octets) {
        add(queue, octets);
    }

    private static void add(OutboundQueue queue, String... buffers) {
        for (String octets : buffers) {
            queue.add(ByteBuffer.wrap(octets.getBytes(US_ASCII)));
        }
    }
}
