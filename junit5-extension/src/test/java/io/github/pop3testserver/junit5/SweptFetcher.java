package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** An application that fetches mail, with or without a bad habit. */
final class SweptFetcher {

    enum Habit {
        NONE,
        /** Goes by what it finds, and not by unique-ids. */
        FORGETS_WHAT_IT_HAS,
        /** Takes the end of the connection for the end of a message. */
        ACCEPTS_TRUNCATED_MESSAGE,
        /** Does not poll any more after a reset. */
        GIVES_UP_AFTER_A_RESET,
        /** Does not poll any more after [SYS/TEMP]. */
        GIVES_UP_AFTER_SYS_TEMP,
        /** Sends a DELE again that is refused, and does not poll any more if that is refused too. */
        INSISTS_ON_DELE,
        /** Waits for a reply forever. */
        HAS_NO_TIMEOUT,
        /** Takes what one read returns for the whole reply. */
        READS_ONCE,
        /** Goes by the position in the listing, not by the number there. */
        COUNTS_LINES,
        /** Does not poll any more if the server does not greet it. */
        GIVES_UP_WITHOUT_GREETING,
        /** Fetches everything again if a QUIT has deleted only a part. */
        STARTS_OVER_AFTER_A_PART,
        /** Tries other passwords if a login is refused. */
        TRIES_OTHER_PASSWORDS,
        /** Leaves the connection open if a command fails. */
        FORGETS_TO_CLOSE,
        /** Leaves without QUIT if the poll before has failed. */
        LEAVES_WITHOUT_QUIT,
        /** Deletes a message that it could not retrieve. */
        DELETES_UNREAD,
        /** Goes on without TLS if STLS is refused. */
        GOES_ON_WITHOUT_TLS
    }

    private static final int PATIENCE_MILLIS = 10_000;

    private final Pop3Endpoint endpoint;
    private final Habit habit;
    private final boolean byAuth;
    private int timeoutMillis = PATIENCE_MILLIS;

    /** The last line of each message that was stored. */
    private final List<String> stored = new ArrayList<>();

    private final Set<String> seen = new HashSet<>();

    /** The garbage collector would close them. */
    private final List<Socket> leftOpen = new ArrayList<>();

    private boolean gaveUp;
    private boolean lastFailed;
    private int marked;
    private Socket socket;
    private InputStream in;

    /** What one read has returned and was not used yet. */
    private String rest = "";

    SweptFetcher(Pop3Endpoint endpoint, Habit habit) {
        this(endpoint, habit, false);
    }

    /** @param byAuth logs in by AUTH PLAIN in two steps */
    SweptFetcher(Pop3Endpoint endpoint, Habit habit, boolean byAuth) {
        this.endpoint = endpoint;
        this.habit = habit;
        this.byAuth = byAuth;
    }

    /** Waits for a reply only so long. */
    SweptFetcher withTimeout(int millis) {
        timeoutMillis = millis;
        return this;
    }

    List<String> stored() {
        return stored;
    }

