package io.github.pop3testserver.junit5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Draws the runs of a sweep as a table of steps and kinds. Each run is a link to its section of the page. */
final class MatrixHtml {

    private final List<PageRun> runs;
    private final StringBuilder html = new StringBuilder();

    private MatrixHtml(List<PageRun> runs) {
        this.runs = runs;
    }

    static String of(List<PageRun> runs) {
        return new MatrixHtml(runs).render();
    }

    private String render() {
        TreeSet<FaultKind> kinds =
                runs.stream().map(run -> run.result().kind()).collect(Collectors.toCollection(TreeSet::new));
        html.append("<table>\n<thead><tr><th scope=\"col\">Step</th>");
        kinds.forEach(kind -> html.append("<th scope=\"col\">").append(kind).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        bySteps().forEach((step, ofStep) -> {
            html.append("<tr><th scope=\"row\">").append(Html.text(step)).append("</th>");
            kinds.forEach(kind -> cell(
                    ofStep.stream().filter(run -> run.result().kind() == kind).toList()));
            html.append("</tr>\n");
        });
        return html.append("</tbody>\n</table>\n").toString();
    }

    /** In the order in which the steps first occur. */
    private Map<String, List<PageRun>> bySteps() {
        Map<String, List<PageRun>> steps = new LinkedHashMap<>();
        runs.forEach(run -> steps.computeIfAbsent(run.result().step(), step -> new ArrayList<>())
                .add(run));
        return steps;
    }

    private void cell(List<PageRun> here) {
        if (here.isEmpty()) {
            html.append("<td class=\"none\"><span title=\"not applicable\">–</span></td>");
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
