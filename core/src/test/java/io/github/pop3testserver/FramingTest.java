package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How the server copes with what comes over the wire, in the clear or not, however it is cut and whatever it is. */
@ParameterizedClass
@EnumSource
class FramingTest {

    private static final String CONVERSATION = "USER user\r\nPASS password\r\nDELE 1\r\nSTAT\r\nQUIT\r\n";
    private static final String REPLIES = """
            +OK\r
            +OK Logged in.\r
            +OK Marked to be deleted.\r
            +OK 0 0\r
            +OK Logging out, messages deleted.\r
            """;

    private final Tls tls;
    private final Pop3TestServer server;
    private final Maildrop maildrop;

    FramingTest(Tls tls) {
        this.tls = tls;
        this.server = Pop3TestServer.builder().tls(tls).start();
        this.maildrop = server.maildrop();
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    @Test
    void commandsMayComeInOnePacket() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.send(CONVERSATION).readToEnd()).isEqualTo(REPLIES);
        }
    }

    @Test
    void commandsMayComeInSingleOctets() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.greetedBy(server)) {
            for (byte octet : CONVERSATION.getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {octet});
            }
            assertThat(client.readToEnd()).isEqualTo(REPLIES);
        }
    }

    @Test
    void aClientMayCloseItsSideBehindItsLastCommand() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.send(CONVERSATION).shutdownOutput().readToEnd()).isEqualTo(REPLIES);
        }
        assertThat(maildrop.deleted()).hasSize(1);
    }

    @Test
    void aCommandWithoutItsLineEndIsNotCarriedOut() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            assertThat(client.send("QUIT").shutdownOutput().readToEnd()).isEmpty();
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(maildrop.deleted()).isEmpty();
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void thousandsOfPipelinedCommandsAreAnsweredInOrder() {
        maildrop.add(raw("a\n"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("LIST 1\r\nRETR 1\r\n".repeat(5_000) + "QUIT\r\n");
            assertThat(client.readToEnd())
                    .isEqualTo("+OK 1 3\r\n+OK 3 octets\r\na\r\n.\r\n".repeat(5_000) + "+OK Logging out.\r\n");
        }
    }

    @Test
    void aBareLineFeedEndsALine() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\nSTAT\n").readLine()).isEqualTo("+OK");
            assertThat(client.readLine()).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void aLineOfTheLimitPassesAndALongerOneIsDiscarded() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            String longest = "NOOP " + "x".repeat(505);
            assertThat(client.command(longest)).startsWith("-ERR Noise after NOOP command: xxx");
            assertThat(client.command(longest + "x")).isEqualTo("-ERR Line too long.");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void theLineLimitCanBeChanged() {
        try (Pop3TestServer strict =
                        Pop3TestServer.builder().tls(tls).maxLineOctets(255).start();
                RawClient client = RawClient.loggedInTo(strict)) {
            assertThat(client.command("x".repeat(253))).isEqualTo("-ERR Unknown command.");
            assertThat(client.command("x".repeat(254))).isEqualTo("-ERR Line too long.");
        }
    }

    @Test
    void aLineOfManyMegabytesIsAnsweredAtItsEnd() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("x".repeat(8 << 20));
            assertThat(client.command("")).isEqualTo("-ERR Line too long.");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void controlCharactersAreRejectedAndNothingOfTheLineIsDone() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("DELE 1\0")).isEqualTo("-ERR Invalid character in command.");
            assertThat(client.command("DELE 1\rNOOP")).isEqualTo("-ERR Invalid character in command.");
            assertThat(client.command("STAT")).startsWith("+OK 1 ");
        }
    }

    @Test
    void garbageHurtsNeitherTheServerNorAnotherSession() {
        Maildrop other = server.addMaildrop("other", "password");
        Random random = new Random(4711);
        try (RawClient bystander = RawClient.loggedInTo(server, other)) {
            for (int client = 0; client < 20; client++) {
                byte[] garbage = new byte[20_000];
                random.nextBytes(garbage);
                try (RawClient vandal = RawClient.greetedBy(server)) {
                    vandal.send(garbage);
                    assertThat(bystander.command("NOOP")).isEqualTo("+OK");
                    String replies = vandal.shutdownOutput().readToEnd();
                    assertThat(replies.lines()).allMatch(line -> line.startsWith("-ERR ") || line.startsWith("+OK "));
                }
            }
        }
    }

    @Test
    void clientsMayVanishAtAnyPoint() {
        maildrop.add(message("x").sized(1_000_000));
        RawClient.connectTo(server).reset();
        server.await().noOpenConnections();
        String[] beginnings = {"", "US", "USER user\r\nPASS password\r\n", "USER user\r\nPASS password\r\nRETR 1\r\n"};
        for (String beginning : beginnings) {
            RawClient.greetedBy(server).send(beginning).reset();
            server.await().noOpenConnections();
            assertThat(maildrop.isLocked()).isFalse();
        }
        assertThat(maildrop.messages()).hasSize(1);
    }

    @Test
    void aSlowReaderGetsALargeMessageWhole() {
        MaildropMessage large = maildrop.add(message("large").sized(10_000_000));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n");
            Maildrop other = server.addMaildrop("other", "password");
            RawClient.loggedInTo(server, other).close();
            assertThat(client.readLine()).isEqualTo("+OK 10000000 octets");
            assertThat(client.readToTerminator().length()).isEqualTo(10_000_003);
        }
        assertThat(large.timesRetrievedCompletely()).isEqualTo(1);
    }

    @Test
    void anIdleSessionIsClosedSilentlyAndWithoutUpdate() {
        try (Pop3TestServer impatient = Pop3TestServer.builder()
                .tls(tls)
                .autologout(Duration.ofSeconds(2))
                .start()) {
            impatient.maildrop().add(message("x"));
            try (RawClient client = RawClient.loggedInTo(impatient)) {
                client.send("DELE 1\r\n");
                assertThat(client.readToEnd()).isEqualTo("+OK Marked to be deleted.\r\n");
            }
            assertThat(impatient.lastSession().end()).isEqualTo(SessionEnd.AUTOLOGOUT);
            assertThat(impatient.maildrop().messages()).hasSize(1);
            assertThat(impatient.maildrop().isLocked()).isFalse();
        }
    }

    @Test
    void aLineMayBeAsLongAsTheLargestLimit() {
        int limit = 1 << 20;
        try (Pop3TestServer patient =
                        Pop3TestServer.builder().tls(tls).maxLineOctets(limit).start();
                RawClient client = RawClient.loggedInTo(patient)) {
            String longest = "NOOP " + "x".repeat(limit - 7);
            assertThat(client.command(longest)).startsWith("-ERR Noise after NOOP command: xxx");
            assertThat(client.command(longest + "x")).isEqualTo("-ERR Line too long.");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }
}
