package io.github.pop3testserver.samples.clients;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the findings, from the source of its test.
 *
 * @param text the Javadoc of the test
 * @param line the first statement of the test that concerns the server or the maildrop
 * @param test the name of the test
 */
record Finding(String text, String line, String test) {

    private static final Pattern TEST = Pattern.compile(
            "(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s+@Test\\s+(?:@\\S.*?\n\\s+)?void (\\w+)\\((.*?)\n    }\n");

    private static final Pattern LINE = Pattern.compile("(?s)\n\\s+((?:server|maildrop)\\..*?);\n");

    private static final List<String> CLASSES =
            List.of("LoginFindingsTest", "MessageFindingsTest", "DeletionFindingsTest", "TlsFindingsTest");

    static List<Finding> all() {
        return CLASSES.stream().flatMap(Finding::in).toList();
    }

    private static Stream<Finding> in(String testClass) {
        return TEST.matcher(FailureLines.read(testClass + ".java"))
                .results()
                .map(test -> new Finding(
                        inOneLine(test.group(1)), firstLine(test.group(3)), testClass + "." + test.group(2)));
    }

    private static String inOneLine(String comment) {
        return comment.replaceAll("\\s*\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@code (.*?)}", "`$1`")
                .strip();
    }

    /** Empty if it is not the server that fails. */
    private static String firstLine(String body) {
        Matcher line = LINE.matcher(body);
        return line.find() ? FailureLines.inOneLine(line.group(1)) : "";
    }
}
