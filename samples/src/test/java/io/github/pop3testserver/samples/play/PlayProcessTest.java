package io.github.pop3testserver.samples.play;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The server as a process of its own. */
class PlayProcessTest {

    /** Windows ends a process without a chance to say anything. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void printsTheSummaryWhenItIsTerminated() throws Exception {
        Process process = start("--port", "0");
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String instructions = readTo(output, "pop3s://");

        plays(
                new Pop3Endpoint(
                        "127.0.0.1",
                        Integer.parseInt(found("port (\\d+), without TLS", instructions)),
                        Tls.NONE,
                        "user",
                        "password"),
                """
                S: +OK POP3 server ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: QUIT
                S: +OK Logging out.
                """);
        // Not process.destroy(), which closes the stream too.
        process.toHandle().destroy();

        assertThat(output.lines().collect(Collectors.joining("\n")))
                .contains("The messages after 1 session:\n\n  \"Welcome\"");
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(Path.of(found("CA is in (.*)", instructions))).doesNotExist();
    }

    @Test
    void endsWithAnErrorInOneLineIfAnArgumentIsWrong() throws Exception {
        Process process = start("--port", "pop");

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
                .isEqualTo("--port must be followed by a number from 0 to 65535, but was followed by \"pop\";"
                        + " with --port 0 the server takes a free port");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlayServer.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String readTo(BufferedReader output, String last) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(last) < 0) {
            String line = output.readLine();
            assertThat(line).as("line after%n%s", read).isNotNull();
            read.append(line).append('\n');
        }
        return read.toString();
    }

    private static String found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