    /** Some rounds; one that fails is followed by the next. */
    void run(int rounds) {
        for (int round = 0; round < rounds && !gaveUp; round++) {
            try {
                fetch();
                lastFailed = false;
            } catch (IOException e) {
                // The next round is the remedy.
                lastFailed = true;
                gaveUp |= isReasonToGiveUp(String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean isReasonToGiveUp(String failure) {
        return switch (habit) {
            case GIVES_UP_AFTER_A_RESET -> failure.contains("reset");
            case GIVES_UP_AFTER_SYS_TEMP -> failure.contains("[SYS/TEMP]");
            default -> false;
        };
    }

    private void fetch() throws IOException {
        Socket connection = new Socket(endpoint.host(), endpoint.port());
        boolean failed = true;
        try {
            connection.setSoTimeout(habit == Habit.HAS_NO_TIMEOUT ? 0 : timeoutMillis);
            use(connection);
            converse();
            failed = false;
        } finally {
            if (habit == Habit.FORGETS_TO_CLOSE && failed) {
                leftOpen.add(connection);
            } else {
                connection.close();
            }
        }
    }

    private void converse() throws IOException {
        if (endpoint.tls() == Tls.IMPLICIT) {
            startTls();
        }
        String greeting = readLine();
        gaveUp |= habit == Habit.GIVES_UP_WITHOUT_GREETING && greeting.startsWith("-ERR");
        ok(greeting);
        if (endpoint.tls() == Tls.EXPLICIT) {
            beginTls();
        }
        login();
        Map<Integer, String> uids = listing();
        if (habit == Habit.STARTS_OVER_AFTER_A_PART && !uids.isEmpty() && uids.size() < marked) {
            seen.clear();
        }
        for (Map.Entry<Integer, String> uid : uids.entrySet()) {
            fetch(uid.getKey(), uid.getValue());
        }
        marked = uids.size();
        if (habit != Habit.LEAVES_WITHOUT_QUIT || !lastFailed) {
            say("QUIT");
        }
    }

    private void beginTls() throws IOException {
        send("STLS");
        String reply = readLine();
        if (reply.startsWith("-ERR") && habit == Habit.GOES_ON_WITHOUT_TLS) {
            return;
        }
        ok(reply);
        startTls();
    }

    private void use(Socket connection) throws IOException {
        socket = connection;
        in = new BufferedInputStream(connection.getInputStream());
        rest = "";
    }

    private void startTls() throws IOException {
        SSLSocketFactory factory = endpoint.sslContext().getSocketFactory();
        use(factory.createSocket(socket, endpoint.host(), endpoint.port(), true));
    }

    private void login() throws IOException {
        if (byAuth) {
            send("AUTH PLAIN");
            String challenge = readLine();
            if (!challenge.startsWith("+ ")) {
                throw new IOException(challenge);
            }
            String response = "\0" + endpoint.username() + "\0" + endpoint.password();
            say(Base64.getEncoder().encodeToString(response.getBytes(UTF_8)));
        } else {
            say("USER " + endpoint.username());
            password();
        }
    }

    private void password() throws IOException {
        send("PASS " + endpoint.password());
        String reply = readLine();
        for (int other = 1; habit == Habit.TRIES_OTHER_PASSWORDS && reply.startsWith("-ERR") && other < 5; other++) {
            say("USER " + endpoint.username());
            send("PASS other" + other);
            reply = readLine();
        }
        ok(reply);
    }

    private Map<Integer, String> listing() throws IOException {
        say("UIDL");
        Map<Integer, String> uids = new LinkedHashMap<>();
        for (String line : lines(false)) {
            int blank = line.indexOf(' ');
            uids.put(
                    habit == Habit.COUNTS_LINES ? uids.size() + 1 : number(line.substring(0, blank)),
                    line.substring(blank + 1));
        }
        return uids;
    }

    private static int number(String digits) throws IOException {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: " + digits, e);
        }
    }

    private void fetch(int number, String uid) throws IOException {
        if (habit == Habit.FORGETS_WHAT_IT_HAS || !seen.contains(uid)) {
            if (habit == Habit.DELETES_UNREAD) {
                retrieveIfPossible(number);
            } else {
                say("RETR " + number);
                store(lines(habit == Habit.ACCEPTS_TRUNCATED_MESSAGE));
            }
            seen.add(uid);
        }
        delete(number);
    }

    private void retrieveIfPossible(int number) throws IOException {
        send("RETR " + number);
        if (readLine().startsWith("+OK")) {
            store(lines(false));
        }
    }

    private void delete(int number) throws IOException {
        send("DELE " + number);
        String reply = readLine();
        if (habit == Habit.INSISTS_ON_DELE && reply.startsWith("-ERR")) {
            send("DELE " + number);
            reply = readLine();
            gaveUp |= reply.startsWith("-ERR");
        }
        ok(reply);
    }

    private void store(List<String> message) {
        stored.add(message.isEmpty() ? "" : message.get(message.size() - 1));
    }

    private List<String> lines(boolean tolerant) throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            for (String line = readLine(); !".".equals(line); line = readLine()) {
                lines.add(line);
            }
        } catch (EOFException e) {
            if (!tolerant) {
                throw e;
            }
        }
        return lines;
    }

    /** The end of the input is not the end of a line: a dot there may be the beginning of a stuffed line. */
    private String readLine() throws IOException {
        if (habit == Habit.READS_ONCE) {
            return readOnce();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection was closed");
            }
            line.write(octet);
        }
        return line.toString(UTF_8).replaceFirst("\r$", "");
    }

    private String readOnce() throws IOException {
        if (rest.isEmpty()) {
            byte[] buffer = new byte[8192];
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("the connection was closed");
            }
            rest = new String(buffer, 0, count, UTF_8);
        }
        int end = rest.indexOf("\r\n");
        String line = end < 0 ? rest : rest.substring(0, end);
        rest = end < 0 ? "" : rest.substring(end + 2);
        return line;
    }

    private void say(String line) throws IOException {
        send(line);
        ok(readLine());
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    private static void ok(String reply) throws IOException {
        if (!reply.startsWith("+OK")) {
            throw new IOException(reply);
        }
    }
}
