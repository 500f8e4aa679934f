package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.Outcome;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Shows what became of a sweep, after its last run. */
final class SweepPublisher {

    private final SweepReport report;
    private final SweepSettings settings;
    private final boolean failed;

    SweepPublisher(SweepReport report, SweepSettings settings) {
        this.report = report;
        this.settings = settings;
        this.failed = report.results().stream().anyMatch(result -> result.outcome() != Outcome.PASSED);
    }

    /** @param template of the test, which contains the runs */
    void publish(ExtensionContext template) {
        if (settings.words() == SweepWords.FAULTS || failed) {
            String matrix = SweepMatrix.of(report);
            System.out.println(matrix);
            text(matrix).publish(template);
        } else {
            text("").removeEarlier(template);
        }
        if (wantsPage()) {
            page(SweepPage.of(report)).publish(template);
        } else {
            page("").removeEarlier(template);
        }
    }

    private PublishedText text(String matrix) {
        return PublishedText.plain("pop3-sweep-", report.title(), matrix);
    }

    private PublishedText page(String html) {
        return PublishedText.html("pop3-sweep-", report.title(), html);
    }

    private boolean wantsPage() {
        return switch (settings.report()) {
            case ALWAYS -> true;
            case ON_FAILURE, LIVE -> failed;
            case NEVER -> false;
        };
    }
}
