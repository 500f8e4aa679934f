package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** The difference between the commands that a test expects and those that a client has sent, line by line. */
final class CommandDiff {

    /** The number of equal lines shown before and after a difference. */
    private static final int CONTEXT = 3;

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

    /** Keeps as many lines in common as possible. */
    static <E> CommandDiff between(List<E> expected, List<CommandLine> sent, BiPredicate<CommandLine, E> match) {
        int[][] common = commonFrom(expected, sent, match);
        CommandDiff diff = new CommandDiff();
        int e = 0;
        int s = 0;
        while (e < expected.size() || s < sent.size()) {
            if (e < expected.size() && s < sent.size() && match.test(sent.get(s), expected.get(e))) {
                diff.add(Kind.BOTH, sent.get(s++));
                e++;
            } else if (s == sent.size() || (e < expected.size() && common[e + 1][s] >= common[e][s + 1])) {
                diff.add(Kind.EXPECTED, expected.get(e++));
            } else {
                diff.add(Kind.SENT, sent.get(s++));
            }
        }
        return diff;
    }

    /** For each two places, the largest number of lines that both have in common from there on. */
    private static <E> int[][] commonFrom(List<E> expected, List<CommandLine> sent, BiPredicate<CommandLine, E> match) {
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
