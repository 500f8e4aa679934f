package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/internals/benchmarks.md, whose parts between markers are written here. */
final class Page {

    private static final Path DOCS = Path.of("docs", "internals");

    private static final Path FILE = DOCS.resolve("benchmarks.md");

    private Page() {}

    /** Replaces what is between {@code <!-- part -->} and {@code <!-- end of part -->}. */
    static void write(String part, String content) {
        String begin = "<!-- " + part + " -->";
        String end = "<!-- end of " + part + " -->";
        try {
            String page = Files.readString(FILE);
            int from = page.indexOf(begin);
            int to = page.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException(FILE + " lacks the markers " + begin + " and " + end);
            }
            Files.writeString(FILE, page.substring(0, from) + begin + "\n\n" + content + "\n" + page.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writePlot(String name, String svg) {
        try {
            Files.writeString(DOCS.resolve(name), svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where and when, for both parts. */
    static String circumstances() {
        return String.format(
                "Measured on %tF with JDK %s, %s %s, %d processors.%n",
                System.currentTimeMillis(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }
}
