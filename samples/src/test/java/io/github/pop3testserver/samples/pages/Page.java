package io.github.pop3testserver.samples.pages;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, in Markdown. */
record Page(Path file, String text) {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(?s:.+?)\\1");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

    /** Code in a page, and its language. */
    record Snippet(Page page, String language, String code) {
        @Override
        public String toString() {
            return page + ": " + code.lines().findFirst().orElse("");
        }
    }

    List<Snippet> snippets() {
        return CODE_BLOCK
                .matcher(text)
                .results()
                .map(block -> new Snippet(this, block.group(1), block.group(2)))
                .toList();
    }

    /** The lines of the page, without code and without the targets of links. */
    String prose() {
        return blanked(LINK, withoutCode());
    }

    private String withoutCode() {
        return blanked(CODE_SPAN, blanked(CODE_BLOCK, text));
    }

    private static String blanked(Pattern code, String text) {
        return code.matcher(text)
                .replaceAll((MatchResult match) -> match.group().replaceAll("[^\n]", " "));
    }

    /** Where the page's links lead in this project, relative to the page. */
    List<String> links() {
        return LINK.matcher(withoutCode())
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !link.matches("(https?|mailto):.*"))
                .toList();
    }

    /** The file that a link of this page leads to. */
    Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    /** Whether the page has the heading that a link's part after {@code #} names. */
    boolean hasAnchor(String anchor) {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        Matcher heading = HEADING.matcher(blanked(CODE_BLOCK, text));
        while (heading.find()) {
            String name = anchorOf(heading.group(1));
            int before = seen.merge(name, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? name : name + "-" + before);
        }
        return anchors.contains(anchor);
    }

    /** As GitHub makes it from a heading. */
    private static String anchorOf(String heading) {
        return heading.replaceAll("]\\(.*?\\)", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return Pages.PROJECT.relativize(file).toString();
    }
}
