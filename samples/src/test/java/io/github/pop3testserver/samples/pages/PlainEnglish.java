package io.github.pop3testserver.samples.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Phrases that are no plain English, and what to write. To forbid another one, add a row. */
final class PlainEnglish {

    /** A phrase, as a regular expression in which a space is any white space, and what to write. */
    private record Phrase(Pattern pattern, String better) {
        Phrase(String regex, String better) {
            this(Pattern.compile("(?i)\\b(?:" + regex.replace(" ", "\\s+(?:[*>|] )?") + ")\\b"), better);
        }
    }

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("in vain", "timed out waiting"),
            new Phrase("for ever", "forever"),
            new Phrase("for want of", "because ... is missing"),
            new Phrase("of no use", "unused"),
            new Phrase("(?:came|comes?|coming) (?:never )?about", "fire, happen"),
            new Phrase("(?:tak(?:e|es|en|ing)|took) (?:it |them |all )?back", "remove"),
            new Phrase("patience", "timeout"),
            new Phrase("as new", "reset"),
            new Phrase("anew", "again"),
            new Phrase("whoever", "you, a client that"),
            new Phrase("so many", "exactly n"),
            new Phrase("torso", "truncated message"),
            new Phrase("(?:un)?spoil(?:s|ed|ing)?", "corrupt"),
            new Phrase("troubles?", "failure, problem"),
            new Phrase("rehears(?:e|es|ed|al|ing)", "test, reproduce"),
            new Phrase("lines? (?:that )?(?:drops?|dropped|dropping)", "the connection drops"),
            new Phrase("drops? the line|line cut", "drops the connection"),
            new Phrase("(?<!(?:leave|leaves|left|memory)\\s)behind(?! (?:a|the) (?:firewall|proxy))", "after"),
            new Phrase("beside", "next to, in addition to"),
            new Phrase("told from", "distinguished from"),
            new Phrase("(?:is|are|was|were|be) told", "report, show"),
            new Phrase("stands? (?:in|on|around|there|behind)", "is"),
            new Phrase("poor servers?", "limited server"),
            new Phrase("good (?:password|token|one)", "valid"),
            new Phrase("meanest|the meanest cut", "the cut that is hardest to detect"),
            new Phrase("without luck|with luck", "without sleeps"),
            new Phrase("unheard", "without QUIT"),
            new Phrase("blanks|(?:a|one|two|trailing|first|no) blank(?! line)", "space"),
            new Phrase("is no (?:reply|name|number|fault|test|message|command|client|server|maildrop)", "is not a"),
            new Phrase("(?-i:none for none)", "pass none to disable"),
            new Phrase("as often as", "times"));

    private PlainEnglish() {}

    /** One line for each forbidden phrase: the number of its line, the phrase, and what to write. */
    static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        for (Phrase phrase : PHRASES) {
            Matcher match = phrase.pattern().matcher(text);
            while (match.find()) {
                long line = 1
                        + text.substring(0, match.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                String found = match.group().replaceAll("\\s+(?:[*>|] )?", " ");
                problems.add("line " + line + ": \"" + found + "\"; write \"" + phrase.better() + "\"");
            }
        }
        return problems;
    }
}
