package io.github.pop3testserver.junit5;

import org.jspecify.annotations.Nullable;

/** Writes the section of one run. */
final class RunHtml {

    private RunHtml() {}

    /** @param conversation as HTML; null if the page has no room for it */
    static String of(PageRun run, @Nullable String conversation) {
        return "<section class=\"run\" id=\"" + run.id() + "\">\n<h3>"
                + Html.text(run.result().name()) + ' '
                + badge(run) + "</h3>\n<p>" + run.result().kind() + " at "
                + Html.text(run.result().step()) + ". <a href=\"#matrix\">Back to the table</a></p>\n"
                + (run.failure().isEmpty() ? "" : "<pre>" + Html.text(run.failure()) + "</pre>\n")
                + conversation(conversation, run.failed())
                + "</section>\n";
    }

    private static String badge(PageRun run) {
        return "<span class=\"" + run.style() + "\">" + run.outcome() + "</span>";
    }

    /** The run without a fault, with which the others can be compared. */
    static String undisturbed(@Nullable String conversation) {
        return "<section class=\"run\" id=\"undisturbed\">\n<h3>The undisturbed run</h3>\n"
                + conversation(conversation, false)
                + "</section>\n";
    }

    private static String conversation(@Nullable String html, boolean open) {
        return html == null
                ? "<p>The conversation is left out, because the page would be too large.</p>\n"
                : (open ? "<details open=\"open\">" : "<details>") + "<summary>Conversation</summary>\n" + html
                        + "</details>\n";
    }
}
