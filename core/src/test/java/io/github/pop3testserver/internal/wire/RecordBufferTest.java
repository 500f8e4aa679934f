package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RecordBufferTest {

    private final RecordBuffer buffer = new RecordBuffer();

    @Test
    void takesNoMemoryWhileItIsEmpty() throws IOException {
        assertThat(buffer.contents().capacity()).isZero();

        add("abc", 100);
        assertThat(buffer.contents().capacity()).isEqualTo(100);
        assertThat(taken(3)).isEqualTo("abc");

        assertThat(buffer.isEmpty()).isTrue();
        assertThat(buffer.contents().capacity()).isZero();
    }

    @Test
    void isNotReleasedWhileSomethingIsHeld() throws IOException {
        add("abc", 100);
        taken(2);

        buffer.releaseIfEmpty();

        assertThat(buffer.size()).isEqualTo(1);
        assertThat(taken(1)).isEqualTo("c");
    }

    @Test
    void octetsKeepTheirOrderEvenIfTheBufferMustMakeRoom() throws IOException {
        add("abc", 4);
        add("d", 1);
        assertThat(taken(2)).isEqualTo("ab");
        add("ef", 2);
        assertThat(buffer.contents().capacity()).as("room was made in front").isEqualTo(4);
        add("ghi", 10);
        assertThat(buffer.size()).isEqualTo(7);
        assertThat(taken(7)).isEqualTo("cdefghi");
    }

    @Test
    void whatIsReservedHoldsAllThatIsAddedInOnePiece() throws IOException {
        add("ab", 2);
        taken(1);
        buffer.reserve(30);
        byte[] array = buffer.contents().array();
        for (String record : new String[] {"0123456789", "abcdefghij", "ABCDEFGHIJ"}) {
            add(record, 10);
        }

        assertThat(buffer.contents().array()).isSameAs(array);
        assertThat(taken(31)).isEqualTo("b0123456789abcdefghijABCDEFGHIJ");
    }

    @Test
    void offersAtLeastTheRoomThatIsAskedFor() throws IOException {
        for (int room : new int[] {1, 100, 5, 17_000}) {
            int found = buffer.append(room, space -> {
                int remaining = space.remaining();
                space.put((byte) 'x');
                return remaining;
            });
            assertThat(found).isGreaterThanOrEqualTo(room);
        }
        assertThat(buffer.size()).isEqualTo(4);
    }

    @Test
    void aSourceThatFailsLosesNothingOfWhatIsHeld() throws IOException {
        add("abc", 10);

        assertThatIOException()
                .isThrownBy(() -> buffer.append(100, space -> {
                    throw new IOException("broken");
                }))
                .withMessage("broken");

        assertThat(taken(10)).isEqualTo("abc");
    }

    @Test
    void clearForgetsEverything() throws IOException {
        add("abc", 10);
        buffer.clear();
        assertThat(buffer.isEmpty()).isTrue();
        assertThat(taken(10)).isEmpty();
    }

    private void add(String text, int room) throws IOException {
        buffer.append(room, space -> space.put(text.getBytes(US_ASCII)));
    }

    private String taken(int most) {
        ByteBuffer target = ByteBuffer.allocate(most);
        buffer.moveTo(target);
        return US_ASCII.decode(target.flip()).toString();
    }
}
