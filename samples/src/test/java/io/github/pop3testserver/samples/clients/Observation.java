package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an application sees of a failure in three polls, and what becomes of the messages.
 *
 * @param isMet whether the client sent the command that fails
 * @param hangs whether a poll lasted until the read timeout
 */
record Observation(boolean isMet, boolean hangs, List<String> seen, List<Throwable> thrown, List<String> outcome) {

    private static final int POLLS = 3;

    /** Of the first run. Most polls end long before. */
    private static final int TIMEOUT_MILLIS = 500;

    /** Of the second run: only a poll that waits for the timeout lasts as long as this one, too. */
    private static final int LONGER_TIMEOUT_MILLIS = 4_000;

    static Observation of(Client client, Failure failure) throws Exception {
        Observation first = of(client, failure, TIMEOUT_MILLIS);
        return first.hangs ? of(client, failure, LONGER_TIMEOUT_MILLIS) : first;
    }

    private static Observation of(Client client, Failure failure, int timeoutMillis) throws Exception {
        try (Pop3TestServer server =
                Pop3TestServer.builder().tls(failure.topic().tls()).start()) {
            Maildrop maildrop = server.maildrop();
            failure.declare(server, maildrop, SeededMail.addTo(maildrop).get(1));
            Diary diary = new Diary(failure == Failure.NOT_STORED, () -> {
                server.comeUp();
                server.settle();
            });
            client.fetcher().poll(POLLS, server.endpoint(), timeoutMillis, diary);
            return new Observation(
                    server.faults().isEmpty() || server.faults().stream().anyMatch(fault -> fault.timesMatched() > 0),
                    diary.longestPollMillis() >= timeoutMillis,
                    counted(diary.seen()),
                    diary.thrown(),
                    Outcome.of(server, diary.stored()));
        }
    }

    /** With their numbers, where there are several. */
    private static List<String> counted(List<String> all) {
        Map<String, Long> counts = all.stream()
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        List<String> counted = new ArrayList<>();
        counts.forEach((text, count) -> counted.add(count == 1 ? text : count + " × " + text));
        return counted;
    }

    /** For a table: what is seen, and in a second line what became of the messages, unless all is well. */
    String cell() {
        if (!isMet) {
            return "–";
        }
        String reports = seen.isEmpty() ? "nothing" : String.join("; ", seen);
        String sight = hangs ? "hang, then " + reports : reports;
        return outcome.isEmpty() ? sight : sight + "<br>" + String.join("; ", outcome);
    }
}
