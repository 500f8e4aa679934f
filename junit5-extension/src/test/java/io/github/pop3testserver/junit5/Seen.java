package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Remembers the servers that a test class was given. */
final class Seen {

    private final Queue<Pop3TestServer> servers = new ConcurrentLinkedQueue<>();

    void add(Pop3TestServer server) {
        if (!isRunning(server.name())) {
            throw new AssertionError("not running: " + server);
        }
        servers.add(server);
    }

    static boolean isRunning(String serverName) {
        return threadNames().contains(serverName);
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

    /** Those that still have their thread; their ports would not tell, as other servers may have them by now. */
    List<Pop3TestServer> running() {
        Set<String> names = threadNames();
        return servers.stream().filter(server -> names.contains(server.name())).toList();
    }

    /** Not by way of {@code Thread.getAllStackTraces()}, which stops all threads each time. */
    private static Set<String> threadNames() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[2 * root.activeCount() + 100];
        int count = root.enumerate(threads);
        return Arrays.stream(threads, 0, count).map(Thread::getName).collect(Collectors.toSet());
    }
}
