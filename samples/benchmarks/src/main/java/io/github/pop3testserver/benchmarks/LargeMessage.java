package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How fast one large message comes. */
final class LargeMessage implements Measurement {

    private static final int MEBIBYTES = 50;
    private static final int ROUNDS = 25;

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (boolean tls : new boolean[] {false, true}) {
            String what = "RETR of 50 MiB" + (tls ? " with TLS" : "");
            rows.add(new Row(what, "MiB/s", mebibytesPerSecond(tls), Target.timesBareAtLeast(0.8)));
        }
        return rows;
    }

    private static Map<Subject, Double> mebibytesPerSecond(boolean tls) {
        try (RunningServers servers =
                new RunningServers(Load.messages(1, MEBIBYTES << 20).withTls(tls))) {
            return servers.medians(
                    ROUNDS, tls, (subject, client) -> MEBIBYTES / Stopwatch.seconds(() -> client.fetch("RETR 1")));
        }
    }
}
