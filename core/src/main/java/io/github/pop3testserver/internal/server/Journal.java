package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Transcript;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** All sessions, in the order in which their clients connected. Wakes threads that wait for something to happen. */
public final class Journal {

    private final TimeSource time;
    private final TimeSource realTime;
    private List<SessionRecord> sessions = new ArrayList<>();

    /** How many sessions there were before they were forgotten. */
    private int forgotten;

    /** In the order in which they ended. */
    private List<SessionRecord> ended = new ArrayList<>();

    /** How many commands of each kind all sessions have received. */
    private final Map<Pop3Event, AtomicInteger> received = new EnumMap<>(Pop3Event.class);

    private final List<BooleanSupplier> waiters = new ArrayList<>();
    private boolean closed;

    private final String addresses;

    private final ConversationLog log;

    /** Whether and since when the server is down, in words; empty while it listens. */
    private String down = "";

    /**
     * @param realTime measures how long conversations wait, whatever clock the server uses
     * @param addresses where clients can connect, as text
     * @param log shows what is recorded
     */
    public Journal(TimeSource time, TimeSource realTime, String addresses, ConversationLog log) {
        this.log = log;
        this.addresses = addresses;
        this.time = time;
        this.realTime = realTime;
    }

    TimeSource time() {
        return time;
    }

    TimeSource realTime() {
        return realTime;
    }

    ConversationLog log() {
        return log;
    }

    /** Forgets all sessions. Waiting threads continue to wait. */
    public void clear() {
        forgotten += sessions.size();
        // New lists, because the old ones would keep their capacity.
        sessions = new ArrayList<>();
        ended = new ArrayList<>();
        received.clear();
        changed();
    }

    /** The server is closed, so all waits end. */
    public void close() {
        closed = true;
        changed();
    }

    public boolean isClosed() {
        return closed;
    }

    /** A number for the session's timestamp, which must be unique (RFC 1939 section 7). */
    int serial(SessionRecord session) {
        return forgotten + session.number();
    }

    /**
     * From now on clients are refused.
     *
     * @param how {@code goDown()}, for example
     * @param clients what becomes of clients that connect: {@code are refused}, for example
     */
    public void wentDown(String how, String clients) {
        if (!down.endsWith(clients)) {
            down = "the server is down: " + how + " was called " + when() + "; clients that connect " + clients;
        }
    }

    /** Clients are accepted again. */
    public void cameUp() {
        down = "";
    }

    private String when() {
        if (sessions.isEmpty()) {
            return "before any client connected";
        }
        SessionRecord last = sessions.get(sessions.size() - 1);
        return last.age().toMillis() + " ms after session " + last.number() + " began";
    }

    SessionRecord open(InetSocketAddress client) {
        log.sessionBegins();
        SessionRecord session = new SessionRecord(this, sessions.size() + 1, client);
        sessions.add(session);
        session.showNews();
        return session;
    }

    /** A session has received a command. */
    void countReceived(Pop3Event command) {
        AtomicInteger count = received.get(command);
        if (count == null) {
            received.put(command, new AtomicInteger(1));
        } else {
            count.incrementAndGet();
        }
        changed();
    }

    /** How many commands of a kind all sessions have received. */
    public int received(Pop3Event command) {
        return command == Pop3Event.ANY_COMMAND
                ? received.values().stream().mapToInt(AtomicInteger::get).sum()
                : received.getOrDefault(command, new AtomicInteger()).get();
    }

    void ended(SessionRecord session) {
        ended.add(session);
        changed();
    }

    /** Something has happened that a thread may be waiting for. */
    public void changed() {
        if (!waiters.isEmpty()) {
            waiters.removeIf(BooleanSupplier::getAsBoolean);
        }
    }

    /** Asks a waiter now and whenever something happens, until it returns true. */
    public void tell(BooleanSupplier waiter) {
        waiters.add(waiter);
        changed();
    }

    public void forget(BooleanSupplier waiter) {
        waiters.remove(waiter);
    }

    public List<SessionRecord> sessions() {
        return List.copyOf(sessions);
    }

    /** The sessions that have ended, in the order of their ends. */
    public List<SessionRecord> ended() {
        return List.copyOf(ended);
    }

    public Transcript transcript() {
        List<Transcript.Session> parts = new ArrayList<>(sessions.size());
        for (SessionRecord session : sessions) {
            parts.add(session.transcript(sessions.size()));
        }
        return new Transcript(parts, parts.isEmpty() ? noClient() : down);
    }

    private String noClient() {
        return "no client connected to " + addresses + "; configure your client from Pop3Endpoint.host() and port()"
                + (down.isEmpty() ? "" : "\n\n" + down);
    }

    public Transcript transcript(SessionRecord session) {
        return new Transcript(List.of(session.transcript(sessions.size())), down);
    }
}
