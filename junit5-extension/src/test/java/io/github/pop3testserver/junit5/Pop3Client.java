package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client that says what it is told to say, and reads one line each time. */
final class Pop3Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    private Pop3Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** Has read the greeting. */
    static Pop3Client connectedTo(Pop3Endpoint endpoint) {
        try {
            Socket socket = new Socket(endpoint.host(), endpoint.port());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            Pop3Client client = new Pop3Client(socket);
            client.in.readLine();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pop3Client loggedInTo(Pop3Endpoint endpoint) {
        Pop3Client client = connectedTo(endpoint);
        try {
            client.ok("USER " + endpoint.username());
            client.ok("PASS " + endpoint.password());
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
        return client;
    }

    /** Has a whole session with these commands, and QUIT. */
    static void talk(Pop3Endpoint endpoint, String... commands) {
        try (Pop3Client client = loggedInTo(endpoint)) {
            for (String command : commands) {
                client.say(command);
            }
            client.ok("QUIT");
        }
    }

    /** The line that the server answers. */
    String say(String command) {
        begin(command);
        return read();
    }

    /** The next line; null at the end. */
    String read() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says it without reading the answer. */
    void begin(String command) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server, which has hung up, does not hear it. */
    boolean sayInVain(String command) {
        try {
            return say(command) == null;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private void ok(String command) {
        String reply = say(command);
        if (!reply.startsWith("+OK")) {
            throw new AssertionError(command + " was answered by " + reply);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
