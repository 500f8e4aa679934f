package io.github.pop3testserver.samples.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@link Failure}, from its source. */
final class FailureLines {

    private static final Path PACKAGE = Path.of("src/test/java/io/github/pop3testserver/samples/clients");
    private static final String SOURCE = read("Failure.java");

    private FailureLines() {}

    static String read(String file) {
        try {
            return Files.readString(PACKAGE.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands after the arrow of the failure's lambda. */
    static String of(Failure failure) {
        Matcher constant = Pattern.compile("(?s)\\b" + failure + "\\(\\s*Topic\\.(?:(?!->).)*->\\s+(.*?)\\)[,;]\n")
                .matcher(SOURCE);
        if (!constant.find()) {
            throw new IllegalStateException("no line for " + failure + " in Failure.java");
        }
        return inOneLine(constant.group(1));
    }

    /** The formatter breaks lines after a parenthesis, after a comma, and before a dot. */
    static String inOneLine(String code) {
        return code.strip()
                .replaceAll("\\s*\n\\s*(?=[.)])|(?<=\\()\\s*\n\\s*", "")
                .replaceAll("\\s*\n\\s*", " ");
    }
}
