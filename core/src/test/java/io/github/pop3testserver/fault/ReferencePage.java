package io.github.pop3testserver.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of docs/faults-reference.md. */
final class ReferencePage {

    private ReferencePage() {}

    /** The cells of all tables whose first column has this title, without their heads. */
    static List<List<String>> table(String firstColumn) {
        List<List<String>> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines()) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (line.startsWith("| " + firstColumn + " |")) {
                inTable = true;
            } else if (inTable && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError("no table of \"" + firstColumn + "\"");
        }
        return rows;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(page());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Surefire runs in the module's directory, an IDE perhaps in the project's. */
    private static Path page() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve("faults-reference.md");
            if (Files.exists(page)) {
                return page;
            }
        }
        throw new AssertionError("no docs/faults-reference.md in " + start + " or above");
    }
}
