package io.github.pop3testserver.samples.play;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Transcript;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;

/** Prints the conversations, each line soon after it was said. */
final class LiveConversation implements AutoCloseable {

    private static final int PAUSE_MILLIS = 50;

    private final Pop3TestServer server;
    private final PrintStream out;

    /** How many lines have been printed, by the number of the session. */
    private final Map<Integer, Integer> printed = new HashMap<>();

    private final Timer timer = new Timer("live conversation", true);

    LiveConversation(Pop3TestServer server, PrintStream out) {
        this.server = server;
        this.out = out;
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        printNewLines();
                    }
                },
                0,
                PAUSE_MILLIS);
    }

    private synchronized void printNewLines() {
        for (Transcript.Session session : server.transcript().sessions()) {
            List<Transcript.Line> lines = session.lines();
            int before = printed.getOrDefault(session.number(), 0);
            lines.subList(before, lines.size()).forEach(line -> print(session.number(), line));
            printed.put(session.number(), lines.size());
        }
        out.flush();
    }

    private void print(int session, Transcript.Line line) {
        String note = line.note().isEmpty() ? "" : "   " + line.note();
        out.println("session " + session + "   " + line.text() + note);
    }

    /** Prints what is left, and nothing afterwards. */
    @Override
    public void close() {
        timer.cancel();
        printNewLines();
    }
}
