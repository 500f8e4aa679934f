package io.github.pop3testserver.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a connection costs that has been greeted and says nothing. */
final class IdleConnections implements Measurement {

    private static final int CONNECTIONS = 5_000;

    @Override
    public List<Row> rows() {
        Map<Subject, Double> heap = new EnumMap<>(Subject.class);
        Map<Subject, Double> threads = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.values()) {
            try (IdleServer server = new IdleServer(subject)) {
                IdleServer.Usage before = server.usage();
                server.connect(CONNECTIONS);
                IdleServer.Usage after = server.usage();
                heap.put(subject, (after.heap() - before.heap()) / (double) CONNECTIONS);
                threads.put(subject, (double) after.threads());
            }
        }
        return List.of(
                new Row("Heap of an idle connection, of 5,000", "octets", heap, Target.atMost(4096)),
                new Row("Threads with 5,000 connections", "", threads, Target.atMost(1)));
    }
}
