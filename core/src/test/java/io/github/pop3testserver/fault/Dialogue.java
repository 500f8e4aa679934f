package io.github.pop3testserver.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.RawClient;

/** A conversation as a script: lines that begin with {@code C:} are said, and those with {@code S:} must come back. */
final class Dialogue {

    private Dialogue() {}

    /** Reads as many lines as the script has; what comes beyond it is not looked at. */
    static void play(RawClient client, String script) {
        StringBuilder played = new StringBuilder();
        script.lines().forEach(line -> {
            if (line.startsWith("C: ")) {
                client.send(line.substring(3) + "\r\n");
                played.append(line).append('\n');
            } else {
                played.append("S: ").append(client.readLine()).append('\n');
            }
        });
        assertThat(played).hasToString(script);
    }
}
