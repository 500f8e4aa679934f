package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    @Test
    void tellWhatWasAnsweredAndHow() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.maildrop().add(raw("a\r\n\r\n.\r\n"));
            try (RawClient client = RawClient.connectTo(server)) {
                client.readLine();
                client.command("AUTH PLAIN");
                client.command("AHVzZXIAcGFzc3dvcmQ=");
                client.multiLine("RETR 1");
                client.command("RETR 2");
                client.multiLine("LIST");
            }
            assertThat(server.lastSession().exchanges())
                    .containsExactly(
                            new Exchange(
                                    Pop3Event.GREETING,
                                    Optional.empty(),
                                    "+OK POP3 server ready",
                                    OptionalLong.empty(),
                                    false),
                            command("AUTH PLAIN", "+ ", OptionalLong.empty()),
                            new Exchange(
                                    Pop3Event.SASL_RESPONSE,
                                    Optional.empty(),
                                    "+OK Logged in.",
                                    OptionalLong.empty(),
                                    false),
                            command("RETR 1", "+OK 8 octets", OptionalLong.of(9)),
                            command("RETR 2", "-ERR There's no message 2.", OptionalLong.empty()),
                            command("LIST", "+OK 1 messages:", OptionalLong.of(5)));
        }
    }

    private static Exchange command(String line, String status, OptionalLong octets) {
        return new Exchange(
                CommandLine.of(line).event(), Optional.of(CommandLine.of(line)), status, octets, octets.isPresent());
    }
}
