package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.samples.clients.Markdown.code;
import static io.github.pop3testserver.samples.clients.Markdown.row;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The section of docs/clients.md about what the exceptions say. */
final class ExceptionTable {

    private ExceptionTable() {}

    /** Each text with the clients and the numbers of the failures for which they say it. */
    static String of(Observations observations) {
        Map<String, Map<String, Set<Integer>>> texts = new TreeMap<>();
        for (Failure failure : Failure.values()) {
            for (Client client : Client.values()) {
                for (Throwable thrown : observations.of(failure, client).thrown()) {
                    String cells = code(thrown.getClass().getSimpleName()) + " | " + code(ExceptionText.of(thrown));
                    texts.computeIfAbsent(cells, key -> new LinkedHashMap<>())
                            .computeIfAbsent(client.title(), key -> new TreeSet<>())
                            .add(failure.number());
                }
            }
        }
        String head = """
                ## What the exceptions say

                | Exception | Text, and after ← that of the cause | Seen with, and in which row |
                |---|---|---|
                """;
        return head
                + texts.entrySet().stream()
                        .map(text -> row(text.getKey(), seenWith(text.getValue())))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String seenWith(Map<String, Set<Integer>> rows) {
        return rows.entrySet().stream()
                .map(client -> client.getKey() + " "
                        + client.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
