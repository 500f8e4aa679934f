package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredMaildropTest {

    private final StoredMaildrop maildrop = Seeds.users().add("user", "password");

    @Test
    void messagesAreKeptInTheOrderOfTheirArrival() {
        StoredMessage first = add();
        StoredMessage second = add();
        assertThat(maildrop.messages()).containsExactly(first, second);
        assertThat(maildrop.allMessages()).containsExactly(first, second);
    }

    @Test
    void listsAreSnapshots() {
        StoredMessage first = add();
        List<StoredMessage> messages = maildrop.messages();
        List<StoredMessage> all = maildrop.allMessages();
        add();
        maildrop.remove(first);
        assertThat(messages).containsExactly(first);
        assertThat(all).containsExactly(first);
    }

    @Test
    void whatIsScheduledIsThereWhenItHasArrived() {
        StoredMessage late = maildrop.schedule(Seeds.prepared(SeedMessage.raw(""), new byte[0]));
        assertThat(late.state()).isEqualTo(MessageState.SCHEDULED);
        assertThat(late.maildrop()).isSameAs(maildrop);
        assertThat(maildrop.messages()).isEmpty();
        maildrop.arrive(late);
        assertThat(late.state()).isEqualTo(MessageState.PRESENT);
        assertThat(maildrop.messages()).containsExactly(late);
    }

    @Test
    void whatIsRemovedBeforeItArrivesNeverDoes() {
        StoredMessage late = maildrop.schedule(Seeds.prepared(SeedMessage.raw(""), new byte[0]));
        maildrop.remove(late);
        maildrop.arrive(late);
        assertThat(maildrop.messages()).isEmpty();
        assertThat(late.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
    }

    @Test
    void anArrivalIsCalledOffWhenItsMessageOrTheMaildropGoesAndNotWhenItHasArrived() {
        Users users = Seeds.users();
        StoredMaildrop forgotten = users.add("user", "password");
        List<String> calledOff = new ArrayList<>();
        for (String uid : List.of("arrived", "removed", "expected")) {
            StoredMessage late =
                    forgotten.schedule(Seeds.prepared(SeedMessage.raw("").uid(uid), new byte[0]));
            forgotten.expect(late, () -> calledOff.add(uid));
        }
        List<StoredMessage> late = forgotten.allMessages();

        forgotten.arrive(late.get(0));
        assertThat(calledOff).isEmpty();
        forgotten.remove(late.get(1));
        assertThat(calledOff).containsExactly("removed");
        users.clear();
        assertThat(calledOff).containsExactly("removed", "expected");
    }

    @Test
    void whatTheTestRemovesStaysInspectable() {
        StoredMessage first = add();
        StoredMessage second = add();
        maildrop.remove(first);
        maildrop.remove(first);
        assertThat(maildrop.messages()).containsExactly(second);
        assertThat(maildrop.allMessages()).containsExactly(first, second);
        assertThat(maildrop.in(MessageState.REMOVED_BY_TEST)).containsExactly(first);
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
            assertThat(Seeds.add(Seeds.users().add(username, ""), new byte[0]).uid())
                    .as("of user <%s>", username)
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    void uniqueIdsAreTheSameInEachRun() {
        StoredMaildrop again = Seeds.users().add("user", "another password");
        for (int i = 0; i < 20; i++) {
            assertThat(Seeds.add(again, new byte[] {'x'}).uid()).isEqualTo(add().uid());
        }
    }

    @Test
    void uniqueIdsBeginWithASerialNumber() {
        assertThat(add().uid()).startsWith("00000001");
        assertThat(add().uid()).startsWith("00000002");
    }

    @Test
    void identicalMessagesHaveDifferentUniqueIds() {
        byte[] content = {'x'};
        assertThat(Seeds.add(maildrop, content).uid())
                .isNotEqualTo(Seeds.add(maildrop, content).uid());
    }

    @Test
    void usersHaveDifferentUniqueIds() {
        assertThat(Seeds.add(Seeds.users().add("other", ""), new byte[0]).uid()).isNotEqualTo(add().uid());
    }

    @Test
    void aUniqueIdThatWasAskedForIsGiven() {
        assertThat(Seeds.add(maildrop, new byte[0], "mine").uid()).isEqualTo("mine");
    }

    @Test
    void aUniqueIdThatIsTakenIsRefusedAndNothingIsAdded() {
        StoredMessage first = Seeds.add(maildrop, new byte[0], "mine");
        assertRefused("mine");
        assertThat(maildrop.allMessages()).containsExactly(first);
    }

    @Test
    void aUniqueIdIsNotUsedAgainAfterItsMessageHasGone() {
        StoredMessage removed = Seeds.add(maildrop, new byte[0], "removed");
        maildrop.remove(removed);
        Seeds.add(maildrop, new byte[0], "deleted");
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
        StoredMaildrop twin = Seeds.users().add("user", "");
        List<String> next = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            next.add(Seeds.add(twin, new byte[0]).uid());
        }
        Seeds.add(maildrop, new byte[0], next.get(0));
        Seeds.add(maildrop, new byte[0], next.get(1));
        assertThat(add().uid()).isEqualTo(next.get(2));
    }

    @Test
    void aSessionHasTheMaildropLockedUntilItsEnd() {
        OpenMaildrop session = maildrop.open(1);
        assertThat(maildrop.isLocked()).isTrue();
        session.abandon();
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void theTestsLockIsGivenBackByItsHolderOnly() {
        Object holder = new Object();
        maildrop.lock(holder);
        maildrop.unlock(new Object());
        assertThat(maildrop.isLocked()).isTrue();
        maildrop.unlock(holder);
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void sessionsDoNotLockASharedMaildrop() {
        maildrop.share(true);
        OpenMaildrop first = maildrop.open(1);
        OpenMaildrop second = maildrop.open(2);
        assertThat(maildrop.isLocked()).isFalse();
        assertThat(maildrop.sessions()).containsExactlyInAnyOrder(first, second);
        maildrop.share(false);
        assertThat(maildrop.isLocked()).isTrue();
    }

    private static String taken(String uid) {
        return "uid \"" + uid
                + "\" was already used in maildrop \"user\" and cannot be reused (RFC 1939 section 7); choose"
                + " another";
    }

    private void assertRefused(String uid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Seeds.add(maildrop, new byte[0], uid))
                .withMessage(taken(uid));
    }

    private StoredMessage add() {
        return Seeds.add(maildrop, "x".getBytes(US_ASCII));
    }

    @Test
    void severalUniqueIdsAreLookedAtTogether() {
        Seeds.add(maildrop, new byte[0], "taken");

        assertThat(addAll()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> addAll("a", "taken"))
                .withMessage(taken("taken"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> addAll("a", "b", "a"))
                .withMessage(taken("a"));

        assertThat(maildrop.allMessages()).hasSize(1);
        assertThat(addAll("a", "b")).containsExactly("a", "b");
    }

    @Test
    void sizesThatAddUpToMoreThanStatCanReportAreRefusedAndNothingIsAdded() {
        Seeds.add(maildrop, SeedMessage.raw("").reportedSize(Long.MAX_VALUE), new byte[0]);
        Seeds.add(maildrop, SeedMessage.raw("").reportedSize(Long.MIN_VALUE), new byte[0]);
        Seeds.add(maildrop, new byte[0]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.addAll(List.of(
                        Seeds.prepared(SeedMessage.raw("").uid("free"), new byte[0]),
                        Seeds.prepared(SeedMessage.raw("Subject: large\n\n").reportedSize(1), new byte[0]))))
                .withMessage(
                        "\"large\" (18 octets) with a reported size of 1 makes the sizes in the maildrop of \"user\""
                                + " add up to more than 63 bits, which STAT cannot report; give it a reportedSize(...) nearer to"
                                + " zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        maildrop.schedule(Seeds.prepared(SeedMessage.raw("").reportedSize(-1), new byte[0])));
        assertThat(maildrop.allMessages()).hasSize(3);
        assertThat(addAll("free")).containsExactly("free");
        assertThat(maildrop.open(1).octets()).isEqualTo(-1);
    }

    @Test
    void theSizeOfAMessageThatHasGoneCountsNoLonger() {
        SeedMessage huge = SeedMessage.raw("").reportedSize(Long.MAX_VALUE);
        maildrop.remove(Seeds.add(maildrop, huge, new byte[0]));
        StoredMessage late = maildrop.schedule(Seeds.prepared(huge, new byte[0]));
        maildrop.remove(late);
        maildrop.remove(late);
        Seeds.add(maildrop, huge, new byte[0]);
        OpenMaildrop session = maildrop.open(1);
        session.mark(1);
        session.commit();

        assertThat(Seeds.add(maildrop, huge, new byte[0]).announcedSize()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void generatedUniqueIdsAreNotThoseThatLaterMessagesAskFor() {
        StoredMaildrop twin = Seeds.users().add("user", "");
        String first = Seeds.add(twin, new byte[0]).uid();
        String second = Seeds.add(twin, new byte[0]).uid();

        assertThat(addAll("", first)).containsExactly(second, first);
    }

    /** @param wanted the unique-ids that the messages ask for, "" for none */
    private List<String> addAll(String... wanted) {
        List<PreparedMessage> prepared = Stream.of(wanted)
                .map(uid -> uid.isEmpty()
                        ? SeedMessage.raw("")
                        : SeedMessage.raw("").uid(uid))
                .map(seed -> Seeds.prepared(seed, new byte[0]))
                .toList();
        return maildrop.addAll(prepared).stream().map(StoredMessage::uid).toList();
    }
}
