package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** An application that fetches mail, with or without a bad habit. */
final class SweptFetcher {

    enum Habit {
        NONE,
        /** Goes by what it finds, and not by unique-ids. */
        FORGETS_WHAT_IT_HAS,
        /** Takes the end of the connection for the end of a message. */
        ACCEPTS_TRUNCATED_MESSAGE
    }

    private static final int PATIENCE_MILLIS = 10_000;

    private final Pop3Endpoint endpoint;
    private final Habit habit;
    private final boolean byAuth;

    /** The first line of each message that was stored. */
    private final List<String> stored = new ArrayList<>();

    private final Set<String> seen = new HashSet<>();
    private Socket socket;
    private BufferedReader in;

    SweptFetcher(Pop3Endpoint endpoint, Habit habit) {
        this(endpoint, habit, false);
    }

    /** @param byAuth logs in by AUTH PLAIN in two steps */
    SweptFetcher(Pop3Endpoint endpoint, Habit habit, boolean byAuth) {
        this.endpoint = endpoint;
        this.habit = habit;
        this.byAuth = byAuth;
    }

    List<String> stored() {
        return stored;
    }

    /** Some rounds; one that fails is followed by the next. */
    void run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            try {
                fetch();
            } catch (IOException e) {
                // The next round is the remedy.
            }
        }
    }

    private void fetch() throws IOException {
        try (Socket connection = new Socket(endpoint.host(), endpoint.port())) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            use(connection);
            if (endpoint.tls() == Tls.IMPLICIT) {
                startTls();
            }
            ok(in.readLine());
            if (endpoint.tls() == Tls.EXPLICIT) {
                say("STLS");
                startTls();
            }
            login();
            List<String> uids = listing();
            for (int number = 1; number <= uids.size(); number++) {
                fetch(number, uids.get(number - 1));
            }
            say("QUIT");
        }
    }

    private void use(Socket connection) throws IOException {
        socket = connection;
        in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
    }

    private void startTls() throws IOException {
        SSLSocketFactory factory = endpoint.sslContext().getSocketFactory();
        use(factory.createSocket(socket, endpoint.host(), endpoint.port(), true));
    }

    private void login() throws IOException {
        if (byAuth) {
            send("AUTH PLAIN");
            in.readLine();
            String response = "\0" + endpoint.username() + "\0" + endpoint.password();
            say(Base64.getEncoder().encodeToString(response.getBytes(UTF_8)));
        } else {
            say("USER " + endpoint.username());
            say("PASS " + endpoint.password());
        }
    }

    private List<String> listing() throws IOException {
        say("UIDL");
        return lines(false).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    private void fetch(int number, String uid) throws IOException {
        if (habit == Habit.FORGETS_WHAT_IT_HAS || !seen.contains(uid)) {
            say("RETR " + number);
            List<String> message = lines(habit == Habit.ACCEPTS_TRUNCATED_MESSAGE);
            stored.add(message.isEmpty() ? "" : message.get(message.size() - 1));
            seen.add(uid);
        }
        say("DELE " + number);
    }

    private List<String> lines(boolean tolerant) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                if (tolerant) {
                    return lines;
                }
                throw new EOFException("inside a reply");
            }
            lines.add(line);
        }
        return lines;
    }

    private void say(String line) throws IOException {
        send(line);
        ok(in.readLine());
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    private static void ok(String reply) throws IOException {
        if (reply == null || !reply.startsWith("+OK")) {
            throw new IOException(reply == null ? "the connection was closed" : reply);
        }
    }
}
