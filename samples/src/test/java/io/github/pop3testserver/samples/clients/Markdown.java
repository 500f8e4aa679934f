package io.github.pop3testserver.samples.clients;

/** Parts of tables. */
final class Markdown {

    private Markdown() {}

    static String code(String text) {
        return "`" + text + "`";
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
