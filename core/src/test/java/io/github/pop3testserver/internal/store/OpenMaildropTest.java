package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import org.junit.jupiter.api.Test;

class OpenMaildropTest {

    private final StoredMaildrop maildrop = Seeds.users().add("user", "password");
    private final StoredMessage one = add("1");
    private final StoredMessage two = add("22");
    private final StoredMessage three = add("333");
    private final OpenMaildrop session = maildrop.open(7);

    @Test
    void itKnowsItsMaildropAndItsSession() {
        assertThat(session.maildrop()).isSameAs(maildrop);
        assertThat(session.session()).isEqualTo(7);
        assertThat(session.isOver()).isFalse();
    }

    @Test
    void messagesAreNumberedFromOneInTheOrderOfTheirArrival() {
        assertNumbers();
        assertThat(session.isNumber(0)).isFalse();
        assertThat(session.isNumber(1)).isTrue();
        assertThat(session.isNumber(3)).isTrue();
        assertThat(session.isNumber(4)).isFalse();
        assertThat(session.isNumber(-1)).isFalse();
    }

    @Test
    void numbersStayWhateverIsAddedOrRemovedMeanwhile() {
        StoredMessage late = add("late");
        maildrop.remove(one);

        assertNumbers();
        assertThat(session.numberOf(late)).isEmpty();
        assertThat(session.count()).isEqualTo(3);
        assertThat(session.octets()).isEqualTo(3 + 4 + 5);
    }

    @Test
    void theNextSessionIsNumberedAnew() {
        session.mark(1);
        session.commit();
        StoredMessage late = add("late");
        maildrop.remove(three);

        OpenMaildrop next = maildrop.open(8);

        assertThat(next.highest()).isEqualTo(2);
        assertThat(next.message(1)).isSameAs(two);
        assertThat(next.message(2)).isSameAs(late);
    }

    @Test
    void anEmptyMaildropHasNoNumbers() {
        OpenMaildrop empty = Seeds.users().add("user", "").open(1);
        assertThat(empty.highest()).isZero();
        assertThat(empty.count()).isZero();
        assertThat(empty.octets()).isZero();
        assertThat(empty.isNumber(1)).isFalse();
        empty.commit();
        assertThat(empty.deleted()).isEmpty();
    }

    @Test
    void countAndOctetsFollowTheMarks() {
        assertThat(session.count()).isEqualTo(3);
        assertThat(session.octets()).isEqualTo(12);
        session.mark(2);
        assertThat(session.count()).isEqualTo(2);
        assertThat(session.octets()).isEqualTo(8);
        session.mark(1);
        session.mark(3);
        assertThat(session.count()).isZero();
        assertThat(session.octets()).isZero();
        session.unmarkAll();
        assertThat(session.count()).isEqualTo(3);
        assertThat(session.octets()).isEqualTo(12);
    }

