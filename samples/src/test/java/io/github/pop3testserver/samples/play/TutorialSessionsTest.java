package io.github.pop3testserver.samples.play;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.ProtocolViolation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sessions that tutorials about POP3 show can be typed. */
class TutorialSessionsTest {

    private final PlayServer play = PlayServer.start(new PrintStream(OutputStream.nullOutputStream()), "--port", "0");
    private final Pop3Endpoint endpoint = play.server().endpoint();

    @AfterEach
    void close() {
        play.close();
    }

    @Test
    void eachCommandOfRfc1939() {
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: STAT
                S: +OK 3 1218
                C: LIST
                S: +OK 3 messages:
                S: 1 330
                S: 2 333
                S: 3 555
                S: .
                C: UIDL 1
                S: +OK 1 000000010036ebcb
                C: TOP 1 0
                S: +OK
                S: From: sender@example.com
                S: To: recipient@example.com
                S: Subject: Welcome
                S: Date: Mon, 12 Jan 2026 09:30:00 +0000
                S: Message-ID: <timestamp>
                S: MIME-Version: 1.0
                S: Content-Type: text/plain; charset=UTF-8
                S: Content-Transfer-Encoding: 7bit
                S:
                S: .
                C: RETR 2
                S: +OK 333 octets
                S: From: sender@example.com
                S: To: recipient@example.com
                S: Subject: Dots
                S: Date: Mon, 12 Jan 2026 09:30:00 +0000
                S: Message-ID: <timestamp>
                S: MIME-Version: 1.0
                S: Content-Type: text/plain; charset=UTF-8
                S: Content-Transfer-Encoding: 7bit
                S:
                S: The server sends a second dot before that of the next line.
                S: ..
                S: The end.
                S: .
                C: DELE 2
                S: +OK Marked to be deleted.
                C: RSET
                S: +OK
                C: NOOP
                S: +OK
                C: DELE 1
                S: +OK Marked to be deleted.
                C: RETR 1
                S: -ERR Message is deleted.
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);
    }

    @Test
    void userAndPassWithTls() {
        plays(play.server().implicitTlsEndpoint(), """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void authLogin() {
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: dXNlcg==
                S: + UGFzc3dvcmQ6
                C: cGFzc3dvcmQ=
                S: +OK Logged in.
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AHVzZXIAcGFzc3dvcmQ=", "dXNlcgB1c2VyAHBhc3N3b3Jk", "dXNlcgBhZG1pbgBzZWNyZXQ="})
    void authPlainWithAndWithoutAnAuthorizationIdentity(String response) {
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: AUTH PLAIN %1$s
                S: +OK Logged in.
                C: QUIT
                S: +OK Logging out.
                """.formatted(response));
        plays(endpoint, """
                S: +OK POP3 server ready <timestamp>
                C: AUTH PLAIN
                S: +\s
                C: %1$s
                S: +OK Logged in.
                C: QUIT
                S: +OK Logging out.
                """.formatted(response));
    }

    @Test
    void apop() throws Exception {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String greeting = replies.readLine();
            String digested = greeting.substring(greeting.indexOf('<')) + "password";
            String digest =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(digested.getBytes(US_ASCII)));
            socket.getOutputStream().write(("APOP user " + digest + "\r\n").getBytes(US_ASCII));

            assertThat(replies.readLine()).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void linesThatEndInLfAlone() throws Exception {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.getOutputStream().write("USER user\nPASS password\nDELE 1\nQUIT\n".getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)
                            .replaceFirst("<\\S+>", "<timestamp>"))
                    .isEqualTo("""
                            +OK POP3 server ready <timestamp>
                            +OK
                            +OK Logged in.
                            +OK Marked to be deleted.
                            +OK Logging out, messages deleted.
                            """.replace("\n", "\r\n"));
        }
        assertThat(play.server().lastSession().violations()).contains(ProtocolViolation.BARE_LINE_FEED);
    }
}
