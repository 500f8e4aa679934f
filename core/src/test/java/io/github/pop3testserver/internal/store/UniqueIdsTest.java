package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.UidPolicy;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sessions are told under each policy. */
class UniqueIdsTest {

    private final StoredMaildrop maildrop = Seeds.users().add("user", "password");

    private void add(String content) {
        Seeds.add(maildrop, content.getBytes(US_ASCII));
    }

    private List<String> uidsOfSession(int session) {
        OpenMaildrop opened = maildrop.open(session);
        List<String> uids =
                IntStream.rangeClosed(1, opened.highest()).mapToObj(opened::uid).toList();
        opened.abandon();
        assertThat(uids).allMatch(uid -> uid.matches("[\\x21-\\x7E]{1,70}"));
        return uids;
    }

    @Test
    void stableOnesAreTheSameInEachSession() {
        add("a");
        add("a");
        assertThat(uidsOfSession(1)).isEqualTo(uidsOfSession(2)).doesNotHaveDuplicates();
    }

    @Test
    void changingOnesAreOthersInEachSession() {
        maildrop.uidPolicy(UidPolicy.CHANGE_EVERY_SESSION);
        add("a");
        add("b");
        assertThat(uidsOfSession(1)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(uidsOfSession(2));
    }

    @Test
    void changingOnesAreOthersAfterAReset() {
        Users users = Seeds.users();
        StoredMaildrop before = users.add("user", "password");
        users.clear();
        StoredMaildrop after = users.add("user", "password");

        assertThat(changing(after)).isNotEqualTo(changing(before)).hasSameSizeAs(changing(before));
    }

    private static String changing(StoredMaildrop maildrop) {
        maildrop.uidPolicy(UidPolicy.CHANGE_EVERY_SESSION);
        Seeds.add(maildrop, new byte[0]);
        OpenMaildrop first = maildrop.open(1);
        first.abandon();
        return first.uid(1);
    }

    @Test
    void hashesAreTheSameForCopies() {
        maildrop.uidPolicy(UidPolicy.SAME_FOR_IDENTICAL_CONTENT);
        add("a");
        add("b");
        add("a");
        List<String> uids = uidsOfSession(1);
        assertThat(uids.get(0)).isEqualTo(uids.get(2)).isNotEqualTo(uids.get(1));
        assertThat(uidsOfSession(2)).isEqualTo(uids);
        assertThat(uids.get(0)).as("half of its SHA-256").isEqualTo("ca978112ca1bbdcafac231b39a23dc4d");
    }

    /** Hashing takes seconds for a gigabyte, in which the server would answer nobody. */
    @Test
    void eachMessageIsHashedOnceAndByTheCallerWherePossible() {
        assertThat(maildrop.delivery(SeedMessage.raw("a"), Instant.EPOCH).hashed())
                .isFalse();
        maildrop.uidPolicy(UidPolicy.SAME_FOR_IDENTICAL_CONTENT);
        assertThat(maildrop.delivery(SeedMessage.raw("a"), Instant.EPOCH).hashed())
                .isTrue();
        add("a");
        OpenMaildrop first = maildrop.open(1);
        first.abandon();

        assertThat(maildrop.open(2).uid(1)).isSameAs(first.uid(1));
    }

    @Test
    void aReusedOneComesAgainForAnotherMessage() {
        maildrop.uidPolicy(UidPolicy.REUSE_AFTER_DELETION);
        add("a");
        add("b");
        List<String> before = uidsOfSession(1);
        maildrop.remove(maildrop.messages().get(0));
        add("c");
        assertThat(uidsOfSession(2)).containsExactly(before.get(1), before.get(0));
    }

    @Test
    void theUniqueIdOfAMessageThatNeverArrivedIsReusedToo() {
        maildrop.uidPolicy(UidPolicy.REUSE_AFTER_DELETION);
        StoredMessage late = maildrop.schedule(Seeds.prepared(SeedMessage.raw(""), new byte[0]));
        maildrop.remove(late);

        assertThat(Seeds.add(maildrop, new byte[0]).uid()).isEqualTo(late.uid());
    }

    @Test
    void theLowestThatIsFreeIsReusedFirst() {
        maildrop.uidPolicy(UidPolicy.REUSE_AFTER_DELETION);
        for (int i = 0; i < 4; i++) {
            add("a");
        }
        List<String> before = uidsOfSession(1);
        maildrop.remove(maildrop.messages().get(2));
        maildrop.remove(maildrop.messages().get(0));
        add("b");
        add("c");
        add("d");

        List<String> after = uidsOfSession(2);
        assertThat(after.subList(0, 4)).containsExactly(before.get(1), before.get(3), before.get(0), before.get(2));
        assertThat(before).doesNotContain(after.get(4));
    }

    @Test
    void underAnyOtherPolicyNoneIsUsedAgain() {
        add("a");
        List<String> before = uidsOfSession(1);
        maildrop.remove(maildrop.messages().get(0));
        add("b");
        assertThat(uidsOfSession(2)).doesNotContainAnyElementsOf(before);
    }
}
