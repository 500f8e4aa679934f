package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** Writes the report of a sweep as one HTML page, which needs no other file and no script. */
final class SweepPage {

    /** Browsers and CI servers show a page of this size without delay. */
    static final int MOST_OCTETS = 2_000_000;

    private final SweepReport report;
    private final List<PageRun> runs;
    private final Map<Integer, String> conversations;
    private final long failed;
    private final StringBuilder html = new StringBuilder();

    private SweepPage(SweepReport report, List<PageRun> runs, Map<Integer, String> conversations) {
        this.report = report;
        this.runs = runs;
        this.conversations = conversations;
        this.failed = runs.stream().filter(PageRun::failed).count();
    }

    static String of(SweepReport report) {
        List<PageRun> runs = PageRun.all(report.results());
        int frame = new SweepPage(report, runs, Map.of()).page().getBytes(UTF_8).length;
        return new SweepPage(report, runs, PageBudget.choose(report.undisturbed(), runs, MOST_OCTETS - frame)).page();
    }

    private String page() {
        String title = Html.text("Fault sweep of " + report.title());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>")
                .append(title)
                .append(": ")
                .append(failed)
                .append(" of ")
                .append(Count.of(runs.size(), "run"))
                .append(" failed</title>\n")
                .append("""
                        <meta name="viewport" content="width=device-width, initial-scale=1"/>
                        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                        <style>
                        """)
                .append(PageStyle.CSS)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(title)
                .append("</h1>\n");
        summary();
        matrix();
        failures();
        html.append("<h2>All runs</h2>\n").append(RunHtml.undisturbed(conversations.get(PageBudget.UNDISTURBED)));
        runs.forEach(run -> html.append(RunHtml.of(run, conversations.get(run.number()))));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void summary() {
        paragraph(Count.of(runs.size(), "run") + ": " + (runs.size() - failed) + " passed, " + failed + " failed.");
        report.remarks().forEach(this::paragraph);
        int missing = runs.size() + 1 - conversations.size();
        if (missing > 0) {
            paragraph("The conversations of " + Count.of(missing, "run")
                    + " are left out, because the page would be larger than " + MOST_OCTETS / 1_000_000 + " MB.");
        }
    }

    private void paragraph(String text) {
        html.append("<p class=\"summary\">").append(Html.text(text)).append("</p>\n");
    }

    private void matrix() {
        html.append("""
                        <h2 id="matrix">Steps and kinds of failure</h2>
                        <p><b class="passed">.</b> passed, <b class="failed">F</b> failed,
                        <b class="failed">?</b> failed because it never reached the step, – not applicable, ~ not tried.
                        Each sign is a link to its run.</p>
                        <div class="scroll" role="region" aria-labelledby="matrix" tabindex="0">
                        """).append(MatrixHtml.of(report, runs)).append("</div>\n");
    }

    private void failures() {
        if (failed == 0) {
            return;
        }
        html.append("<h2>Failed runs</h2>\n<ol>\n");
        runs.stream()
                .filter(PageRun::failed)
                .forEach(run -> html.append("<li><a href=\"#")
                        .append(run.id())
                        .append("\">")
                        .append(Html.text(run.result().name()))
                        .append("</a><br/>")
                        .append(Html.text(run.failureInALine()))
                        .append("</li>\n"));
        html.append("</ol>\n");
    }
}
