package io.github.pop3testserver.samples.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What users of a Java source read of it: its Javadoc and its messages. */
final class SourceText {

    private static final Pattern TOKEN = Pattern.compile("(?s)(?<javadoc>/\\*\\*.*?\\*/)|/\\*.*?\\*/|//[^\n]*"
            + "|(?<literal>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\")|'(?:\\\\.|[^'\\\\])*'");

    private SourceText() {}

    /** Javadoc comments and string literals where they are in the source, and spaces for all else. */
    static String of(String source) {
        StringBuilder text = new StringBuilder(source.replaceAll("[^\n]", " "));
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group("javadoc") != null) {
                text.replace(token.start(), token.end(), token.group());
            } else if (token.group("literal") != null) {
                // Without its quotes, so that a phrase is found that two literals share.
                text.replace(token.start(), token.end(), token.group().replace('"', ' '));
            }
        }
        return text.toString();
    }
}