    @Test
    void aMarkIsSeenOnTheMessageAndLeavesItInTheMaildrop() {
        session.mark(2);
        assertThat(session.isMarked(2)).isTrue();
        assertThat(session.isMarked(1)).isFalse();
        assertThat(two.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
        assertThat(maildrop.messages()).containsExactly(one, two, three);
        assertNumbers();
    }

    @Test
    void unmarkAllTakesEveryMarkBack() {
        session.mark(1);
        session.mark(3);
        session.unmarkAll();
        session.unmarkAll();
        assertThat(session.isMarked(1) || session.isMarked(2) || session.isMarked(3))
                .isFalse();
        assertThat(maildrop.in(MessageState.PRESENT)).containsExactly(one, two, three);
        session.commit();
        assertThat(maildrop.messages()).containsExactly(one, two, three);
    }

    @Test
    void commitRemovesTheMarkedMessagesAndNoOthersAndGivesTheLockBack() {
        StoredMessage late = add("late");
        session.mark(3);
        session.mark(1);

        session.commit();

        assertThat(maildrop.messages()).containsExactly(two, late);
        assertThat(maildrop.in(MessageState.DELETED)).containsExactly(one, three);
        assertThat(session.deleted()).containsExactly(one, three);
        assertThat(session.uncommitted()).isEmpty();
        assertThat(one.deletedIn()).isSameAs(session);
        assertThat(two.deletedIn()).isNull();
        assertThat(session.isOver()).isTrue();
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void commitWithoutMarksRemovesNothing() {
        session.commit();
        assertThat(maildrop.messages()).containsExactly(one, two, three);
        assertThat(session.deleted()).isEmpty();
        assertThat(session.uncommitted()).isEmpty();
    }

    @Test
    void abandonRemovesNothingAndGivesTheLockBack() {
        session.mark(1);
        session.mark(2);

        session.abandon();

        assertThat(maildrop.messages()).containsExactly(one, two, three);
        assertThat(maildrop.in(MessageState.PRESENT)).containsExactly(one, two, three);
        assertThat(session.uncommitted()).containsExactly(one, two);
        assertThat(session.deleted()).isEmpty();
        assertThat(session.isOver()).isTrue();
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void abandonForTheSecondTimeLeavesTheNextSessionsMarksAlone() {
        session.mark(1);
        session.abandon();
        OpenMaildrop next = maildrop.open(8);
        next.mark(1);

        session.abandon();

        assertThat(one.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
        assertThat(maildrop.sessions()).containsExactly(next);
    }

    @Test
    void abandonAfterCommitDoesNotBringAnythingBack() {
        session.mark(1);
        session.commit();
        session.abandon();
        assertThat(one.state()).isEqualTo(MessageState.DELETED);
        assertThat(session.deleted()).containsExactly(one);
    }

    @Test
    void aMarkedMessageThatTheTestRemovesStaysRemovedByTheTest() {
        session.mark(1);
        maildrop.remove(one);
        assertThat(one.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
        assertThat(session.isMarked(1)).isTrue();
        assertThat(session.count()).isEqualTo(2);

        session.unmarkAll();
        assertThat(one.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
        assertThat(session.octets()).isEqualTo(12);

        session.mark(1);
        session.mark(2);
        session.commit();
        assertThat(one.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
        assertThat(one.deletedIn()).isNull();
        assertThat(two.state()).isEqualTo(MessageState.DELETED);
        assertThat(maildrop.messages()).containsExactly(three);
    }

    @Test
    void retrievalsAreCountedEachAndListedOnceInTheOrderOfTheFirst() {
        session.retrieving(3);
        session.retrieving(1);
        session.retrieving(3);
        assertThat(session.retrieved()).containsExactly(three, one);
        assertThat(three.timesRetrieved()).isEqualTo(2);
        assertThat(two.timesRetrieved()).isZero();
    }

    @Test
    void whatWasRetrievedStaysKnownAfterTheEnd() {
        session.retrieving(2);
        session.mark(2);
        session.commit();
        assertThat(session.retrieved()).containsExactly(two);
    }

    @Test
    void aMessageThatCannotBeDeletedStaysUnmarkedAndTheOthersGo() {
        StoredMessage stubborn = Seeds.add(maildrop, SeedMessage.raw("").undeletable("no"), new byte[0]);
        OpenMaildrop next = next();
        next.mark(1);
        next.mark(4);

        assertThat(next.commit()).isEqualTo("no");

        assertThat(stubborn.state()).isEqualTo(MessageState.PRESENT);
        assertThat(next.deleted()).containsExactly(one);
        assertThat(next.uncommitted()).containsExactly(stubborn);
        assertThat(maildrop.messages()).containsExactly(two, three, stubborn);
    }

    @Test
    void aDownloadLimitCountsEachRetrieval() {
        maildrop.limitDownloads(2);
        session.retrieving(1);
        assertThat(session.hasReachedDownloadLimit()).isFalse();
        session.retrieving(1);
        assertThat(session.hasReachedDownloadLimit()).isTrue();
        assertThat(next().hasReachedDownloadLimit()).isFalse();
    }

    @Test
    void ofTwoSessionsThatMarkAMessageTheFirstOneDeletesIt() {
        OpenMaildrop other = next();
        session.mark(1);
        other.mark(1);
        other.mark(2);

        session.commit();
        other.commit();

        assertThat(session.deleted()).containsExactly(one);
        assertThat(other.deleted()).containsExactly(two);
        assertThat(one.deletedIn()).isSameAs(session);
        assertThat(maildrop.messages()).containsExactly(three);
    }

    private OpenMaildrop next() {
        return maildrop.open(8);
    }

    private void assertNumbers() {
        assertThat(session.highest()).isEqualTo(3);
        assertThat(session.message(1)).isSameAs(one);
        assertThat(session.message(2)).isSameAs(two);
        assertThat(session.message(3)).isSameAs(three);
        assertThat(session.numberOf(one)).hasValue(1);
        assertThat(session.numberOf(three)).hasValue(3);
    }

    private StoredMessage add(String content) {
        return Seeds.add(maildrop, content.getBytes(US_ASCII));
    }
}
