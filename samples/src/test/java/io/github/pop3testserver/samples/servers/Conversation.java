package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;

/** Plays a conversation: sends the lines that begin with {@code C:}, and compares the replies with those of {@code S:}. */
public final class Conversation {

    private static final int TIMEOUT_MILLIS = 5_000;

    private Conversation() {}

    /**
     * Plays a script that begins with the greeting.
     *
     * @param script {@code S: (closed)} is the end of the connection, and {@code <timestamp>} any timestamp of APOP
     */
    public static void plays(Pop3Endpoint endpoint, String script) {
        plays(endpoint, UTF_8, Conversation::noPause, script);
    }

    /** As {@link #plays(Pop3Endpoint, String)}, with something that happens at each line in parentheses. */
    public static void plays(Pop3Endpoint endpoint, Runnable pause, String script) {
        plays(endpoint, UTF_8, pause, script);
    }

    /** As {@link #plays(Pop3Endpoint, String)}, with a server that writes in this character set. */
    static void plays(Pop3Endpoint endpoint, Charset charset, String script) {
        plays(endpoint, charset, Conversation::noPause, script);
    }

    private static void plays(Pop3Endpoint endpoint, Charset charset, Runnable pause, String script) {
        StringBuilder played = new StringBuilder();
        try (Socket socket = connect(endpoint)) {
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), charset));
            for (String line : script.lines().toList()) {
                if (line.startsWith("C:")) {
                    String command = line.substring(2).stripLeading() + "\r\n";
                    socket.getOutputStream().write(command.getBytes(charset));
                } else if (line.startsWith("(")) {
                    pause.run();
                }
                played.append(line.startsWith("S:") ? received(replies) : line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("after\n" + played, e);
        }
        assertThat(played.toString()).isEqualTo(script);
    }

    private static void noPause() {}

    private static Socket connect(Pop3Endpoint endpoint) throws IOException {
        Socket socket = endpoint.tls() == Tls.IMPLICIT
                ? endpoint.sslContext().getSocketFactory().createSocket(endpoint.host(), endpoint.port())
                : new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static String received(BufferedReader replies) throws IOException {
        String line = replies.readLine();
        if (line == null) {
            return "S: (closed)";
        }
        return line.isEmpty() ? "S:" : "S: " + line.replaceAll("<\\S+@\\S+>", "<timestamp>");
    }
}
