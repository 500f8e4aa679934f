package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatIllegalArgumentException;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.model.MessageOrder;
import io.github.pop3testserver.model.SeedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that show a session less than there is, or in another order. */
class MaildropViewTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().maildrop("user", "password").apop().start();
    private final Maildrop maildrop = server.maildrop();

    /** Each has another size. */
    private final List<MaildropMessage> mails = maildrop.add(mail("a"), mail("bb"), mail("ccc"), mail("dddd"));

    @AfterEach
    void close() {
        server.close();
    }

    private static SeedMessage mail(String text) {
        return raw(text + "\n").uid(text);
    }

    private RawClient loggedInAs(String username) {
        RawClient client = RawClient.greetedBy(server);
        client.command("USER " + username);
        assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
        return client;
    }

    /** The unique-ids in the order of their numbers, after which the session has ended with QUIT. */
    private String seenAs(String username) {
        try (RawClient client = loggedInAs(username)) {
            String uids = client.multiLine("UIDL")
                    .replaceAll("\\+OK.*\r\n|\\.\r\n$", "")
                    .replaceAll("\\d+ |\r\n$", "");
            client.command("QUIT");
            return uids.replace("\r\n", " ");
        }
    }

    private String seen() {
        return seenAs("user");
    }

    @Test
    void aSessionThatSeesTheOldestOnlyIsToldOfNoOthers() {
        maildrop.showOldest(2);
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 2 7");
            assertThat(client.multiLine("LIST")).isEqualTo("+OK 2 messages:\r\n1 3\r\n2 4\r\n.\r\n");
            assertThat(client.multiLine("UIDL")).isEqualTo("+OK\r\n1 a\r\n2 bb\r\n.\r\n");
            assertThat(client.command("RETR 3")).isEqualTo("-ERR There's no message 3.");
            assertThat(client.command("DELE 1")).startsWith("+OK");
            assertThat(client.command("STAT")).isEqualTo("+OK 1 4");
            client.command("QUIT");
        }
        assertThat(seen()).isEqualTo("bb ccc");
        assertThat(maildrop).holdsExactly(mails.get(1), mails.get(2), mails.get(3));
        assertThat(mails.get(3).numberIn(server.lastSession())).isEmpty();
    }

    @Test
    void aSessionThatSeesTheNewestOnlyNumbersThemFromOne() {
        maildrop.showNewest(3);
        assertThat(seen()).isEqualTo("bb ccc dddd");
        maildrop.add(mail("e"));
        assertThat(seen()).isEqualTo("ccc dddd e");
        maildrop.showNewest(5);
        assertThat(seen()).isEqualTo("a bb ccc dddd e");
        maildrop.showOldest(0);
        assertThat(seen()).isEmpty();
    }

    @Test
    void transcriptsSayHowManyMessagesASessionSees() {
        maildrop.showOldest(1);
        seen();
        assertThat(server.transcript().render())
                .containsPattern("S: \\+OK Logged in\\. +the session sees 1 of 4 messages\n");
        maildrop.showOldest(4);
        seen();
        assertThat(server.lastSession().transcript().render())
                .contains("S: +OK Logged in.\n")
                .doesNotContain("the session sees");
    }

    @Test
    void aSessionMaySeeTheNewestFirst() {
        maildrop.messageOrder(MessageOrder.NEWEST_FIRST).showOldest(3);
        assertThat(seen()).isEqualTo("ccc bb a");
        maildrop.messageOrder(MessageOrder.OLDEST_FIRST);
        assertThat(seen()).isEqualTo("a bb ccc");
    }

    @Test
    void eachNumberNamesAnotherMessageInTheNextSession() {
        maildrop.messageOrder(MessageOrder.ROTATED_EVERY_SESSION);
        assertThat(seen()).isEqualTo("a bb ccc dddd");
        assertThat(seen()).isEqualTo("bb ccc dddd a");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.multiLine("LIST")).isEqualTo("+OK 4 messages:\r\n1 5\r\n2 6\r\n3 3\r\n4 4\r\n.\r\n");
            assertThat(client.multiLine("RETR 3")).isEqualTo("+OK 3 octets\r\na\r\n.\r\n");
            client.command("DELE 3");
            client.command("QUIT");
        }
        assertThat(maildrop).hasDeletedExactly(mails.get(0));
        assertThat(mails.get(0).numberIn(server.lastSession())).hasValue(3);
    }

    @Test
    void aMessageMayComeInBetween() {
        MaildropMessage late = maildrop.addAt(2, mail("late"));
        assertThat(maildrop.messages()).containsExactly(mails.get(0), late, mails.get(1), mails.get(2), mails.get(3));
        maildrop.addAt(1, mail("first"));
        maildrop.addAt(7, mail("last"));
        assertThat(seen()).isEqualTo("first a late bb ccc dddd last");
        assertThat(maildrop.allMessages()).last().hasToString("\"(no subject)\"");
    }

    @Test
    void anOpenSessionDoesNotSeeWhatComesInBetween() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            maildrop.addAt(1, mail("first"));
            assertThat(client.command("UIDL 1")).isEqualTo("+OK 1 a");
            client.command("QUIT");
        }
        assertThat(seen()).isEqualTo("first a bb ccc dddd");
    }

    @Test
    void aPositionThatIsNotThereIsRefusedAndNothingIsAdded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.addAt(6, mail("x")))
                .withMessage("a position in maildrop \"user\" must be between 1 and 5, but was 6");
        assertThatIllegalArgumentException().isThrownBy(() -> maildrop.addAt(0, mail("x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.addAt(1, mail("a")))
                .withMessageStartingWith("uid \"a\" was already used");
        assertThat(maildrop.allMessages()).isEqualTo(mails);
    }

    @Test
    void aNumberOfMessagesMustNotBeNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.showOldest(-1))
                .withMessage("a number of messages must be between 0 and 2147483647, but was -1");
        assertThatIllegalArgumentException().isThrownBy(() -> maildrop.showNewest(-1));
    }

    private void retrieveFirstThen(String last) {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            client.command(last);
        }
        server.await().sessionEnd();
    }

    @Test
    void whatWasRetrievedIsHiddenAfterQuitOnly() {
        maildrop.hideAfterRetrieval(true);
        retrieveFirstThen("NOOP");
        assertThat(seen()).isEqualTo("a bb ccc dddd");
        retrieveFirstThen("QUIT");
        assertThat(seen()).isEqualTo("bb ccc dddd");
        assertThat(maildrop).holdsExactly(mails.toArray(MaildropMessage[]::new));

        maildrop.hideAfterRetrieval(false);
        assertThat(seen()).isEqualTo("a bb ccc dddd");
    }

    @Test
    void whatIsHiddenDoesNotCountAmongTheOldest() {
        maildrop.hideAfterRetrieval(true).showOldest(2);
        retrieveFirstThen("QUIT");
        assertThat(seen()).isEqualTo("bb ccc");
    }

    @Test
    void aSecondUserNameSeesWhatIsHidden() {
        maildrop.hideAfterRetrieval(true).addUserName("recent:user");
        retrieveFirstThen("QUIT");
        assertThat(seen()).isEqualTo("bb ccc dddd");
        assertThat(seenAs("recent:user")).isEqualTo("a bb ccc dddd");
        try (RawClient client = loggedInAs("recent:user")) {
            assertThat(maildrop.isLocked()).isTrue();
            client.command("DELE 1");
            client.command("QUIT");
        }
        assertThat(maildrop).hasDeletedExactly(mails.get(0));
        assertThat(maildrop.sessions()).hasSize(4);
        assertThat(server.maildrop("recent:user")).isEqualTo(maildrop);
    }

    @Test
    void aSecondUserNameHasTheSamePasswordsTokensAndFaults() {
        maildrop.addUserName("user@example.com").changePassword("other");
        InstalledFault fault = server.on(LOGIN).maildrop(maildrop).err("not now");
        try (RawClient client = RawClient.greetedBy(server)) {
            String plain =
                    Base64.getEncoder().encodeToString("\0user@example.com\0other".getBytes(StandardCharsets.UTF_8));
            assertThat(client.command("AUTH PLAIN " + plain)).isEqualTo("-ERR not now");
            assertThat(client.command("AUTH PLAIN " + plain)).isEqualTo("+OK Logged in.");
        }
        assertThat(fault.timesApplied()).isEqualTo(1);
    }

    @Test
    void aUserNameThatIsTakenIsRefused() {
        Maildrop bob = server.addMaildrop("bob", "secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bob.addUserName("user"))
                .withMessage("user \"user\" already exists; each user has one maildrop, so choose another name");
        bob.addUserName("recent:bob");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.addMaildrop("recent:bob", "x"))
                .withMessage("user \"recent:bob\" already exists; each user has one maildrop, so choose another name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bob.addUserName(" bob"))
                .withMessageStartingWith("the user name \" bob\" begins or ends with a space");
    }

    @Test
    void whoAsksForAnUnknownUserIsToldTheSecondNamesToo() {
        maildrop.addUserName("recent:user");
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER nobody");
            client.command("PASS x");
        }
        assertThat(server.transcript().render()).contains("no user \"nobody\"; configured: user, recent:user");
    }

    @Test
    void resetShowsAllAgainInTheOldOrderUnderTheFirstNameOnly() {
        maildrop.showOldest(1)
                .messageOrder(MessageOrder.NEWEST_FIRST)
                .hideAfterRetrieval(true)
                .addUserName("second");
        retrieveFirstThen("QUIT");
        server.reset();
        maildrop.add(mail("a"), mail("b"));
        retrieveFirstThen("QUIT");
        assertThat(seen()).isEqualTo("a b");
        server.addMaildrop("second", "password");
        assertThat(seenAs("second")).isEmpty();
    }
}
