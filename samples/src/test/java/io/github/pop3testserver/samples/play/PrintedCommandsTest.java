package io.github.pop3testserver.samples.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.pop3testserver.MaildropMessage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The commands that the server prints do what they are for, run literally, where the program is installed. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PrintedCommandsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PlayServer play = PlayServer.start(new PrintStream(printed, true, UTF_8), "--port", "0");
    private final List<MaildropMessage> mails = play.server().maildrop().messages();

    @AfterEach
    void close() {
        play.close();
    }

    @Test
    void curlListsFetchesAndDeletes() throws Exception {
        List<String> commands = commands("curl");
        String welcome = mails.get(0).contentAsString();
        String dots = mails.get(1).contentAsString();

        assertThat(commands).hasSize(5);
        assertThat(run(commands.get(0), "")).isEqualTo("1 330\r\n2 333\r\n3 555\r\n");
        assertThat(run(commands.get(1), "")).isEqualTo(welcome);
        assertThat(run(commands.get(2), "")).isEmpty();
        assertThat(play.server().maildrop().deleted()).containsExactly(mails.get(0));
        assertThat(run(commands.get(3), "")).isEqualTo(dots);
        assertThat(run(commands.get(4), "")).isEqualTo(dots);
        assertThat(play.server().sessions().subList(3, 5))
                .allMatch(session -> session.tlsProtocol().isPresent());
    }

    @Test
    void opensslTalksWithAndWithoutStls() throws Exception {
        List<String> commands = commands("openssl");

        assertThat(commands).hasSize(2);
        for (String command : commands) {
            assertThat(run(command, "USER user\nPASS password\nRSET\nQUIT\n"))
                    .endsWith("+OK\r\n+OK Logged in.\r\n+OK\r\n+OK Logging out.\r\n");
            assertThat(play.server().lastSession().tlsProtocol()).isPresent();
            assertThat(play.server().lastSession().violations()).isEmpty();
        }
    }

    @Test
    void ncTalks() throws Exception {
        List<String> commands = commands("nc");

        assertThat(commands).hasSize(1);
        assertThat(run(commands.get(0), "USER user\nPASS password\nQUIT\n"))
                .endsWith("+OK\r\n+OK Logged in.\r\n+OK Logging out.\r\n");
    }

    @Test
    void opensslComputesTheDigestOfApop() throws Exception {
        assumeInstalled("openssl");
        String command = lines().filter(line -> line.startsWith("  APOP"))
                .map(line -> line.substring(line.indexOf("printf")))
                .findFirst()
                .orElseThrow();
        var endpoint = play.server().endpoint();
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            String greeting = replies.readLine();
            String timestamp = greeting.substring(greeting.indexOf('<'));
            String digest =
                    run(command.replace("<TIMESTAMP>", timestamp), "").replaceFirst("(?s).*([0-9a-f]{32}).*", "$1");
            socket.getOutputStream().write(("APOP user " + digest + "\n").getBytes(UTF_8));

            assertThat(replies.readLine()).isEqualTo("+OK Logged in.");
        }
    }

    private Stream<String> lines() {
        return printed.toString(UTF_8).lines();
    }

    /** The commands of this program, which has to be installed. */
    private List<String> commands(String program) throws Exception {
        assumeInstalled(program);
        return lines().filter(line -> line.startsWith("  " + program + " ")).toList();
    }

    private static void assumeInstalled(String program) throws Exception {
        Process search = new ProcessBuilder("sh", "-c", "command -v " + program)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(search.waitFor())
                .as("exit code of the search for %s", program)
                .isZero();
    }

    /** What the command prints; fails unless it ends well. */
    private static String run(String command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("exit code of %s", command).isZero();
        return output;
    }
}
