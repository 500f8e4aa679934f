package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredMessageTest {

    private final StoredMaildrop maildrop = Seeds.users().add("user", "password");

    @Test
    void theSeededOctetsAreKeptBesideThoseOnTheWire() {
        byte[] content = "A: 1\n\n.".getBytes(US_ASCII);
        StoredMessage message = Seeds.add(maildrop, content, "u1");

        assertThat(message.uid()).isEqualTo("u1");
        assertThat(message.content()).isSameAs(content);
        assertThat(message.size()).isEqualTo(11);
        assertThat(text(message.lines())).isEqualTo("A: 1\r\n\r\n..\r\n");
    }

    @Test
    void aMessageThatIsReadyForTheWireIsHeldOnce() {
        byte[] content = "A: 1\r\n\r\nbody\r\n".getBytes(US_ASCII);
        StoredMessage message = Seeds.add(maildrop, content);
        assertThat(message.lines().array()).isSameAs(content);
        assertThat(message.top(0).array()).isSameAs(content);
    }

    /** A raw message's seed holds all its octets once more. */
    @Test
    void theSeedIsNotKept() {
        WeakReference<SeedMessage> seed = addForgettingTheSeed(SeedMessage.raw("A: 1\r\n\r\nbody\r\n"));
        for (int i = 0; i < 10 && seed.get() != null; i++) {
            System.gc();
        }
        assertThat(seed.get()).isNull();
        assertThat(text(maildrop.messages().get(0).lines())).isEqualTo("A: 1\r\n\r\nbody\r\n");
    }

    private WeakReference<SeedMessage> addForgettingTheSeed(SeedMessage seed) {
        maildrop.addAll(List.of(maildrop.delivery(seed, Instant.EPOCH).prepare()));
        return new WeakReference<>(seed);
    }

    @Test
    void eachReplyHasAViewOfItsOwn() {
        StoredMessage message = add("A: 1\r\n\r\nbody\r\n");
        ByteBuffer first = message.lines();
        first.position(first.limit());
        assertThat(text(message.top(0))).isEqualTo("A: 1\r\n\r\n");
        assertThat(text(message.lines())).isEqualTo("A: 1\r\n\r\nbody\r\n");
    }

    @Test
    void marksComeAndGo() {
        StoredMessage message = add("x");
        assertThat(message.state()).isEqualTo(MessageState.PRESENT);
        message.mark();
        assertThat(message.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
        message.unmark();
        assertThat(message.state()).isEqualTo(MessageState.PRESENT);
    }

    @Test
    void whatTheTestRemovedCanNoLongerBeMarkedOrDeleted() {
        StoredMessage message = add("x");
        maildrop.remove(message);
        message.mark();
        message.unmark();
        assertThat(message.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
        assertThat(message.deletedIn()).isNull();
        assertThat(message.isLost()).isFalse();
    }

    @Test
    void whatAClientDeletedTheTestCannotRemove() {
        StoredMessage message = add("x");
        OpenMaildrop session = maildrop.open(1);
        session.mark(1);
        session.commit();
        maildrop.remove(message);
        assertThat(message.state()).isEqualTo(MessageState.DELETED);
        assertThat(message.deletedIn()).isSameAs(session);
    }

    @Test
    void repliesAreCountedByWhatTheyCarried() {
        StoredMessage message = add("x");
        message.sent(true, true);
        message.sent(false, true);
        message.sent(true, true);
        assertThat(message.timesRetrievedCompletely()).isEqualTo(2);
        assertThat(message.timesRetrieved()).isZero();
    }

    @Test
    void aDeletedMessageIsLostIfNoReplyCarriedItWhole() {
        StoredMessage lost = add("x");
        StoredMessage topped = add("x");
        StoredMessage read = add("x");
        lost.sent(true, false);
        topped.sent(false, true);
        read.sent(true, true);
        OpenMaildrop session = maildrop.open(1);
        for (int number = 1; number <= 3; number++) {
            session.mark(number);
        }
        assertThat(lost.isLost()).isFalse();

        session.commit();

        assertThat(lost.isLost()).isTrue();
        assertThat(topped.isLost()).isFalse();
        assertThat(read.isLost()).isFalse();
    }

    private StoredMessage add(String content) {
        return Seeds.add(maildrop, content.getBytes(US_ASCII));
    }

    private static String text(ByteBuffer octets) {
        return US_ASCII.decode(octets).toString();
    }
}
