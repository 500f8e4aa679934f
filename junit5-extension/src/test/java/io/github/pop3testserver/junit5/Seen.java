package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers the servers that a test class was given. */
final class Seen {

    private final Queue<Pop3TestServer> servers = new ConcurrentLinkedQueue<>();

    void add(Pop3TestServer server) {
        if (!isRunning(server)) {
            throw new AssertionError("not running: " + server);
        }
        servers.add(server);
    }

    /** For another run of the same class. */
    void clear() {
        servers.clear();
    }

    /** Every one that was added, as often as it was. */
    List<Pop3TestServer> all() {
        return List.copyOf(servers);
    }

    Set<Pop3TestServer> distinct() {
        return new LinkedHashSet<>(servers);
    }

    List<Pop3TestServer> running() {
        return servers.stream().filter(Seen::isRunning).toList();
    }

    /** By its thread: another server may have its port by now. */
    private static boolean isRunning(Pop3TestServer server) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(server.name()));
    }
}
