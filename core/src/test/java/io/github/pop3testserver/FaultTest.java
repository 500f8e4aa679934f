package io.github.pop3testserver;

import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.CutPoint.insideTerminator;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each fault does to a conversation, counted in octets at the client. */
class FaultTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void errAnswersInPlaceOfTheCommandWhichHasNoEffect() {
        MaildropMessage message = maildrop.add(message("x"));
        server.on(DELE).err("cannot delete");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("DELE 1")).isEqualTo("-ERR cannot delete");
            assertThat(message.state()).isEqualTo(MessageState.PRESENT);
            assertThat(client.command("DELE 1")).isEqualTo("+OK Marked to be deleted.");
            assertThat(message.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
        }
    }

    @Test
    void errCarriesAResponseCode() {
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            for (int attempt = 1; attempt <= 2; attempt++) {
                client.command("USER user");
                assertThat(client.command("PASS password")).isEqualTo("-ERR [IN-USE] maildrop already locked");
            }
            client.command("USER user");
            assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
        }
        assertThat(server.lastSession().failedLogins()).isEqualTo(2);
    }

    @Test
    void aRefusedGreetingEndsTheConnection() {
        server.on(GREETING).err("busy");
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.readToEnd()).isEqualTo("-ERR busy\r\n");
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        RawClient.loggedInTo(server).close();
    }

    @Test
    void theGreetingCanBeCut() {
        server.on(GREETING).disconnect(afterOctets(4));
        server.on(GREETING).disconnect(beforeReply());
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.readToEnd()).isEqualTo("+OK ");
        }
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void disconnectBeforeProcessingOfQuitForgetsTheMarks() {
        MaildropMessage message = maildrop.add(message("x"));
        server.on(QUIT).disconnect(beforeProcessing());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            assertThat(client.send("QUIT\r\n").readToEnd()).isEmpty();
        }
        assertThat(message.state()).isEqualTo(MessageState.PRESENT);
        assertThat(maildrop.isLocked()).isFalse();
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
    }

    @Test
    void disconnectBeforeReplyToQuitDeletesUnheard() {
        MaildropMessage message = maildrop.add(message("x"));
        server.on(QUIT).disconnect(beforeReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            assertThat(client.send("QUIT\r\n").readToEnd()).isEmpty();
        }
        assertThat(message.state()).isEqualTo(MessageState.DELETED);
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
    }

    @Test
    void disconnectAfterReplyDeliversTheReply() {
        server.on(STAT).disconnect(afterReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("STAT\r\nNOOP\r\n").readToEnd()).isEqualTo("+OK 0 0\r\n");
        }
    }

    @Test
    void singleLineRepliesAreCutFromTheirFirstOctet() {
        server.on(STAT).disconnect(afterOctets(6));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("STAT\r\n").readToEnd()).isEqualTo("+OK 0 ");
        }
    }

    @Test
    void multiLineRepliesAreCutBehindTheStatusLine() {
        assertCut(afterOctets(0), "");
        assertCut(afterOctets(1), ".");
        assertCut(afterOctets(7), "..dot\r\n");
        assertCut(afterOctets(12), "..dot\r\nend\r\n");
        assertCut(afterOctets(15), "..dot\r\nend\r\n.\r\n");
        assertCut(afterLines(0), "");
        assertCut(afterLines(1), "..dot\r\n");
        assertCut(afterLines(3), "..dot\r\nend\r\n.\r\n");
        assertCut(beforeTerminator(), "..dot\r\nend\r\n");
        assertCut(insideTerminator(), "..dot\r\nend\r\n.");
        assertCut(afterReply(), "..dot\r\nend\r\n.\r\n");
    }

    private void assertCut(CutPoint at, String lines) {
        Maildrop drop = server.addMaildrop("user of " + at, "password");
        MaildropMessage message = drop.add(raw(".dot\nend\n"));
        server.on(RETR).maildrop(drop).disconnect(at);
        try (RawClient client = RawClient.loggedInTo(server, drop)) {
            assertThat(client.send("RETR 1\r\n").readToEnd())
                    .as("cut at %s", at)
                    .isEqualTo("+OK 11 octets\r\n" + lines);
        }
        assertThat(message.timesRetrieved()).isEqualTo(1);
        assertThat(message.timesRetrievedCompletely()).isEqualTo(lines.endsWith("\r\n.\r\n") ? 1 : 0);
    }

    @Test
    void aCutBeyondTheReplyLetsItPassAndCountsAsMatchedOnly() {
        InstalledFault octets = server.on(STAT).disconnect(afterOctets(10));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
        assertThat(octets.timesMatched()).isEqualTo(1);
        assertThat(octets.timesApplied()).isZero();
        assertThat(octets.isExhausted()).isFalse();
    }

    @Test
    void aSingleLineReplyHasNoTerminatorToCutAt() {
        server.on(NOOP).disconnect(beforeTerminator());
        server.on(STAT).disconnect(insideTerminator());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void aLargeMessageIsCutToTheOctetAlthoughTheClientPipelinesAndReadsLate() {
        maildrop.add(message("large").sized(20_000_000));
        server.on(RETR).disconnect(afterOctets(15_000_001));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n" + "NOOP\r\n".repeat(10_000));
            assertThat(client.readToEnd()).hasSize("+OK 20000000 octets\r\n".length() + 15_000_001);
        }
    }

    @Test
    void stallSaysNothingAndTheSessionEndsWithTheClient() {
        maildrop.add(message("x"));
        InstalledFault stall = server.on(DELE).stall();
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("DELE 1\r\nQUIT\r\n");
            server.await().applied(stall);
            assertThat(maildrop.isLocked()).isTrue();
        }
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(maildrop.isLocked()).isFalse();
        assertThat(maildrop.messages()).hasSize(1);
    }

    @Test
    void stallWithinAMessageDeliversWhatComesBefore() {
        maildrop.add(raw("line 1\nline 2\n"));
        server.on(RETR).stall(afterLines(1));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("RETR 1")).isEqualTo("+OK 16 octets");
            assertThat(client.readLine()).isEqualTo("line 1");
            client.reset();
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_RESET);
    }

    @Test
    void aStalledConversationHoldsUpNoOther() {
        Maildrop other = server.addMaildrop("other", "password");
        server.on(NOOP).stall();
        try (RawClient stalled = RawClient.loggedInTo(server)) {
            stalled.send("NOOP\r\n");
            server.await().command(NOOP);
            try (RawClient client = RawClient.loggedInTo(server, other)) {
                assertThat(client.command("NOOP")).isEqualTo("+OK");
            }
        }
    }

    @Test
    void rulesReadTopToBottom() {
        server.on(NOOP).err("first");
        server.on(NOOP).err("second");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("-ERR first");
            assertThat(client.command("NOOP")).isEqualTo("-ERR second");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void eachFaultCountsItsMatchesChosenOrNot() {
        InstalledFault first = server.on(NOOP).err("first");
        InstalledFault third = server.on(ANY_COMMAND)
                .matching(line -> line.keyword().equals("NOOP"))
                .afterSkipping(2)
                .err("third");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("-ERR first");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("NOOP")).isEqualTo("-ERR third");
        }
        assertThat(first.timesMatched()).isEqualTo(3);
        assertThat(first.timesApplied()).isEqualTo(1);
        assertThat(third.timesMatched()).isEqualTo(3);
    }

    @Test
    void narrowsToAMessageWhateverItsNumber() {
        var messages = maildrop.add(message("one"), message("two"));
        maildrop.remove(messages.get(0));
        server.on(RETR).message(messages.get(1)).err("not this one");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("RETR 1")).isEqualTo("-ERR not this one");
        }
    }

    @Test
    void narrowsToAMessageNumberAMaildropAndASession() {
        Maildrop other = server.addMaildrop("other", "password");
        server.on(LIST).messageNumber(2).err("number");
        server.on(NOOP).maildrop(other).err("maildrop");
        server.on(STAT).inSession(2).err("session");
        try (RawClient first = RawClient.loggedInTo(server);
                RawClient second = RawClient.loggedInTo(server, other)) {
            assertThat(first.command("LIST 1")).isEqualTo("-ERR There's no message 1.");
            assertThat(first.command("LIST 2")).isEqualTo("-ERR number");
            assertThat(first.command("NOOP")).isEqualTo("+OK");
            assertThat(second.command("NOOP")).isEqualTo("-ERR maildrop");
            assertThat(first.command("STAT")).isEqualTo("+OK 0 0");
            assertThat(second.command("STAT")).isEqualTo("-ERR session");
        }
    }

    @Test
    void unknownCommandsCanBeAnsweredToo() {
        server.on(UNKNOWN_COMMAND).always().err("what?");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("LAST")).isEqualTo("-ERR what?");
            assertThat(client.command("XTND")).isEqualTo("-ERR what?");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void passIsALoginOnlyAfterUser() {
        InstalledFault login = server.on(LOGIN).err("no");
        server.on(PASS).always().err("never");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("PASS password")).isEqualTo("-ERR never");
            client.command("USER user");
            assertThat(client.command("PASS password")).isEqualTo("-ERR no");
        }
        assertThat(login.timesMatched()).isEqualTo(1);
    }

    @Test
    void parallelConnectionsDoNotApplyAFaultTooOften() {
        InstalledFault fault = server.on(NOOP).times(7).err("seven times");
        AtomicInteger refused = new AtomicInteger();
        IntStream.range(0, 20).parallel().forEach(i -> {
            Maildrop drop = server.addMaildrop("user" + i, "password");
            try (RawClient client = RawClient.loggedInTo(server, drop)) {
                refused.addAndGet(client.command("NOOP").startsWith("-ERR") ? 1 : 0);
            }
        });
        assertThat(refused).hasValue(7);
        assertThat(fault.timesApplied()).isEqualTo(7);
        assertThat(fault.timesMatched()).isEqualTo(20);
        assertThat(fault.isExhausted()).isTrue();
    }

    @Test
    void faultsCanBeRemoved() {
        InstalledFault noop = server.on(NOOP).always().err("no");
        server.on(STAT).always().err("no");
        assertThat(server.faults()).hasSize(2);
        noop.remove();
        noop.remove();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("STAT")).isEqualTo("-ERR no");
            server.clearFaults();
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
        }
    }
}
