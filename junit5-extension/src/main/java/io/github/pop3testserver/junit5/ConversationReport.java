package io.github.pop3testserver.junit5;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The conversations with one server, as the report of a test shows them.
 *
 * @param title names the test and the server
 * @param heading says whose conversations the transcript shows
 * @param afterwards what the server did after them; empty if nothing
 */
record ConversationReport(String title, String heading, String transcript, String afterwards) {

    /** Adds to the failure what its message does not show. */
    void addTo(Throwable failure, String unusedFaults) {
        List<String> parts = new ArrayList<>();
        if (!isShownBy(failure)) {
            parts.add(heading + "\n\n" + transcript);
        }
        if (!afterwards.isEmpty()) {
            parts.add(afterwards);
        }
        if (!unusedFaults.isEmpty()) {
            parts.add("Besides, unused faults:\n" + unusedFaults);
        }
        if (!parts.isEmpty()) {
            failure.addSuppressed(new Conversations(String.join("\n\n", parts)));
        }
    }

    /** Whether the failure shows all of it already, as our own assertions do. */
    private boolean isShownBy(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        collect(failure, messages, Collections.newSetFromMap(new IdentityHashMap<>()));
        return transcript
                .lines()
                .filter(line -> !isAbbreviation(line))
                .map(ConversationReport::lasting)
                .allMatch(line -> messages.indexOf(line) >= 0);
    }

    /** A transcript with a pointer may show lines that this one leaves out. */
    private static boolean isAbbreviation(String line) {
        return line.matches(" *\\.\\.\\. \\d+ (lines?|sessions?) left out \\.\\.\\.|sessions? \\d.*: same as .*");
    }

    private static void collect(@Nullable Throwable failure, StringBuilder messages, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        messages.append(failure.getMessage()).append('\n');
        collect(failure.getCause(), messages, seen);
        for (Throwable each : failure.getSuppressed()) {
            collect(each, messages, seen);
        }
    }

    /**
     * A heading ends with how the session ended and how long it took. Both may change after an assertion has failed.
     */
    private static String lasting(String line) {
        return line.replaceFirst("^(session .*?   \\S+) .*", "$1");
    }

    /** Publishes the conversations. */
    void publish(ExtensionContext test) {
        file(title, text()).publish(test);
    }

    /**
     * Removes what an earlier run has published.
     *
     * @param title as that of the report
     */
    static void removeEarlier(String title, ExtensionContext test) {
        file(title, "").removeEarlier(test);
    }

    private static PublishedText file(String title, String text) {
        return PublishedText.plain("pop3-transcript-", title, text);
    }

    private String text() {
        return transcript + (afterwards.isEmpty() ? "" : "\n\n" + afterwards) + "\n";
    }
}
