package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Chooses the conversations that fit into a page: first that of the undisturbed run, then those of failed runs, then
 * those of passed runs.
 */
final class PageBudget {

    /** The number of the undisturbed run. */
    static final int UNDISTURBED = 0;

    private final Map<Integer, String> conversations = new HashMap<>();
    private long octetsLeft;

    private PageBudget(long octets) {
        this.octetsLeft = octets;
    }

    /** The conversations as HTML, by the numbers of the runs. Those that do not fit are missing. */
    static Map<Integer, String> choose(List<SweptSession> undisturbed, List<PageRun> runs, long octets) {
        PageBudget budget = new PageBudget(octets);
        budget.add(UNDISTURBED, undisturbed);
        runs.stream().filter(PageRun::failed).forEach(budget::add);
        runs.stream().filter(Predicate.not(PageRun::failed)).forEach(budget::add);
        return budget.conversations;
    }

    private void add(PageRun run) {
        add(run.number(), run.result().sessions());
    }

    private void add(int number, List<SweptSession> sessions) {
        String html = LanesHtml.of(Lane.of(sessions));
        int octets = html.getBytes(UTF_8).length;
        if (octets <= octetsLeft) {
            octetsLeft -= octets;
            conversations.put(number, html);
        }
    }
}
