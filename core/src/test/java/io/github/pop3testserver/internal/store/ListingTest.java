package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.UidPolicy;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Listings are kept for as long as a maildrop stays as it is: each thing that changes it has to be seen in the next. */
class ListingTest {

    private final StoredMaildrop maildrop = Seeds.users().add("user", "password");
    private final StoredMessage one = add("a", "1");
    private final StoredMessage two = add("b", "22");

    @Test
    void sessionsThatFindTheMaildropUnchangedShareTheirListings() {
        OpenMaildrop first = maildrop.open(1);
        first.abandon();
        OpenMaildrop second = maildrop.open(2);

        assertThat(second.scanListing().array()).isSameAs(first.scanListing().array());
        assertThat(second.uidListing().array()).isSameAs(first.uidListing().array());
        assertListed(second, "1 3, 2 4", "1 a, 2 b");
    }

    @Test
    void eachReaderHasAPositionOfItsOwn() {
        OpenMaildrop session = maildrop.open(1);
        session.scanListing().get();
        session.uidListing().get();

        assertListed(session, "1 3, 2 4", "1 a, 2 b");
    }

    @Test
    void whatIsMarkedIsNotListed() {
        OpenMaildrop session = maildrop.open(1);
        assertListed(session, "1 3, 2 4", "1 a, 2 b");

        session.mark(1);
        assertListed(session, "2 4", "2 b");

        session.mark(2);
        assertListed(session, "", "");

        session.unmarkAll();
        assertListed(session, "1 3, 2 4", "1 a, 2 b");
    }

    @Test
    void theMarksOfOneSessionAreNotSeenInTheNext() {
        OpenMaildrop careless = maildrop.open(1);
        careless.mark(1);
        assertListed(careless, "2 4", "2 b");
        careless.abandon();

        assertListed(maildrop.open(2), "1 3, 2 4", "1 a, 2 b");
    }

    @Test
    void aSessionSeesWhatWasThereAtLoginAndTheNextOneWhatIsThereThen() {
        OpenMaildrop before = maildrop.open(1);
        assertListed(before, "1 3, 2 4", "1 a, 2 b");
        add("c", "333");
        maildrop.remove(one);
        assertListed(before, "1 3, 2 4", "1 a, 2 b");
        before.abandon();

        assertListed(maildrop.open(2), "1 4, 2 5", "1 b, 2 c");
    }

    @Test
    void whatAnUpdateRemovedIsListedNoMore() {
        OpenMaildrop session = maildrop.open(1);
        assertListed(session, "1 3, 2 4", "1 a, 2 b");
        session.mark(1);
        session.commit();

        assertThat(two.isGone()).isFalse();
        assertListed(maildrop.open(2), "1 4", "1 b");
    }

    @Test
    void anotherPolicyOfUniqueIdsIsSeenAtOnce() {
        OpenMaildrop session = maildrop.open(7);
        assertListed(session, "1 3, 2 4", "1 a, 2 b");

        maildrop.uidPolicy(UidPolicy.CHANGE_EVERY_SESSION);
        assertThat(lines(session.uidListing())).matches("1 0000000100000007\\w{8}, 2 0000000200000007\\w{8}");

        maildrop.uidPolicy(UidPolicy.REUSE_AFTER_DELETION);
        assertListed(session, "1 3, 2 4", "1 a, 2 b");
    }

    @Test
    void announcedSizesOfAnyLengthFit() {
        StoredMaildrop lies = Seeds.users().add("lies", "password");
        long[] sizes = {0, 9, 10, Integer.MAX_VALUE, Long.MAX_VALUE - Integer.MAX_VALUE - 19, -1, Long.MIN_VALUE + 1};
        for (long size : sizes) {
            Seeds.add(lies, SeedMessage.raw("x").reportedSize(size), new byte[0]);
        }

        assertThat(lines(lies.open(1).scanListing()))
                .isEqualTo("1 0, 2 9, 3 10, 4 2147483647, 5 9223372034707292141, 6 -1, 7 -9223372036854775807");
    }

    @Test
    void uniqueIdsOfAnyLengthFit() {
        StoredMaildrop full = Seeds.users().add("full", "password");
        IntStream.rangeClosed(1, 1_000).forEach(i -> Seeds.add(full, new byte[0], "~".repeat(66) + (1_000 + i)));

        String[] lines = lines(full.open(1).uidListing()).split(", ");

        assertThat(lines).hasSize(1_000).startsWith("1 " + "~".repeat(66) + "1001");
        assertThat(lines[999]).isEqualTo("1000 " + "~".repeat(66) + "2000");
    }

    private static void assertListed(OpenMaildrop session, String sizes, String uids) {
        assertThat(lines(session.scanListing())).isEqualTo(sizes);
        assertThat(lines(session.uidListing())).isEqualTo(uids);
    }

    /** The lines, with commas between them. */
    private static String lines(ByteBuffer listing) {
        String text = US_ASCII.decode(listing).toString();
        assertThat(text).matches("(.*\r\n)*");
        return text.strip().replace("\r\n", ", ");
    }

    private StoredMessage add(String uid, String text) {
        return Seeds.add(maildrop, text.getBytes(US_ASCII), uid);
    }
}
