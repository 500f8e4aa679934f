package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client must not do, and is recorded though the session goes on. */
class ViolationsTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aClientThatKeepsToTheProtocolCommitsNone() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("STAT");
            client.command("QUIT");
        }
        assertThat(server.lastSession()).hasNoViolations();
    }

    @Test
    void eachIsRecordedInItsOrder() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.send("CAPA\n").readToTerminator();
            client.command("AUTH ");
            client.readToTerminator();
            client.command("x".repeat(20_000));
            client.command("NOOP\0");
            client.command("LAST");
        }
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.violations())
                .containsExactly(
                        ProtocolViolation.BARE_LINE_FEED,
                        ProtocolViolation.TRAILING_SPACE,
                        ProtocolViolation.LINE_TOO_LONG,
                        ProtocolViolation.CONTROL_CHARACTER,
                        ProtocolViolation.UNKNOWN_COMMAND,
                        ProtocolViolation.DISCONNECTED_WITHOUT_QUIT);
        assertThatThrownBy(() -> assertThat(session).hasNoViolations()).hasMessage("""
                        Expecting session 1 to have no violations, but the client committed:
                          BARE_LINE_FEED: a line ends in CRLF, not in LF alone (RFC 1939 section 3)
                          TRAILING_SPACE: a line does not end in SPACE (RFC 1939 section 3)
                          LINE_TOO_LONG: a command has at most 255 octets (RFC 2449 section 4)
                          CONTROL_CHARACTER: a command has printable characters and SPACE only (RFC 1939 section 3)
                          UNKNOWN_COMMAND: a client sends commands that the server knows (RFC 1939 section 3)
                          DISCONNECTED_WITHOUT_QUIT: a client ends its session with QUIT (RFC 1939 section 3)""");
    }

    @Test
    void theTranscriptMarksTheLineThatCommitsOne() {
        server.maildrop().add(message("Invoice"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("RETR 1");
            client.send("NOOP \n");
            client.readLine();
            client.command("NOOP");
            client.command("QUIT");
        }
        assertThat(server.transcript().render().lines().filter(line -> line.contains("C: ")))
                .extracting(line -> line.substring(line.indexOf("C: ")))
                .containsExactly(
                        "C: USER user",
                        "C: PASS ********",
                        "C: DELE 1                                \"Invoice\"",
                        "C: RETR 1                                \"Invoice\"  violation: REFERENCED_DELETED_MESSAGE",
                        "C: NOOP                                  violation: BARE_LINE_FEED, TRAILING_SPACE",
                        "C: NOOP",
                        "C: QUIT");
        assertThat(server.transcript().lines()).contains("C: RETR 1");
    }

    @Test
    void separatorsOtherThanSpaceAreRecorded() {
        server.addMaildrop("a\u00A0b", "no\u00A0break");
        try (RawClient client = RawClient.loggedInTo(server, server.maildrop("a\u00A0b"))) {
            client.command("STAT\t");
            client.command("LIST\u00A01");
            client.command("NOOP\u2003");
            client.command("QUIT");
        }
        assertThat(server.lastSession().violations()).hasSize(3).containsOnly(ProtocolViolation.CONTROL_CHARACTER);
    }

    /** RFC 2449 section 4: 255 octets, CRLF included; what SASL needs may be longer. */
    @Test
    void aCommandOfMoreThan255OctetsIsCarriedOutAndRecorded() {
        String longest = "\u00FC".repeat(124); // two octets each
        String response = "A".repeat(400);
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("USER " + longest);
            client.command("PASS " + longest);
            client.command("AUTH PLAIN " + response);
            client.command("AUTH PLAIN");
            client.command(response);
            client.command("QUIT");
        }
        assertThat(server.lastSession()).hasNoViolations();
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("USER " + longest + "u")).isEqualTo("+OK");
            assertThat(client.command("PASS " + longest + "u")).isEqualTo("-ERR [AUTH] Authentication failed.");
            client.command("QUIT");
        }
        assertThat(server.lastSession().violations())
                .containsExactly(ProtocolViolation.LINE_TOO_LONG, ProtocolViolation.LINE_TOO_LONG);
    }

    @Test
    void obsoleteCommandsAndLangAreRefusedAndTheSessionGoesOn() {
        String[] commands = {
            "LAST",
            "RPOP user",
            "XTND XMIT",
            "MSG 1",
            "MBOX inbox",
            "XCLIENT ADDR=127.0.0.1",
            "XOIP 127.0.0.1",
            "*ENV",
            "LANG",
            "LANG *",
            "LANG en"
        };
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            for (String command : commands) {
                assertThat(client.command(command)).as(command).isEqualTo("-ERR Unknown command.");
            }
            client.command("USER user");
            assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
            for (String command : commands) {
                assertThat(client.command(command)).as(command).isEqualTo("-ERR Unknown command.");
            }
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
            assertThat(client.multiLine("CAPA")).doesNotContain("LANG");
            client.command("QUIT");
        }
        assertThat(server.lastSession().violations())
                .hasSize(2 * commands.length)
                .containsOnly(ProtocolViolation.UNKNOWN_COMMAND);
    }

    @Test
    void aBlankAtTheEndOfAPasswordIsPartOfIt() {
        server.addMaildrop("blank", "ends in one ");
        try (RawClient client = RawClient.loggedInTo(server, server.maildrop("blank"))) {
            client.command("QUIT");
        }
        assertThat(server.lastSession()).hasNoViolations();
    }

    @Test
    void commandsInTheWrongStateAreRecorded() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("STAT");
            client.command("USER user");
            client.command("PASS password");
            client.command("USER user");
            client.command("QUIT");
        }
        assertThat(server.lastSession().violations())
                .containsExactly(ProtocolViolation.WRONG_STATE, ProtocolViolation.WRONG_STATE);
    }

    @Test
    void whoeverNamesADeletedMessageIsRecorded() {
        server.maildrop().add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            for (String command : List.of("DELE 1", "RETR 1", "TOP 1 0", "LIST 1", "UIDL 1")) {
                assertThat(client.command(command)).startsWith("-ERR");
            }
            client.command("RSET");
            client.command("LIST 1");
            client.command("QUIT");
        }
        assertThat(server.lastSession().violations())
                .hasSize(5)
                .containsOnly(ProtocolViolation.REFERENCED_DELETED_MESSAGE);
    }

    @Test
    void pipeliningNeedsToBeAnnounced() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\nQUIT\r\n").readToEnd()).startsWith("+OK\r\n+OK");
        }
        assertThat(server.lastSession()).hasNoViolations();
        try (Pop3TestServer poor = Pop3TestServer.builder()
                        .withoutCapabilities("PIPELINING")
                        .start();
                RawClient client = RawClient.loggedInTo(poor)) {
            assertThat(client.send("NOOP\r\nQUIT\r\n").readToEnd()).startsWith("+OK\r\n+OK");
            assertThat(poor.lastSession().violations()).containsExactly(ProtocolViolation.UNANNOUNCED_PIPELINING);
        }
    }

    @Test
    void secretsInTheClearAreRecordedWhereTheServerOffersStls() {
        try (Pop3TestServer stls = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            try (RawClient client = RawClient.connectTo(stls)) {
                client.readLine();
                client.command("USER user");
                client.command("PASS wrong");
                client.command("AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=");
                client.command("QUIT");
            }
            assertThat(stls.lastSession().violations())
                    .hasSize(2)
                    .containsOnly(ProtocolViolation.CLEARTEXT_CREDENTIALS);
            try (RawClient client = RawClient.loggedInTo(stls)) {
                client.command("QUIT");
            }
            assertThat(stls.lastSession()).hasUsedTls().hasNoViolations();
        }
    }

    @Test
    void aChallengeIsAnsweredInTheClearByWhatCannotBeRead() {
        try (Pop3TestServer stls = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            try (RawClient client = RawClient.connectTo(stls)) {
                client.readLine();
                client.command("AUTH CRAM-MD5");
                client.command("*");
                client.command("QUIT");
            }
            assertThat(stls.lastSession()).hasNoViolations();
        }
    }

    @Test
    void whoeverLeavesWithoutQuitIsRecorded() {
        RawClient.loggedInTo(server).close();
        assertThat(server.await().sessionEnd().violations())
                .containsExactly(ProtocolViolation.DISCONNECTED_WITHOUT_QUIT);
        RawClient.loggedInTo(server).reset();
        assertThat(server.await().sessionEnd().violations())
                .containsExactly(ProtocolViolation.DISCONNECTED_WITHOUT_QUIT);
    }

    @Test
    void whoeverGivesUpWaitingForTheServerMayLeave() {
        server.on(NOOP).stall();
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            server.await().command(NOOP);
        }
        assertThat(server.await().sessionEnd()).hasNoViolations();
    }

    @Test
    void whoeverGivesUpWithinASlowReplyMayLeave() {
        server.maildrop().add(message("slow"));
        InstalledFault slow = server.on(RETR).throttle(20);
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n");
            server.await().applied(slow);
        }
        assertThat(server.await().sessionEnd()).hasNoViolations();
    }
}
