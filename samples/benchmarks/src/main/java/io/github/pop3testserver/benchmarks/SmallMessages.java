package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How fast many small messages come, one after the other. */
final class SmallMessages implements Measurement {

    private static final int RETRIEVALS = 10_000;
    private static final int MESSAGES = 500;
    private static final int ROUNDS = 5;

    /** GreenMail needs some tenths of a millisecond, or 40 ms where it waits for delayed acknowledgments. */
    private static final int OF_GREENMAIL = 50;

    @Override
    public List<Row> rows() {
        return List.of(new Row("10,000 × RETR of 2 KiB", "per s", perSecond(ROUNDS, Subject.values()), null));
    }

    static Map<Subject, Double> perSecond(int rounds, Subject... subjects) {
        try (RunningServers servers = new RunningServers(Load.messages(MESSAGES, 2048), subjects)) {
            return servers.medians(rounds, false, (subject, client) -> {
                int count = subject == Subject.GREENMAIL ? OF_GREENMAIL : RETRIEVALS;
                return count / Stopwatch.seconds(() -> retrieve(client, count));
            });
        }
    }

    private static void retrieve(Client client, int count) {
        IntStream.range(0, count).forEach(i -> client.fetch("RETR " + (1 + i % MESSAGES)));
    }
}
