package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The difference between the commands that a test expects and those that a client has sent, line by line. */
final class CommandDiff {

    /** The number of equal lines shown before and after a difference. */
    private static final int CONTEXT = 3;

    /** A client that does something completely different needs no details. */
    private static final int MOST_COMPARISONS = 1_000_000;

    private final List<Line> lines = new ArrayList<>();

    private CommandDiff() {}

    private enum Kind {
        BOTH("    "),
        EXPECTED("  - "),
        SENT("  + ");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    private record Line(Kind kind, String text) {}

    /** Keeps as many lines in common as possible, within limits. */
    static <E> CommandDiff between(List<E> expected, List<SentCommand> sent, BiPredicate<SentCommand, E> match) {
        CommandDiff diff = new CommandDiff();
        int shorter = Math.min(expected.size(), sent.size());
        int start = 0;
        while (start < shorter && match.test(sent.get(start), expected.get(start))) {
            diff.add(Kind.BOTH, sent.get(start++));
        }
        int end = 0;
        while (end < shorter - start
                && match.test(sent.get(sent.size() - 1 - end), expected.get(expected.size() - 1 - end))) {
            end++;
        }
        diff.addChanges(expected.subList(start, expected.size() - end), sent.subList(start, sent.size() - end), match);
        sent.subList(sent.size() - end, sent.size()).forEach(command -> diff.add(Kind.BOTH, command));
        return diff;
    }

    private <E> void addChanges(List<E> expected, List<SentCommand> sent, BiPredicate<SentCommand, E> match) {
        if ((long) expected.size() * sent.size() > MOST_COMPARISONS) {
            expected.forEach(each -> add(Kind.EXPECTED, each));
            sent.forEach(each -> add(Kind.SENT, each));
            return;
        }
        int[][] common = commonFrom(expected, sent, match);
        int e = 0;
        int s = 0;
        while (e < expected.size() || s < sent.size()) {
            if (e < expected.size() && s < sent.size() && match.test(sent.get(s), expected.get(e))) {
                add(Kind.BOTH, sent.get(s++));
                e++;
            } else if (s == sent.size() || (e < expected.size() && common[e + 1][s] >= common[e][s + 1])) {
                add(Kind.EXPECTED, expected.get(e++));
            } else {
                add(Kind.SENT, sent.get(s++));
            }
        }
    }

    /** For each two places, the largest number of lines that both have in common from there on. */
    private static <E> int[][] commonFrom(List<E> expected, List<SentCommand> sent, BiPredicate<SentCommand, E> match) {
        int[][] common = new int[expected.size() + 1][sent.size() + 1];
        for (int e = expected.size() - 1; e >= 0; e--) {
            for (int s = sent.size() - 1; s >= 0; s--) {
                common[e][s] = match.test(sent.get(s), expected.get(e))
                        ? common[e + 1][s + 1] + 1
                        : Math.max(common[e + 1][s], common[e][s + 1]);
            }
        }
        return common;
    }

    /** What was sent, a command in each line, as IDEs compare it. */
    String sent() {
        return linesOtherThan(Kind.EXPECTED);
    }

    /** What was expected; a command that was also sent is shown as it was sent. */
    String expected() {
        return linesOtherThan(Kind.SENT);
    }

    private String linesOtherThan(Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() != kind)
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    private void add(Kind kind, Object line) {
        lines.add(new Line(kind, line.toString()));
    }

    /** Points at the first command that was not expected, unless the same line follows: a pointer marks the last. */
    Transcript pointedIn(Pop3Session session) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).kind() == Kind.SENT && !isSentAfter(i)) {
                return session.transcript()
                        .withPointerAt(session.number(), "C: " + lines.get(i).text());
            }
        }
        return session.transcript();
    }

    private boolean isSentAfter(int index) {
        String text = lines.get(index).text();
        return lines.subList(index + 1, lines.size()).stream()
                .anyMatch(line -> line.kind() != Kind.EXPECTED && line.text().equals(text));
    }

    /** Each difference with the lines around it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int omitted = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean shown = isNearDifference(i);
            if (shown) {
                text.append(leftOut(omitted))
                        .append('\n')
                        .append(lines.get(i).kind().mark)
                        .append(lines.get(i).text());
            }
            omitted = shown ? 0 : omitted + 1;
        }
        return text.append(leftOut(omitted)).toString();
    }

    private boolean isNearDifference(int index) {
        return lines.subList(Math.max(0, index - CONTEXT), Math.min(lines.size(), index + CONTEXT + 1)).stream()
                .anyMatch(line -> line.kind() != Kind.BOTH);
    }

    private static String leftOut(int count) {
        return count == 0 ? "" : "\n    ... " + count + (count == 1 ? " line" : " lines") + " left out ...";
    }
}
