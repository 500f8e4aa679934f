package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.assertj.Pop3Assertions;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a test can see of maildrops, messages and sessions, and what it can do to them. */
class InspectionTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void messagesGoThroughTheirStates() {
        List<MaildropMessage> mails = maildrop.add(3, i -> message("mail " + i));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("DELE 2");
            assertThat(mails)
                    .extracting(MaildropMessage::state)
                    .containsExactly(
                            MessageState.MARKED_FOR_DELETION, MessageState.MARKED_FOR_DELETION, MessageState.PRESENT);
            assertThat(maildrop.markedForDeletion()).containsExactly(mails.get(0), mails.get(1));
            assertThat(maildrop.messages()).isEqualTo(mails);
            maildrop.remove(mails.get(1));
            client.command("QUIT");
        }
        assertThat(mails)
                .extracting(MaildropMessage::state)
                .containsExactly(MessageState.DELETED, MessageState.REMOVED_BY_TEST, MessageState.PRESENT);
        assertThat(maildrop.messages()).containsExactly(mails.get(2));
        assertThat(maildrop.deleted()).containsExactly(mails.get(0));
        assertThat(maildrop.markedForDeletion()).isEmpty();
        assertThat(maildrop.allMessages()).isEqualTo(mails);
    }

    @Test
    void aDeletedMessageKnowsItsSessionAndItsNumberThere() {
        List<MaildropMessage> mails = maildrop.add(message("a"), message("b"));
        maildrop.remove(mails.get(0));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("QUIT");
        }
        Pop3Session session = server.lastSession();
        assertThat(mails.get(1).deletedIn()).contains(session);
        assertThat(mails.get(1).numberIn(session)).hasValue(1);
        assertThat(mails.get(0).numberIn(session)).isEmpty();
        assertThat(mails.get(0).deletedIn()).isEmpty();
        assertThat(session.deleted()).containsExactly(mails.get(1));
    }

    @Test
    void aMessageRemovedByTheTestKeepsItsNumberInAnOpenSessionAndCannotBeHad() {
        List<MaildropMessage> mails = maildrop.add(raw("a\n"), raw("bb\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            maildrop.remove(mails.get(0));
            assertThat(client.command("RETR 1")).isEqualTo("-ERR Message 1 expunged.");
            assertThat(client.command("TOP 1 0")).isEqualTo("-ERR Message 1 expunged.");
            assertThat(client.command("DELE 1")).isEqualTo("-ERR Message 1 expunged.");
            assertThat(client.command("LIST 2")).isEqualTo("+OK 2 4");
        }
    }

    @Test
    void retrievalsAreCountedByRetrAndByATopThatCoversTheMessage() {
        MaildropMessage mail = maildrop.add(raw("Subject: x\n\none\ntwo\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("TOP 1 0");
            client.multiLine("TOP 1 " + "0".repeat(19));
            client.multiLine("TOP 1 1");
            assertThat(mail.timesRetrieved()).isZero();
            client.multiLine("TOP 1 2");
            client.multiLine("RETR 1");
            client.command("QUIT");
        }
        assertThat(mail.timesRetrieved()).isEqualTo(2);
        assertThat(mail.timesRetrievedCompletely()).isEqualTo(2);
        assertThat(server.lastSession().retrieved()).containsExactly(mail);
    }

    @Test
    void aMessageIsLostIfItWasDeletedAndNeverSentWhole() {
        MaildropMessage lost = maildrop.add(message("lost"));
        MaildropMessage read = maildrop.add(message("read"));
        MaildropMessage glanced = maildrop.add(raw("Subject: glanced at, and that is all of it\n\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("TOP 1 0");
            client.multiLine("RETR 2");
            client.multiLine("TOP 3 0");
            client.command("DELE 1");
            client.command("DELE 2");
            client.command("DELE 3");
            assertThat(lost.isLost()).isFalse();
            client.command("QUIT");
        }
        assertThat(lost.isLost()).isTrue();
        assertThat(read.isLost()).isFalse();
        assertThat(glanced.isLost()).isFalse();
        assertThat(glanced.timesRetrieved()).isZero();
    }

    @Test
    void aSessionTellsWhatItsClientDid() {
        maildrop.add(message("a"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            Pop3Session session = server.lastSession();
            assertThat(session.number()).isEqualTo(1);
            assertThat(session.username()).contains("user");
            assertThat(session.end()).isEqualTo(SessionEnd.STILL_OPEN);
            client.command("DELE 1");
            assertThat(session.markedForDeletion()).isEqualTo(maildrop.messages());
        }
        Pop3Session session = server.await().sessionEnd();
        assertThat(session).isEqualTo(server.lastSession());
        assertThat(session.end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(session.commands())
                .extracting(CommandLine::text)
                .containsExactly("USER user", "PASS password", "DELE 1");
        assertThat(session.markedForDeletion()).isEqualTo(maildrop.messages());
        assertThat(session.deleted()).isEmpty();
        assertThat(session.openedAt()).isNotNull();
    }

    @Test
    void aSessionWithoutALoginHasNoUser() {
        RawClient.connectTo(server).close();
        assertThat(server.await().sessionEnd().username()).isEmpty();
    }

    @Test
    void sessionEndsAreHandedOutOnceEachInOrder() {
        RawClient first = RawClient.connectTo(server);
        RawClient second = RawClient.connectTo(server);
        first.readLine();
        second.readLine();
        second.close();
        assertThat(server.await().sessionEnd().number()).isEqualTo(2);
        first.close();
        assertThat(server.await().sessionEnd().number()).isEqualTo(1);
        server.await().sessionsEnded(2);
    }

    @Test
    void whoHasReadTheReplySeesTheState() {
        for (int round = 0; round < 200; round++) {
            MaildropMessage mail = maildrop.add(message("x"));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.command("DELE 1");
                assertThat(mail.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
                client.command("QUIT");
                assertThat(mail.state()).isEqualTo(MessageState.DELETED);
                assertThat(maildrop.isLocked()).isFalse();
                assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
            }
        }
    }

    @Test
    void aLockOfTheTestsRefusesLoginsUntilItIsClosed() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            try (MaildropLock lock = maildrop.lock()) {
                assertThat(maildrop.isLocked()).isTrue();
                client.command("USER user");
                assertThat(client.command("PASS password")).startsWith("-ERR [IN-USE] ");
                lock.close();
                lock.close();
            }
            client.command("USER user");
            assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
            assertThatIllegalStateException()
                    .isThrownBy(maildrop::lock)
                    .withMessage(
                            "maildrop \"user\" is locked already: session 1 has it open. Use lockWhenFree(timeout) to"
                                    + " wait until it is free, or server.on(LOGIN).err(IN_USE, \"locked\") to refuse logins"
                                    + " no matter who"
                                    + " has it open");
        }
    }

    @Test
    void aChangedPasswordIsAskedForAtTheNextLogin() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            maildrop.changePassword("other");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
        server.await().sessionsEnded(1);
        assertThat(server.endpoint().password()).isEqualTo("other");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("USER user");
            assertThat(client.command("PASS password")).startsWith("-ERR [AUTH] ");
        }
        RawClient.loggedInTo(server).close();
    }

    @Test
    void uniqueIdsLastFromSessionToSessionAndAreNeverUsedAgain() {
        maildrop.add(2, i -> message("mail " + i));
        String before;
        try (RawClient client = RawClient.loggedInTo(server)) {
            before = client.multiLine("UIDL");
            client.command("DELE 2");
        }
        server.await().sessionsEnded(1);
        MaildropMessage third = maildrop.add(message("third"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.multiLine("UIDL")).isEqualTo(before.replace(".\r\n", "3 " + third.uid() + "\r\n.\r\n"));
        }
        assertThat(third.uid()).matches("[\\x21-\\x7E]{1,70}");
    }

    @Test
    void aUniqueIdThatIsTakenIsRefused() {
        maildrop.add(message("a").uid("same"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.add(message("b").uid("same")))
                .withMessage(
                        "uid \"same\" was already used in maildrop \"user\" and cannot be reused (RFC 1939 section 7);"
                                + " choose another");
        assertThat(maildrop.messages()).hasSize(1);
    }

    @Test
    void anUnknownMaildropIsNamedWithThoseThatThereAre() {
        server.addMaildrop("alice", "secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.maildrop("bob"))
                .withMessage(
                        "no maildrop \"bob\"; configured: user, alice; add one with server.addMaildrop(\"bob\", password)")
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(InspectionTest.class.getName())));
        assertThatIllegalArgumentException().isThrownBy(() -> server.addMaildrop("alice", "again"));
    }

    @Test
    void lastSessionWithoutAnyClientSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(server::lastSession)
                .withMessage("no client connected to " + server
                        + " yet; call lastSession() after your client has connected");
    }

    @Test
    void contentIsKeptAsItWasSeeded() {
        byte[] seeded = {'a', '\n', (byte) 0xFF, 0, '.'};
        MaildropMessage mail = maildrop.add(raw(seeded));
        assertThat(mail.content()).isEqualTo(seeded);
        mail.content()[0] = 'b';
        assertThat(mail.content()).isEqualTo(seeded);
        assertThat(mail.size()).isEqualTo(8);
    }

    @Test
    void ofMessagesThatCannotAllBeAddedNoneIs() {
        try (Pop3TestServer other = Pop3TestServer.start()) {
            Maildrop drop = other.maildrop();
            drop.add(message("before").uid("a"));
            String taken = "uid \"%s\" was already used in maildrop \"user\" and cannot be reused (RFC 1939 section 7);"
                    + " choose another";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> drop.add(message("new"), message("old").uid("a")))
                    .withMessage(taken.formatted("a"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            drop.add(message("one").uid("b"), message("two").uid("b")))
                    .withMessage(taken.formatted("b"));
            assertThat(drop.allMessages()).hasSize(1);
            drop.add(message("b").uid("b"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> drop.add(-1, number -> message("x")))
                    .withMessage("a number of messages must be between 0 and 2147483647, but was -1");
        }
    }

    @Test
    void whatWasSentAndNeverSentIsAskedOfCommandsOnly() {
        try (Pop3TestServer other = Pop3TestServer.start()) {
            RawClient.loggedInTo(other).close();
            Pop3Session session = other.lastSession();
            for (Pop3Event event : List.of(Pop3Event.LOGIN, Pop3Event.GREETING)) {
                String message = event + " is not a command that a client sends; give commands, such as PASS";
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Pop3Assertions.assertThat(session).hasNeverSent(event))
                        .withMessage(message);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Pop3Assertions.assertThat(session).hasSentInOrder(event))
                        .withMessage(message);
            }
            Pop3Assertions.assertThat(session).hasSentInOrder(Pop3Event.USER, Pop3Event.ANY_COMMAND);
            assertThatThrownBy(() -> Pop3Assertions.assertThat(session).hasNeverSent(Pop3Event.ANY_COMMAND))
                    .hasMessageContaining(", but it sent [USER user, PASS ********]");
        }
    }
}
