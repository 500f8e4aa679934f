package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;

/** Writes what client and server said in one session. */
final class LaneHtml {

    private final Lane lane;
    private final StringBuilder html;

    private LaneHtml(Lane lane, StringBuilder html) {
        this.lane = lane;
        this.html = html;
    }

    static void append(Lane lane, StringBuilder html) {
        new LaneHtml(lane, html).append();
    }

    private void append() {
        html.append("<section class=\"lane\">\n<h4>")
                .append(Html.text(lane.name()))
                .append("</h4>\n<p>")
                .append(Html.text(lane.about()))
                .append("</p>\n<ol>\n");
        BitSet shown = lane.shownLines();
        int i = 0;
        while (i < lane.lines().size()) {
            int next = shown.nextSetBit(i);
            if (next > i) {
                html.append("<li class=\"gap\">")
                        .append(leftOut(next - i, "line"))
                        .append("</li>\n");
            }
            line(lane.lines().get(next));
            i = next + 1;
        }
        html.append("<li class=\"end\"><span class=\"ms\">")
                .append(millis(lane.end()))
                .append("</span> <span>")
                .append(Html.text(lane.ending()))
                .append("</span></li>\n</ol>\n</section>\n");
    }

    private void line(Transcript.Line line) {
        html.append("<li class=\"")
                .append(side(line))
                .append("\"><span class=\"ms\">")
                .append(millis(lane.at(line)))
                .append("</span> <code>")
                .append(Html.text(line.text().replaceFirst("^-- ", "")))
                .append("</code>");
        if (!line.note().isEmpty()) {
            html.append(" <span class=\"note\">").append(Html.text(line.note())).append("</span>");
        }
        html.append("</li>\n");
    }

    private static String side(Transcript.Line line) {
        if (Lane.isFault(line)) {
            return "fault";
        }
        return line.text().startsWith("C:") ? "client" : line.text().startsWith("S:") ? "server" : "other";
    }

    /** Of a short time the first decimal too, because many sessions take less than a millisecond. */
    static String millis(Duration time) {
        return time.compareTo(Duration.ofMillis(10)) < 0
                ? String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6)
                : time.toMillis() + " ms";
    }

    static String leftOut(int number, String what) {
        return "… " + Count.of(number, what) + " left out …";
    }
}
