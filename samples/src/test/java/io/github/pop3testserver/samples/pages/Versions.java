package io.github.pop3testserver.samples.pages;

import static io.github.pop3testserver.samples.pages.Pages.PROJECT;
import static io.github.pop3testserver.samples.pages.Pages.read;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The versions that the project is built and tested with, from its POMs. */
final class Versions {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{((?:version|project)\\.[\\w.-]+)}");
    private static final String POMS =
            read(PROJECT.resolve("pom.xml")) + read(PROJECT.resolve("samples/languages/pom.xml"));

    private Versions() {}

    static String ofThisProject() {
        return firstMatch("<revision>(.*?)</");
    }

    /** Of what the POM calls {@code version.name}. */
    static String of(String name) {
        return firstMatch("<version\\." + Pattern.quote(name) + ">(.*?)</");
    }

    /** A POM as a reader would write it, with versions in place of properties. */
    static String resolvedIn(String pom) {
        return REFERENCE
                .matcher(pom)
                .replaceAll((MatchResult reference) -> reference.group(1).equals("project.version")
                        ? ofThisProject()
                        : of(reference.group(1).substring("version.".length())));
    }

    private static String firstMatch(String regex) {
        return Pattern.compile(regex)
                .matcher(POMS)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + regex + " in the POMs"))
                .group(1);
    }
}
