package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How fast a full maildrop is listed; not by GreenMail, which would take minutes to fill. */
final class LongListings implements Measurement {

    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 5;

    @Override
    public List<Row> rows() {
        try (RunningServers servers = new RunningServers(Load.messages(MESSAGES, 100), Subject.BARE, Subject.OURS)) {
            return List.of(
                    row(servers, "LIST of 100,000", "LIST", "NOOP", Target.timesBareAtMost(3)),
                    row(servers, "UIDL of 100,000", "UIDL", "NOOP", Target.timesBareAtMost(3)),
                    row(servers, "LIST of 99,999, one being marked", "LIST", "DELE 1", null));
        }
    }

    private static Row row(
            RunningServers servers, String what, String listing, String before, @Nullable Target target) {
        Map<Subject, Double> medians = servers.medians(ROUNDS, false, (subject, client) -> {
            client.send(before);
            double seconds = Stopwatch.seconds(() -> client.fetch(listing));
            client.send("RSET");
            return 1000 * seconds;
        });
        return new Row(what, "ms", medians, target);
    }
}
