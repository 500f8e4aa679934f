package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.ProtocolViolation;
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
                        ProtocolViolation.TRAILING_BLANK,
                        ProtocolViolation.LINE_TOO_LONG,
                        ProtocolViolation.CONTROL_CHARACTER,
                        ProtocolViolation.UNKNOWN_COMMAND);
        assertThatThrownBy(() -> assertThat(session).hasNoViolations())
                .hasMessageStartingWith("Expecting session 1 to have no violations but the client committed"
                        + " [BARE_LINE_FEED, TRAILING_BLANK,");
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
}
