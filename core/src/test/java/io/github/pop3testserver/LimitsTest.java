package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.model.SessionEnd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** When a server has had enough of a client. */
class LimitsTest {

    private static RawClient greeted(Pop3TestServer server) {
        RawClient client = RawClient.connectTo(server);
        client.readLine();
        return client;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hangsUpAfterTooManyFailedLogins() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().maxLoginAttempts(2).start();
                RawClient client = greeted(server)) {
            client.command("USER user");
            assertThat(client.command("PASS wrong")).startsWith("-ERR [AUTH]");
            client.command("USER user");
            assertThat(client.send("PASS wrong\r\n").readToEnd()).isEqualTo("-ERR [AUTH] Authentication failed.\r\n");
            assertThat(server).hasFailedLogins(2);
            assertThat(server.lastSession()).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    /** The token is refused by a challenge, and the login has failed only when the client has answered that. */
    @Test
    void countsARefusedTokenAsAFailedLogin() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().maxLoginAttempts(1).start();
                RawClient client = greeted(server)) {
            String token = base64("user=user\1auth=Bearer old\1\1");
            assertThat(client.command("AUTH XOAUTH2 " + token)).startsWith("+ ");
            assertThat(client.send("\r\n").readToEnd()).isEqualTo("-ERR [AUTH] Authentication failed.\r\n");
            assertThat(server).hasFailedLogins(1);
        }
    }

    @Test
    void hangsUpAfterTooManyBadCommandsInARowAndForgetsTheMarks() {
        try (Pop3TestServer server = Pop3TestServer.builder().maxBadCommands(2).start()) {
            MaildropMessage mail = server.maildrop().add(raw("x\n"));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.command("DELE 1");
                assertThat(client.command("LAST")).isEqualTo("-ERR Unknown command.");
                assertThat(client.command("NOOP")).isEqualTo("+OK");
                assertThat(client.command("LAST")).isEqualTo("-ERR Unknown command.");
                assertThat(client.send("LAST\r\n").readToEnd()).isEqualTo("-ERR Unknown command.\r\n");
            }
            assertThat(server.maildrop()).holdsExactly(mail).isNotLocked();
        }
    }

    @Test
    void refusesOneSessionTooManyOfASharedMaildrop() {
        try (Pop3TestServer server =
                Pop3TestServer.builder().maxSessionsPerUser(2).start()) {
            server.maildrop().shared(true);
            try (RawClient first = RawClient.loggedInTo(server);
                    RawClient second = RawClient.loggedInTo(server);
                    RawClient third = greeted(server)) {
                assertThat(first.command("NOOP")).isEqualTo(second.command("NOOP"));
                third.command("USER user");
                assertThat(third.command("PASS password")).isEqualTo("-ERR [IN-USE] Too many sessions of this user.");
            }
        }
    }

    @Test
    void twoSessionsOfASharedMaildropSeeEachOthersDeletionsAsExpunged() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            Maildrop maildrop = server.maildrop().shared(true);
            MaildropMessage mail = maildrop.add(raw("x\n"));
            try (RawClient first = RawClient.loggedInTo(server);
                    RawClient second = RawClient.loggedInTo(server)) {
                second.command("DELE 1");
                first.multiLine("RETR 1");
                first.command("DELE 1");
                first.command("QUIT");
                assertThat(second.command("LIST")).isEqualTo("+OK 0 messages:");
                assertThat(second.readToTerminator()).isEqualTo(".\r\n");
                assertThat(second.command("RSET")).isEqualTo("+OK");
                assertThat(second.command("RETR 1")).isEqualTo("-ERR Message 1 expunged.");
            }
            assertThat(maildrop).hasDeletedExactly(mail);
            assertThat(mail.deletedIn()).contains(server.sessions().get(0));
        }
    }

    @Test
    void stopsADownloadAtItsLimit() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.maildrop().downloadLimit(1).add(raw("x\n"));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.multiLine("RETR 1");
                assertThat(client.command("RETR 1"))
                        .isEqualTo("-ERR [SYS/TEMP] Download limit of this session reached.");
            }
        }
    }

    @Test
    void announcesAndEnforcesALoginDelay() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.maildrop().loginDelay(Duration.ofMinutes(5));
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.multiLine("CAPA")).contains("\r\nLOGIN-DELAY 300\r\n");
                client.command("QUIT");
            }
            try (RawClient client = greeted(server)) {
                client.command("USER user");
                assertThat(client.command("PASS password"))
                        .isEqualTo("-ERR [LOGIN-DELAY] Logins must be at least 300 seconds apart.");
            }
        }
    }

    @Test
    void announcesTheLargestLoginDelayBeforeLoginAndTheUsersOwnAfterIt() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .maildrop("ann", "a")
                .maildrop("bob", "b")
                .start()) {
            server.maildrop("ann").loginDelay(Duration.ofMinutes(2));
            server.maildrop("bob").loginDelay(Duration.ofMinutes(15));
            try (RawClient client = greeted(server)) {
                assertThat(client.multiLine("CAPA")).contains("\r\nLOGIN-DELAY 900 USER\r\n");
                client.command("USER ann");
                client.command("PASS a");
                assertThat(client.multiLine("CAPA")).contains("\r\nLOGIN-DELAY 120\r\n");
            }
        }
    }

    @Test
    void tellsALoginDelayByAuthToo() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.maildrop().loginDelay(Duration.ofMinutes(5));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.command("QUIT");
            }
            try (RawClient client = greeted(server)) {
                assertThat(client.multiLine("CAPA")).contains("\r\nLOGIN-DELAY 300\r\n");
                assertThat(client.command("AUTH PLAIN " + base64("\0user\0password")))
                        .isEqualTo("-ERR [LOGIN-DELAY] Logins must be at least 300 seconds apart.");
                assertThat(client.command("AUTH PLAIN " + base64("\0user\0wrong")))
                        .isEqualTo("-ERR [AUTH] Authentication failed.");
            }
        }
    }

    @Test
    void aLoginDelayIsAnnouncedInWholeSecondsThatAreEnough() {
        try (Pop3TestServer server = Pop3TestServer.builder().virtualClock().start()) {
            server.maildrop().loginDelay(Duration.ofMillis(1_500));
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.multiLine("CAPA")).contains("\r\nLOGIN-DELAY 2\r\n");
                client.command("QUIT");
            }
            server.clock().advance(Duration.ofSeconds(1));
            try (RawClient client = greeted(server)) {
                client.command("USER user");
                assertThat(client.command("PASS password"))
                        .isEqualTo("-ERR [LOGIN-DELAY] Logins must be at least 2 seconds apart.");
            }
            server.clock().advance(Duration.ofSeconds(1));
            RawClient.loggedInTo(server).close();
        }
    }
}
