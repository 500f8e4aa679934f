package io.github.pop3testserver.samples.play;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server prints. */
class PlayServerTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PlayServer play = PlayServer.start(new PrintStream(printed, true, UTF_8), "--port", "0");
    private final Pop3Endpoint endpoint = play.server().endpoint();
    private final String instructions = printed();

    @AfterEach
    void close() {
        play.close();
    }

    private String printed() {
        return printed.toString(UTF_8).replace("\r\n", "\n");
    }

    @Test
    void beginsWithInstructions() {
        String tlsPort = Integer.toString(play.server().implicitTlsEndpoint().port());
        assertThat(instructions
                        .replace(endpoint.caFile().toString(), "/tmp/ca.pem")
                        .replace(Integer.toString(endpoint.port()), "1110")
                        .replace(tlsPort, "40995"))
                .isEqualTo("""
                        A POP3 server listens on 127.0.0.1 until you press Ctrl-C.

                          port 1110, without TLS or with STLS
                          port 40995, with TLS; its CA is in /tmp/ca.pem
                          user "user", password "password"; the maildrop has 3 messages of 1218 octets
                          administrator "admin", password "secret", who may open this maildrop

                        Type a session in another terminal:

                          telnet 127.0.0.1 1110
                          nc 127.0.0.1 1110
                          openssl s_client -quiet -crlf -CAfile "/tmp/ca.pem" -connect 127.0.0.1:1110 -starttls pop3
                          openssl s_client -quiet -crlf -CAfile "/tmp/ca.pem" -connect 127.0.0.1:40995

                        Log in there with one of these:

                          USER user                              then PASS password
                          AUTH LOGIN                             then dXNlcg== and cGFzc3dvcmQ=
                          AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=        user
                          AUTH PLAIN dXNlcgBhZG1pbgBzZWNyZXQ=    admin, who opens the maildrop of user
                          APOP user DIGEST                       printf '%s' '<TIMESTAMP>password' | openssl md5

                        Or list, fetch and delete with curl:

                          curl -u user:password pop3://127.0.0.1:1110/
                          curl -u user:password pop3://127.0.0.1:1110/1
                          curl -u user:password -I -X "DELE 1" pop3://127.0.0.1:1110/
                          curl -u user:password --cacert "/tmp/ca.pem" --ssl-reqd pop3://127.0.0.1:1110/1
                          curl -u user:password --cacert "/tmp/ca.pem" pop3s://127.0.0.1:40995/1

                        """);
    }

    @Test
    void showsTheConversationWhileItGoesOn() {
        plays(endpoint, () -> await().until(() -> printed().contains("S: +OK Marked to be deleted.")), """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: DELE 2
                S: +OK Marked to be deleted.
                (it is on the screen)
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);
    }

    @Test
    void endsWithWhatHasBecomeOfEachMessage() {
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: RETR 1
                S: +OK 330 octets
                S: From: sender@example.com
                S: To: recipient@example.com
                S: Subject: Welcome
                S: Date: Mon, 12 Jan 2026 09:30:00 +0000
                S: Message-ID: <timestamp>
                S: MIME-Version: 1.0
                S: Content-Type: text/plain; charset=UTF-8
                S: Content-Transfer-Encoding: 7bit
                S:
                S: DELE 1 marks this message. QUIT deletes it, RSET removes the mark.
                S: .
                C: DELE 1
                S: +OK Marked to be deleted.
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);
        plays(play.server().implicitTlsEndpoint(), """
                S: +OK POP3 server ready <timestamp>
                C: AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=
                S: +OK Logged in.
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 2
                S: +OK Marked to be deleted.
                """);
        play.server().await().sessionsEnded(2);
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: DELE 2
                S: +OK Marked to be deleted.
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);

        play.close();

        assertThat(printed()).endsWith("""

                The messages after 3 sessions:

                  "Welcome"      retrieved 1 time, deleted in session 1
                  "Dots"         never retrieved, still there: marked with DELE in session 2, which never sent QUIT
                  "Parts list"   never retrieved, deleted in session 3: LOST, no client got all of it

                Rules that clients broke:

                  in session 1, session 3: passwords and tokens are not sent in cleartext where TLS is available (RFC 2595 section 2.1, RFC 8314 section 3)
                  in session 2: a client ends its session with QUIT (RFC 1939 section 3)
                """);
    }

    @Test
    void saysSoIfNobodyCame() {
        play.close();

        assertThat(printed()).isEqualTo(instructions + "\nNo client has connected.\n");
    }

    @Test
    void namesTheRemedyIfThePortIsTaken() {
        String port = Integer.toString(endpoint.port());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlayServer.start(System.out, "--port", port))
                .satisfies(e -> assertThat(e)
                        .hasMessage("cannot listen on port " + port + ": "
                                + e.getCause().getCause().getMessage()
                                + "; choose another one, or a free one with -Dexec.args=\"--port 0\""));
    }

    @Test
    void servesTheFilesOfAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("2.eml"), "Subject: Invoice\n\n4711\n");
        Files.writeString(folder.resolve("1.eml"), "Subject: Order\n\n100 screws\n");
        try (PlayServer own =
                PlayServer.start(new PrintStream(printed, true, UTF_8), "--port", "0", "--mail", folder.toString())) {
            plays(own.server().endpoint(), """
                    S: +OK POP3 server ready <timestamp>
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    C: LIST
                    S: +OK 2 messages:
                    S: 1 30
                    S: 2 26
                    S: .
                    C: QUIT
                    S: +OK Logging out.
                    """);
        }
    }
}
