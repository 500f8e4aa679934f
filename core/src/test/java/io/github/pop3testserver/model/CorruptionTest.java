package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Corruption.bareLineFeeds;
import static io.github.pop3testserver.model.Corruption.extraReply;
import static io.github.pop3testserver.model.Corruption.lateReply;
import static io.github.pop3testserver.model.Corruption.lateTerminator;
import static io.github.pop3testserver.model.Corruption.missingTerminator;
import static io.github.pop3testserver.model.Corruption.omittedFromListing;
import static io.github.pop3testserver.model.Corruption.randomOctets;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.Corruption.wrongSize;
import static io.github.pop3testserver.model.Corruption.wrongUid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorruptionTest {

    private static final String MESSAGE = "+OK 20 octets\r\n..dot\r\n\r\n..\r\nend\r\n.\r\n";
    private static final String LISTING = "+OK 2 messages:\r\n1 10\r\n2 20\r\n12 120\r\n.\r\n";

    /** With unique-ids "u1", "u2" and so on. */
    private static String corrupted(Corruption corruption, String wire) {
        byte[] given = wire.getBytes(StandardCharsets.UTF_8);
        byte[] changed = corruption.apply(given, uid -> uid.matches("u\\d") ? Integer.parseInt(uid.substring(1)) : 0);
        assertThat(given).as("what was given").isEqualTo(wire.getBytes(StandardCharsets.UTF_8));
        return new String(changed, StandardCharsets.UTF_8);
    }

    private static void assertUnchanged(Corruption corruption, String... wires) {
        for (String wire : wires) {
            assertThat(corrupted(corruption, wire)).as("%s", corruption).isEqualTo(wire);
        }
    }

    @Test
    void missingTerminatorTakesTheLastLineOfAMultiLineReply() {
        assertThat(corrupted(missingTerminator(), MESSAGE)).isEqualTo("+OK 20 octets\r\n..dot\r\n\r\n..\r\nend\r\n");
        assertThat(corrupted(missingTerminator(), "+OK\r\n.\r\n")).isEqualTo("+OK\r\n");
        assertUnchanged(missingTerminator(), "+OK\r\n", "-ERR no\r\n", "", ".\r\n", "+OK\r\n1 10\r\n");
    }

    @Test
    void unstuffedDotsTakesTheDotThatWasAdded() {
        assertThat(corrupted(unstuffedDots(), MESSAGE)).isEqualTo("+OK 20 octets\r\n.dot\r\n\r\n.\r\nend\r\n.\r\n");
        assertUnchanged(unstuffedDots(), "+OK\r\na..b\r\n.\r\n", "+OK\r\n", "");
    }

    @Test
    void bareLineFeedsTakesTheCrOfEachLineEnd() {
        assertThat(corrupted(bareLineFeeds(), MESSAGE)).isEqualTo("+OK 20 octets\n..dot\n\n..\nend\n.\n");
        assertThat(corrupted(bareLineFeeds(), "+OK\r\n")).isEqualTo("+OK\n");
        assertUnchanged(bareLineFeeds(), "a\rb\n", "+OK\r", "");
    }

    @Test
    void whatIsLateIsTakenAwayAndSentLater() {
        assertThat(corrupted(lateTerminator(), "+OK\r\nx\r\n.\r\n")).isEqualTo("+OK\r\nx\r\n");
        assertUnchanged(lateTerminator(), "-ERR no\r\n");
        assertThat(corrupted(lateReply(), "+OK\r\n")).isEmpty();
        assertThat(lateTerminator().sendsRestLater()).isTrue();
        assertThat(lateReply().sendsRestLater()).isTrue();
        assertThat(missingTerminator().sendsRestLater()).isFalse();
    }

    @Test
    void extraReplyPutsALineBehindTheReply() {
        assertThat(corrupted(extraReply("+OK ä"), "-ERR no\r\n")).isEqualTo("-ERR no\r\n+OK ä\r\n");
    }

    @Test
    void wrongSizeIsReportedInBothFormsOfList() {
        assertThat(corrupted(wrongSize("u2", 17), LISTING))
                .isEqualTo("+OK 2 messages:\r\n1 10\r\n2 17\r\n12 120\r\n.\r\n");
        assertThat(corrupted(wrongSize("u2", -5_000_000_000L), "+OK 2 20\r\n")).isEqualTo("+OK 2 -5000000000\r\n");
    }

    @Test
    void aListingsStatusLineIsAboutNoMessage() {
        assertThat(corrupted(wrongSize("u2", 17), LISTING)).startsWith("+OK 2 messages:\r\n");
        assertUnchanged(wrongSize("u3", 17), "+OK 3 messages:\r\n1 10\r\n.\r\n");
        assertUnchanged(wrongSize("unknown", 17), "+OK 0 messages:\r\n.\r\n", "+OK 0 0\r\n");
    }

    @Test
    void wrongUidIsReportedInBothFormsOfUidl() {
        assertThat(corrupted(wrongUid("u2", "u1"), "+OK\r\n1 u1\r\n2 u2\r\n.\r\n"))
                .isEqualTo("+OK\r\n1 u1\r\n2 u1\r\n.\r\n");
        assertThat(corrupted(wrongUid("u2", ""), "+OK 2 u2\r\n")).isEqualTo("+OK 2 \r\n");
    }

    @Test
    void omittedFromListingLeavesALineOut() {
        assertThat(corrupted(omittedFromListing("u2"), LISTING))
                .isEqualTo("+OK 2 messages:\r\n1 10\r\n12 120\r\n.\r\n");
        assertUnchanged(omittedFromListing("u2"), "+OK 2 20\r\n", "-ERR no\r\n");
        assertUnchanged(omittedFromListing("unknown"), LISTING);
    }

    @Test
    void whatIsAboutOtherMessagesStaysAsItIs() {
        for (Corruption corruption : List.of(wrongSize("u3", 1), wrongUid("u3", "x"), omittedFromListing("u3"))) {
            assertUnchanged(corruption, LISTING, "+OK 12 120\r\n", "+OK 2 20\r\n", "-ERR There's no message 3.\r\n");
        }
    }

    @Test
    void randomOctetsReplaceThatManyOctetsOfTheLines() {
        for (int octets : new int[] {1, 3, 6, 7}) {
            String noisy = corrupted(randomOctets(octets, 42), MESSAGE);
            assertThat(differences(noisy, MESSAGE)).as("%d octets", octets).isEqualTo(octets);
            assertThat(noisy).startsWith("+OK 20 octets\r\n.").endsWith("\r\n.\r\n");
            assertThat(noisy.replaceAll("[^\r\n]", "x")).isEqualTo(MESSAGE.replaceAll("[^\r\n]", "x"));
        }
    }

    @Test
    void moreRandomOctetsThanThereAreOctetsReplaceThemAll() {
        String noisy = corrupted(randomOctets(1_000_000, 1), MESSAGE);
        assertThat(noisy).matches("\\Q+OK 20 octets\r\n\\E\\.[a-z]{4}\r\n\r\n\\.[a-z]\r\n[a-z]{3}\r\n\\.\r\n");
        assertThat(differences(noisy, MESSAGE)).isEqualTo(8);
        assertUnchanged(randomOctets(1, 1), "", "\r\n");
    }

    @Test
    void randomOctetsAreTheSameForTheSameSeedAndOthersForAnother() {
        String text = "+OK\r\n" + "0123456789".repeat(20) + "\r\n.\r\n";
        assertThat(corrupted(randomOctets(5, 1), text))
                .isEqualTo(corrupted(randomOctets(5, 1), text))
                .isNotEqualTo(corrupted(randomOctets(5, 2), text));
    }

    @Test
    void randomOctetsCorruptASingleLineFromItsFirstOctet() {
        assertThat(corrupted(randomOctets(100, 1), "+OK 1\r\n")).matches("[a-z]{5}\r\n");
    }

    @Test
    void randomOctetsLeaveNoOctetAsItWas() {
        String letters = "abcdefghijklmnopqrstuvwxyz".repeat(50) + "\r\n";
        for (int seed = 0; seed < 10; seed++) {
            String noisy = corrupted(randomOctets(10_000, seed), letters);
            assertThat(noisy).matches("[a-z]{1300}\r\n");
            assertThat(differences(noisy, letters)).as("seed %d", seed).isEqualTo(1300);
        }
    }

    /** A reply of the test's own need not end in a line end. */
    @Test
    void aLastLineWithoutAnEndIsALine() {
        assertThat(corrupted(unstuffedDots(), "+OK\r\n..dot\r\n..x")).isEqualTo("+OK\r\n.dot\r\n.x");
        assertUnchanged(missingTerminator(), "+OK\r\nx\r\n.");
        assertUnchanged(omittedFromListing("u2"), "+OK\r\n1 10\r\n3");
    }

    private static long differences(String one, String other) {
        assertThat(one).hasSameSizeAs(other);
        return IntStream.range(0, one.length())
                .filter(i -> one.charAt(i) != other.charAt(i))
                .count();
    }

    @Test
    void aFunctionMayChangeTheArrayThatItIsGiven() {
        Corruption corruption = Corruption.alteredBy(wire -> {
            wire[0] = '-';
            return wire;
        });
        assertThat(corrupted(corruption, "+OK\r\n")).isEqualTo("-OK\r\n");
    }

    @Test
    void eachFitsTheEventsWhoseRepliesItCanChange() {
        EnumSet<Pop3Event> multiLine = EnumSet.of(
                Pop3Event.CAPA,
                Pop3Event.AUTH,
                Pop3Event.LIST,
                Pop3Event.UIDL,
                Pop3Event.TOP,
                Pop3Event.RETR,
                Pop3Event.ANY_COMMAND);
        EnumSet<Pop3Event> all = EnumSet.complementOf(EnumSet.of(Pop3Event.CONNECT, Pop3Event.TLS_HANDSHAKE));
        assertThat(missingTerminator().events()).isEqualTo(multiLine);
        assertThat(lateTerminator().events()).isEqualTo(multiLine);
        assertThat(unstuffedDots().events()).isEqualTo(multiLine);
        assertThat(bareLineFeeds().events()).isEqualTo(all);
        assertThat(extraReply("x").events()).isEqualTo(all);
        all.removeAll(EnumSet.of(Pop3Event.GREETING, Pop3Event.STLS, Pop3Event.QUIT));
        assertThat(lateReply().events()).isEqualTo(all);
        all.addAll(EnumSet.of(Pop3Event.GREETING, Pop3Event.STLS, Pop3Event.QUIT));
        assertThat(randomOctets(1, 1).events()).isEqualTo(all);
        assertThat(Corruption.alteredBy(wire -> wire).events()).isEqualTo(all);
        assertThat(wrongSize("u1", 1).events()).containsExactly(Pop3Event.LIST);
        assertThat(wrongUid("u1", "u").events()).containsExactly(Pop3Event.UIDL);
        assertThat(omittedFromListing("u1").events()).containsExactly(Pop3Event.LIST, Pop3Event.UIDL);
        assertThat(omittedFromListing("u1").fits(Pop3Event.UIDL)).isTrue();
        assertThat(omittedFromListing("u1").fits(Pop3Event.STAT)).isFalse();
    }

    @Test
    void eventsAreNamedInTheirOrder() {
        assertThat(missingTerminator().events())
                .hasToString("[CAPA, AUTH, LIST, UIDL, TOP, RETR, ANY_COMMAND]")
                .isUnmodifiable();
    }

    @Test
    void eachReadsAsTheExpressionThatMakesIt() {
        assertThat(missingTerminator()).hasToString("missingTerminator()");
        assertThat(lateTerminator()).hasToString("lateTerminator()");
        assertThat(lateReply()).hasToString("lateReply()");
        assertThat(unstuffedDots()).hasToString("unstuffedDots()");
        assertThat(bareLineFeeds()).hasToString("bareLineFeeds()");
        assertThat(extraReply("+OK")).hasToString("extraReply(\"+OK\")");
        assertThat(randomOctets(3, 7)).hasToString("randomOctets(3, 7)");
        assertThat(wrongSize("u", 5)).hasToString("wrongSize(\"u\", 5)");
        assertThat(wrongUid("u", "v")).hasToString("wrongUid(\"u\", \"v\")");
        assertThat(omittedFromListing("u")).hasToString("omittedFromListing(\"u\")");
        assertThat(Corruption.alteredBy(wire -> wire)).hasToString("alteredBy(...)");
    }

    @Test
    void lessThanOneRandomOctetIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> randomOctets(0, 1))
                .withMessage("randomOctets(...) must replace 1 octet or more, but was given 0");
    }
}
