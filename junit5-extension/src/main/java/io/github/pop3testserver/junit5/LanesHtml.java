package io.github.pop3testserver.junit5;

import static java.util.Comparator.naturalOrder;

import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws the sessions of a run: when each took place, then what each said. */
final class LanesHtml {

    /** Of more sessions the first and last are shown, and those with a fault. */
    private static final int MOST_LANES = 12;

    private final List<Lane> lanes;
    private final Duration length;
    private final StringBuilder html = new StringBuilder();

    private LanesHtml(List<Lane> lanes) {
        this.lanes = lanes;
        this.length = lanes.stream().map(Lane::end).max(naturalOrder()).orElse(Duration.ZERO);
    }

    static String of(List<Lane> lanes) {
        return new LanesHtml(lanes).render();
    }

    private String render() {
        if (lanes.isEmpty()) {
            return "<p>No client connected to the server.</p>\n";
        }
        if (lanes.size() > 1) {
            overview();
        }
        html.append("<div class=\"lanes\">\n");
        int omitted = 0;
        for (int i = 0; i < lanes.size(); i++) {
            if (!isShown(i)) {
                omitted++;
                continue;
            }
            if (omitted > 0) {
                html.append("<p>").append(LaneHtml.leftOut(omitted, "session")).append("</p>\n");
                omitted = 0;
            }
            LaneHtml.append(lanes.get(i), html);
        }
        return html.append("</div>\n").toString();
    }

    /** The last one is always shown. */
    private boolean isShown(int index) {
        return index < MOST_LANES / 2
                || index >= lanes.size() - MOST_LANES / 2
                || lanes.get(index).hasFault();
    }

    /** Repeats in a picture what the lanes say in words. */
    private void overview() {
        html.append("<div class=\"overview\" aria-hidden=\"true\">\n");
        for (int i = 0; i < lanes.size(); i++) {
            if (isShown(i)) {
                track(lanes.get(i));
            }
        }
        html.append("<p class=\"axis\"><span>0 ms</span><span>")
                .append(LaneHtml.millis(length))
                .append("</span></p>\n</div>\n");
    }

    private void track(Lane lane) {
        html.append("<p class=\"track\"><span>")
                .append(Html.text(lane.name()))
                .append("</span><span class=\"rail\"><i class=\"bar\" style=\"left:")
                .append(percent(lane.begin()))
                .append(";width:")
                .append(percent(lane.end().minus(lane.begin())))
                .append("\"></i>");
        for (Transcript.Line line : lane.lines()) {
            if (Lane.isFault(line)) {
                html.append("<i class=\"mark\" style=\"left:")
                        .append(percent(lane.at(line)))
                        .append("\"></i>");
            }
        }
        html.append("</span></p>\n");
    }

    private String percent(Duration time) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * time.toNanos() / Math.max(1, length.toNanos()));
    }
}
