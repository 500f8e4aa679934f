package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many sessions end in a second, if so many go on at a time. */
final class ManySessions implements Measurement {

    private static final int ROUNDS = 3;

    /** Its listening socket keeps 50; the system drops those beyond, some of which then wait for ever. */
    private static final int UNGREETED_BY_GREENMAIL = 40;

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row(1, 500, 10, null));
        rows.add(row(100, 2_000, 200, Target.timesBareAtLeast(0.6)));
        rows.add(row(1_000, 3_000, 1_000, null));
        return rows;
    }

    /** GreenMail gets fewer: each of its replies may wait 40 ms for a delayed acknowledgment. */
    private static Row row(int clients, int many, int ofGreenMail, @Nullable Target target) {
        try (RunningServers servers = new RunningServers(new Load(clients, 1, 2048, false))) {
            return new Row(
                    String.format("Sessions, %,d at a time", clients),
                    "per s",
                    Median.interleaved(List.of(Subject.values()), ROUNDS, subject -> {
                        int sessions = subject == Subject.GREENMAIL ? ofGreenMail : many;
                        int ungreeted = subject == Subject.GREENMAIL ? UNGREETED_BY_GREENMAIL : clients;
                        return sessions
                                / Stopwatch.seconds(
                                        () -> Swarm.run(servers.port(subject), clients, ungreeted, sessions));
                    }),
                    target);
        }
    }
}
