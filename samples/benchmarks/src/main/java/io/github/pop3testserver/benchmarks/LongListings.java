package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** How fast a full maildrop is listed; not by GreenMail, which would take minutes to fill. */
final class LongListings implements Measurement {

    private static final int MESSAGES = 100_000;
    private static final int ROUNDS = 5;

    @Override
    public List<Row> rows() {
        try (RunningServers servers = new RunningServers(Load.messages(MESSAGES, 100), Subject.BARE, Subject.OURS)) {
            return Stream.of("LIST", "UIDL")
                    .map(command -> new Row(
                            command + " of 100,000",
                            "ms",
                            servers.medians(
                                    ROUNDS,
                                    false,
                                    (subject, client) -> 1000 * Stopwatch.seconds(() -> client.fetch(command))),
                            Target.timesBareAtMost(3)))
                    .toList();
        }
    }
}
