package io.github.pop3testserver.model;

import io.github.pop3testserver.model.Transcript.Line;
import io.github.pop3testserver.model.Transcript.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Chooses which sessions of a transcript are shown. A session that repeats an earlier one is folded, because
 * clients that poll repeat themselves. If very many sessions differ, the first and last are shown.
 */
final class SessionFolds {

    /** If more sessions differ, the first and last are shown. */
    private static final int MOST_SESSIONS = 10;

    private final List<Session> sessions;

    /** The first session that each one repeats: itself if it is new. */
    private final int[] originals;

    private final List<Part> parts = new ArrayList<>();

    private SessionFolds(List<Session> sessions, Predicate<Session> neverFolded, boolean secrets) {
        this.sessions = sessions;
        this.originals = new int[sessions.size()];
        Map<String, Integer> firsts = new LinkedHashMap<>();
        for (int i = 0; i < originals.length; i++) {
            String said = neverFolded.test(sessions.get(i)) ? "session " + i : said(sessions.get(i), secrets);
            Integer first = firsts.putIfAbsent(said, i);
            originals[i] = first == null ? i : first;
        }
    }

    /**
     * A session that is shown, or a line in place of some.
     *
     * @param session the shown one, or one of the others
     * @param words in place of a session; empty for one that is shown
     */
    record Part(Session session, String words) {

        boolean isFolded() {
            return !words.isEmpty();
        }
    }

    /** @param important sessions that are always shown */
    static List<Part> of(List<Session> sessions, Predicate<Session> important, boolean secrets) {
        SessionFolds folds = new SessionFolds(sessions, important, secrets);
        folds.addAll(folds.shown(important));
        return List.copyOf(folds.parts);
    }

    /** The first of those that differ, the last, and the important ones. */
    private Set<Integer> shown(Predicate<Session> important) {
        Set<Integer> shown = new TreeSet<>();
        for (int i = 0; i < originals.length && shown.size() < MOST_SESSIONS / 2; i++) {
            shown.add(originals[i]);
        }
        for (int i = originals.length - 1; i >= 0 && shown.size() < MOST_SESSIONS; i--) {
            shown.add(originals[i]);
        }
        for (int i = 0; i < originals.length; i++) {
            if (important.test(sessions.get(i))) {
                shown.add(i);
            }
        }
        return shown;
    }

    private void addAll(Set<Integer> shown) {
        int i = 0;
        while (i < originals.length) {
            if (originals[i] == i && shown.contains(i)) {
                parts.add(new Part(sessions.get(i), ""));
                i++;
            } else {
                i = shown.contains(originals[i]) ? addFold(i, shown) : addGap(i, shown);
            }
        }
    }

    /** Ends before the next session that is shown, or left out. */
    private int addFold(int start, Set<Integer> shown) {
        Set<Integer> repeated = new TreeSet<>();
        int end = start;
        while (end < originals.length && originals[end] != end && shown.contains(originals[end])) {
            repeated.add(sessions.get(originals[end]).number());
            end++;
        }
        int first = sessions.get(start).number();
        int last = sessions.get(end - 1).number();
        String which = end - start == 1
                ? "session " + first
                : "sessions " + first + (end - start == 2 ? " and " : " to ") + last;
        parts.add(new Part(sessions.get(start), which + ": same as " + named(repeated)));
        return end;
    }

    private int addGap(int start, Set<Integer> shown) {
        int end = start;
        while (end < originals.length && !shown.contains(originals[end])) {
            end++;
        }
        String words = "... " + TranscriptText.count(end - start, "session") + " left out ...";
        parts.add(new Part(sessions.get(start), words));
        return end;
    }

    private static String named(Set<Integer> numbers) {
        List<String> names = numbers.stream().map(String::valueOf).toList();
        int last = names.size() - 1;
        return last == 0
                ? "session " + names.get(0)
                : "sessions " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The session without what differs each time: numbers, ports, times, timestamps and challenges. */
    private static String said(Session session, boolean secrets) {
        StringBuilder said = new StringBuilder(session.heading()
                .replaceFirst("^session \\d+ of \\d+ ", "")
                .replaceFirst("(?<=\\S):\\d+(?=   )", "")
                .replaceFirst("\\d+ ms$", ""));
        for (Line line : session.lines()) {
            said.append('\n')
                    .append((secrets ? line.unmasked() : line.text())
                            .replaceFirst("\\d+ ms$", "")
                            .replaceFirst("<\\d+\\.\\d+@localhost>", "<>")
                            .replaceFirst("^S: \\+ \\S+", "S: + "))
                    .append('\t')
                    .append(line.note());
        }
        return said.toString();
    }
}
