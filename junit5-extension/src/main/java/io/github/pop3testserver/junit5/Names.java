package io.github.pop3testserver.junit5;

import java.util.Collection;
import java.util.stream.Collectors;

/** Says what is wrong with a server's name. */
final class Names {

    private Names() {}

    /** Why a name, or none, does not tell which of several servers is meant. */
    static String unclear(String name, Collection<String> known) {
        String candidates = known.stream()
                .sorted()
                .map(each -> each.isEmpty() ? "@Pop3Server" : "@Pop3Server(\"" + each + "\")")
                .collect(Collectors.joining(" or "));
        return name.isEmpty()
                ? "there are several servers around it; say which one: " + candidates
                : "there is no server \"" + name + "\" around it; choose from those that there are, " + candidates
                        + ", or declare it on the class or the test";
    }
}
