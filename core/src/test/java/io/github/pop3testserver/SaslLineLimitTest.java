package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.model.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 5034 section 4: what SASL needs may be longer than any command, up to a limit that some servers set low. */
class SaslLineLimitTest {

    private static final String LONG_TOKEN = "t".repeat(2_000);

    private static String xoauth2(String token) {
        byte[] response = ("user=user\1auth=Bearer " + token + "\1\1").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(response);
    }

    private static RawClient greeted(Pop3TestServer server) {
        server.maildrop().acceptToken(LONG_TOKEN);
        RawClient client = RawClient.connectTo(server);
        client.readLine();
        return client;
    }

    @Test
    void anInitialResponseMayBeLongerThanACommand() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = greeted(server)) {
            assertThat(client.command("AUTH XOAUTH2 " + xoauth2(LONG_TOKEN))).isEqualTo("+OK Logged in.");
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
            assertThat(server.lastSession()).hasNoViolations();
        }
    }

    @Test
    void aResponseMayBeLongerThanACommand() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = greeted(server)) {
            assertThat(client.command("AUTH XOAUTH2")).isEqualTo("+ ");
            assertThat(client.command(xoauth2(LONG_TOKEN))).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void otherCommandsMayNotEvenWhereAuthCouldCome() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = greeted(server)) {
            assertThat(client.command("USER " + "u".repeat(505))).isEqualTo("+OK");
            assertThat(client.command("USER " + "u".repeat(506))).isEqualTo("-ERR Line too long.");
            assertThat(client.command("PASS password")).isEqualTo("-ERR No username given.");
        }
    }

    @Test
    void aLongTokenCanBeMadeToNeedALineOfItsOwn() {
        String response = xoauth2(LONG_TOKEN);
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .maxSaslLineOctets(response.length() + 2)
                        .start();
                RawClient client = greeted(server)) {
            assertThat(client.command("AUTH XOAUTH2 " + response)).isEqualTo("-ERR Line too long.");
            assertThat(client.command("AUTH XOAUTH2")).isEqualTo("+ ");
            assertThat(client.command(response)).isEqualTo("+OK Logged in.");
            assertThat(server.lastSession().violations()).containsExactly(ProtocolViolation.LINE_TOO_LONG);
        }
    }

    @Test
    void aResponseThatIsTooLongEndsTheExchangeAndNotTheSession() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().maxSaslLineOctets(512).start();
                RawClient client = greeted(server)) {
            for (int octets : new int[] {511, 40_000}) {
                assertThat(client.command("AUTH XOAUTH2")).isEqualTo("+ ");
                assertThat(client.command("A".repeat(octets))).isEqualTo("-ERR Line too long.");
                assertThat(client.command("USER user")).isEqualTo("+OK");
            }
            assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void anExchangeMayBePipelined() {
        try (Pop3TestServer server = Pop3TestServer.start();
                RawClient client = greeted(server)) {
            client.send("AUTH XOAUTH2\r\n" + xoauth2(LONG_TOKEN) + "\r\nSTAT\r\nQUIT\r\n");
            assertThat(client.readToEnd()).isEqualTo("""
                    + \r
                    +OK Logged in.\r
                    +OK 0 0\r
                    +OK Logging out.\r
                    """);
        }
    }
}
