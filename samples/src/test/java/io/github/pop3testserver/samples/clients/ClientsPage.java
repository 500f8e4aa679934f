package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.samples.clients.Markdown.code;
import static io.github.pop3testserver.samples.clients.Markdown.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/clients.md. */
final class ClientsPage {

    private static final String PACKAGE = "../samples/src/test/java/io/github/pop3testserver/samples/clients";

    private static final String INTRODUCTION = """
            # Clients

            This page shows how %d failures look to code that fetches mail with a POP3 library of the JVM, and which messages that code
            then loses or fetches twice.

            | Library | Version | The code that was run |
            |---|---|---|
            %s

            `ClientsPageTest` repeats the runs, on Linux, and fails if the page and the libraries differ.

            ## How to read the tables

            * **A cell is one run**: a maildrop with the messages one, two and three, one failure, and three polls. A poll logs in, lists,
              stores each message, marks it for deletion, and quits. If a poll fails, the next one begins. The code stores whatever the
              library returns, and does not remember what it has stored.
            * **A failure happens once**, unless its row says otherwise. Then the server behaves normally.
            * **The first line** of a cell is what the code sees: an exception, a returned value, or nothing. For Camel it is what its poll
              strategy or its exception handler gets, which log it by default. The texts are [below](#what-the-exceptions-say).
            * **The second line** is what became of the messages. Without it, each message was stored once and deleted. *Lost* means
              deleted on the server, and never stored complete. *Twice* means stored twice.
            * **hang** means that a poll lasted until the read timeout that the code had set. Without one, it would last until the
              connection ends.
            * **as Angus** means the same as Angus Mail. **–** means that this code does not send the command that fails.
            """;

    private final Observations observations;

    ClientsPage(Observations observations) {
        this.observations = observations;
    }

    String text() {
        return Stream.of(
                        INTRODUCTION.formatted(Failure.values().length, versions()),
                        tables(),
                        findings(),
                        ExceptionTable.of(observations),
                        lines())
                .collect(Collectors.joining("\n"));
    }

    private static String versions() {
        return Arrays.stream(Client.values())
                .map(client -> row(
                        client.title(),
                        client.version(),
                        source(client.fetcher().getClass())))
                .collect(Collectors.joining("\n"));
    }

    private static String source(Class<?> type) {
        return "[%s](%s/%1$s.java)".formatted(type.getSimpleName(), PACKAGE);
    }

    private String tables() {
        return Arrays.stream(Failure.Topic.values()).map(this::table).collect(Collectors.joining("\n"));
    }

    private String table(Failure.Topic topic) {
        List<String> lines = new ArrayList<>(List.of("## " + topic.title(), ""));
        List<String> titles = new ArrayList<>(List.of("#", "Failure"));
        Arrays.stream(Client.values()).map(Client::title).forEach(titles::add);
        lines.add(row(titles.toArray(String[]::new)));
        lines.add("|---".repeat(titles.size()) + "|");
        Arrays.stream(Failure.values())
                .filter(failure -> failure.topic() == topic)
                .map(this::rowOf)
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private String rowOf(Failure failure) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(failure.number()), failure.title()));
        String angus = observations.of(failure, Client.ANGUS_MAIL).cell();
        for (Client client : Client.values()) {
            String cell = observations.of(failure, client).cell();
            cells.add(client == Client.JAVAX_MAIL && cell.equals(angus) ? "as Angus" : cell);
        }
        return row(cells.toArray(String[]::new));
    }

    private static String findings() {
        String head = """
                ## Findings

                Each has a plain test in [this package](%s).

                | Finding | Line in the test | Test |
                |---|---|---|
                """.formatted(PACKAGE);
        return head
                + Finding.all().stream()
                        .map(finding -> row(
                                finding.text(),
                                finding.line().isEmpty() ? "–" : code(finding.line()),
                                code(finding.test())))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String lines() {
        String head = """
                ## The line that reproduces each failure

                In a test with `Pop3TestServer server` and `Maildrop maildrop`; `two` is what `maildrop.add(…)` returned for message two.

                | # | Line in a test |
                |---|---|
                """;
        return head
                + Arrays.stream(Failure.values())
                        .map(failure -> row(Integer.toString(failure.number()), line(failure)))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Failure failure) {
        String line = FailureLines.of(failure);
        return line.equals("{}") ? "none: your code fails, not the server" : code(line);
    }
}
