package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.Cell;
import java.util.List;

/** Draws the runs of a sweep as a table of steps and kinds. Each run is a link to its section of the page. */
final class MatrixHtml {

    private final SweepReport report;
    private final List<PageRun> runs;
    private final StringBuilder html = new StringBuilder();

    private MatrixHtml(SweepReport report, List<PageRun> runs) {
        this.report = report;
        this.runs = runs;
    }

    static String of(SweepReport report, List<PageRun> runs) {
        return new MatrixHtml(report, runs).render();
    }

    private String render() {
        List<FaultKind> kinds = report.kinds();
        html.append("<table>\n<thead><tr><th scope=\"col\">Step</th>");
        kinds.forEach(kind -> html.append("<th scope=\"col\">").append(kind).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        report.steps().forEach(step -> {
            html.append("<tr><th scope=\"row\">").append(Html.text(step)).append("</th>");
            kinds.forEach(kind -> cell(new Cell(step, kind)));
            html.append("</tr>\n");
        });
        return html.append("</tbody>\n</table>\n").toString();
    }

    private List<PageRun> runsOf(Cell cell) {
        return runs.stream()
                .filter(run -> run.result().kind() == cell.kind()
                        && run.result().step().equals(cell.step()))
                .toList();
    }

    private void cell(Cell cell) {
        List<PageRun> here = runsOf(cell);
        if (here.isEmpty()) {
            html.append(
                    report.isUntried(cell)
                            ? "<td class=\"none\"><span title=\"not tried\">~</span></td>"
                            : "<td class=\"none\"><span title=\"not applicable\">–</span></td>");
            return;
        }
        long failed = here.stream().filter(PageRun::failed).count();
        html.append("<td><div>");
        if (here.size() > 1 && failed > 0) {
            html.append("<span class=\"sum\">")
                    .append(here.stream().anyMatch(run -> run.sign() == 'F') ? 'F' : '?')
                    .append(' ')
                    .append(failed)
                    .append(" of ")
                    .append(here.size())
                    .append("</span> ");
        }
        here.forEach(this::link);
        html.append("</div></td>");
    }

    private void link(PageRun run) {
        String words = Html.text(run.result().name() + ": " + run.outcome());
        html.append("<a class=\"")
                .append(run.style())
                .append("\" href=\"#")
                .append(run.id())
                .append("\" title=\"")
                .append(words)
                .append("\" aria-label=\"")
                .append(words)
                .append("\">")
                .append(run.sign())
                .append("</a> ");
    }
}
