package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.MessageState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredMaildropTest {

    private final StoredMaildrop maildrop = new Users().add("user", "password");

    @Test
    void messagesAreKeptInTheOrderOfTheirArrival() {
        StoredMessage first = add();
        StoredMessage second = add();
        assertThat(maildrop.messages()).containsExactly(first, second);
        assertThat(maildrop.everything()).containsExactly(first, second);
    }

    @Test
    void listsAreSnapshots() {
        StoredMessage first = add();
        List<StoredMessage> messages = maildrop.messages();
        List<StoredMessage> everything = maildrop.everything();
        add();
        maildrop.remove(first);
        assertThat(messages).containsExactly(first);
        assertThat(everything).containsExactly(first);
    }

    @Test
    void whatTheFixtureRemovesStaysInspectable() {
        StoredMessage first = add();
        StoredMessage second = add();
        maildrop.remove(first);
        maildrop.remove(first);
        assertThat(maildrop.messages()).containsExactly(second);
        assertThat(maildrop.everything()).containsExactly(first, second);
        assertThat(maildrop.in(MessageState.REMOVED_BY_FIXTURE)).containsExactly(first);
        assertThat(maildrop.in(MessageState.PRESENT)).containsExactly(second);
        assertThat(maildrop.in(MessageState.DELETED)).isEmpty();
    }

    @Test
    void uniqueIdsAreUniqueAndMadeOfPrintableCharacters() {
        List<String> uids = Stream.generate(() -> add().uid()).limit(5_000).toList();
        assertThat(uids).doesNotHaveDuplicates().allMatch(uid -> uid.matches("[\\x21-\\x7E]{1,70}"));
    }

    @Test
    void uniqueIdsAreMadeOfPrintableCharactersWhateverTheUserIsCalled() {
        for (String username : List.of("", " ", "ü \n", "a".repeat(500), "zzzzzzzzzz")) {
            assertThat(new Users().add(username, "").add(new byte[0], null).uid())
                    .as("of user <%s>", username)
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    void uniqueIdsAreTheSameInEachRun() {
        StoredMaildrop again = new Users().add("user", "another password");
        for (int i = 0; i < 20; i++) {
            assertThat(again.add(new byte[] {'x'}, null).uid()).isEqualTo(add().uid());
        }
    }

    @Test
    void identicalMessagesHaveDifferentUniqueIds() {
        byte[] content = {'x'};
        assertThat(maildrop.add(content, null).uid())
                .isNotEqualTo(maildrop.add(content, null).uid());
    }

    @Test
    void usersHaveDifferentUniqueIds() {
        assertThat(new Users().add("other", "").add(new byte[0], null).uid()).isNotEqualTo(add().uid());
    }

    @Test
    void aUniqueIdThatWasAskedForIsGiven() {
        assertThat(maildrop.add(new byte[0], "mine").uid()).isEqualTo("mine");
    }

    @Test
    void aUniqueIdThatIsTakenIsRefusedAndNothingIsAdded() {
        StoredMessage first = maildrop.add(new byte[0], "mine");
        assertRefused("mine");
        assertThat(maildrop.everything()).containsExactly(first);
    }

    @Test
    void aUniqueIdIsNotUsedAgainAfterItsMessageHasGone() {
        StoredMessage removed = maildrop.add(new byte[0], "removed");
        maildrop.remove(removed);
        maildrop.add(new byte[0], "deleted");
        OpenMaildrop session = maildrop.open(1);
        session.mark(1);
        session.commit();
        assertRefused("removed");
        assertRefused("deleted");
    }

    @Test
    void aUniqueIdOfTheMaildropsOwnMakingIsTakenToo() {
        assertRefused(add().uid());
    }

    @Test
    void theMaildropDoesNotMakeAUniqueIdThatWasAskedForBefore() {
        StoredMaildrop twin = new Users().add("user", "");
        List<String> next = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            next.add(twin.add(new byte[0], null).uid());
        }
        maildrop.add(new byte[0], next.get(0));
        maildrop.add(new byte[0], next.get(1));
        assertThat(add().uid()).isEqualTo(next.get(2));
    }

    @Test
    void theLockIsExclusive() {
        OpenMaildrop session = maildrop.open(1);
        assertThat(session).isNotNull();
        assertThat(maildrop.lockedBy()).isSameAs(session);
        assertThat(maildrop.open(2)).isNull();
        session.abandon();
        assertThat(maildrop.lockedBy()).isNull();
        assertThat(maildrop.open(3)).isNotNull();
    }

    @Test
    void theLocksOfTwoUsersAreTwoLocks() {
        Users users = new Users();
        assertThat(users.add("ann", "").open(1)).isNotNull();
        assertThat(users.add("bob", "").open(2)).isNotNull();
    }

    @Test
    void theFixturesLockKeepsSessionsOutUntilItsHolderReleasesIt() {
        Object holder = new Object();
        maildrop.lock(holder);
        assertThat(maildrop.lockedBy()).isSameAs(holder);
        assertThat(maildrop.open(1)).isNull();
        maildrop.release(new Object());
        assertThat(maildrop.open(1)).isNull();
        maildrop.release(holder);
        assertThat(maildrop.open(1)).isNotNull();
    }

    @Test
    void aLateReleaseDoesNotTakeTheLockFromItsNextHolder() {
        OpenMaildrop first = maildrop.open(1);
        first.commit();
        OpenMaildrop second = maildrop.open(2);
        first.abandon();
        maildrop.release(first);
        assertThat(maildrop.lockedBy()).isSameAs(second);
    }

    private void assertRefused(String uid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.add(new byte[0], uid))
                .withMessageContainingAll("\"user\"", "\"" + uid + "\"", "another uid");
    }

    private StoredMessage add() {
        return maildrop.add("x".getBytes(US_ASCII), null);
    }
}
