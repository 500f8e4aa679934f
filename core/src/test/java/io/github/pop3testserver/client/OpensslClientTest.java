package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole session of openssl's own client, where it is installed. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
@EnabledOnOs(OS.LINUX)
class OpensslClientTest {

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void showsOctetByOctetWhatTheServerSays(Tls tls) throws Exception {
        InstalledProgram openssl = InstalledProgram.foundBy("openssl", "version");
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            MaildropMessage large = server.maildrop().add(message("large").sized(200_000));
            MaildropMessage octets = server.maildrop().add(raw("Subject: octets\r\n\r\n.first\r\n\0\u00FF \r CR\r\n"));
            // -quiet: an R or a Q at the beginning of a line is no command to openssl, and it waits for the server's
            // end.
            List<String> arguments =
                    new ArrayList<>(List.of("s_client", "-quiet", "-verify_return_error", "-verify_quiet"));
            arguments.addAll(List.of("-CAfile", server.endpoint().caFile().toString()));
            arguments.addAll(List.of("-connect", "localhost:" + server.port()));
            if (tls == Tls.EXPLICIT) {
                arguments.addAll(List.of("-starttls", "pop3"));
            }
            byte[] output =
                    openssl.run("USER user\r\nPASS password\r\nRETR 1\r\nRETR 2\r\nDELE 1\r\nQUIT\r\n", arguments);

            // It keeps the greeting to itself when it says STLS.
            String greeting = tls == Tls.EXPLICIT ? "" : "+OK POP3 server ready\r\n";
            assertThat(new String(output, ISO_8859_1))
                    .isEqualTo(greeting + "+OK\r\n+OK Logged in.\r\n+OK 200000 octets\r\n"
                            + new String(large.content(), ISO_8859_1)
                            + ".\r\n+OK " + octets.size() + " octets\r\n"
                            + new String(octets.content(), ISO_8859_1).replace("\r\n.first", "\r\n..first")
                            + ".\r\n+OK Marked to be deleted.\r\n+OK Logging out, messages deleted.\r\n");
            assertThat(server.maildrop())
                    .hasDeletedExactly(large)
                    .holdsExactly(octets)
                    .hasLostNothing();
            assertThat(server.await().sessionEnd())
                    .hasEndedWith(SessionEnd.BY_QUIT)
                    .hasUsedTls()
                    .hasNoViolations();
            server.verify();
        }
    }
}
