package io.github.pop3testserver.junit5;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/**
 * What the report of a test says of its conversations.
 *
 * @param title of the test and server
 * @param heading what the transcript is of
 * @param afterwards what the fixture did then; empty if nothing
 */
record ConversationReport(String title, String heading, String transcript, String afterwards) {

    private static final int LONGEST_FILE_NAME = 100;

    /** Adds to a failure what its reader cannot know from its message. */
    void addTo(Throwable failure, String unusedFaults) {
        List<String> parts = new ArrayList<>();
        if (!isToldBy(failure)) {
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

    /** Whether it shows all that was said already: our own assertions do. */
    private boolean isToldBy(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        collect(failure, messages, Collections.newSetFromMap(new IdentityHashMap<>()));
        return transcript
                .lines()
                .filter(line -> !isAbbreviation(line))
                .map(ConversationReport::lasting)
                .allMatch(line -> messages.indexOf(line) >= 0);
    }

    /** A transcript that points at something may show what another leaves out. */
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

    /** A session's heading ends in how it ended and how long it took, which go on after an assertion has failed. */
    private static String lasting(String line) {
        return line.replaceFirst("^(session .*?   \\S+) .*", "$1");
    }

    /** As a file beside the test's report, or within the report where JUnit knows no place for files. */
    @SuppressWarnings({"deprecation", "removal"}) // JUnit 5.12 has no other MediaType
    void publish(ExtensionContext test) {
        try {
            test.publishFile(fileName(), MediaType.TEXT_PLAIN_UTF_8, file -> Files.writeString(file, text()));
        } catch (RuntimeException e) {
            test.publishReportEntry(fileName(), text());
        }
    }

    private String text() {
        return transcript + (afterwards.isEmpty() ? "" : "\n\n" + afterwards) + "\n";
    }

    private String fileName() {
        String name = title.replaceAll("[^A-Za-z0-9.]+", "-");
        return "pop3-transcript-" + name.substring(0, Math.min(name.length(), LONGEST_FILE_NAME)) + ".txt";
    }
}
