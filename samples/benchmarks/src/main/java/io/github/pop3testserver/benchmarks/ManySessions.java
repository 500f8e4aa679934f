package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many sessions end in a second, if so many go on at a time. */
final class ManySessions implements Measurement {

    private static final int ROUNDS = 5;

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(1, 500, null));
        rows.add(row(100, 2_000, Target.timesBareAtLeast(0.6)));
        rows.add(row(1_000, 3_000, null));
        return rows;
    }

    private static Row row(int clients, int sessions, @Nullable Target target) {
        try (RunningServers servers = new RunningServers(new Load(clients, 1, 2048, false))) {
            return new Row(
                    String.format("Sessions, %,d at a time", clients),
                    "per s",
                    Median.interleaved(
                            List.of(Subject.values()),
                            ROUNDS,
                            subject -> sessions
                                    / Stopwatch.seconds(() -> Swarm.run(servers.port(subject), clients, sessions))),
                    target);
        }
    }
}
