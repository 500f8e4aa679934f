package io.github.pop3testserver.junit5;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows which of several servers a name means, or no name. */
final class Names {

    private Names() {}

    /** No name means the server without one, or else the only one; empty if none or several can be meant. */
    static Optional<String> meant(String name, Set<String> known) {
        if (known.contains(name)) {
            return Optional.of(name);
        }
        return name.isEmpty() && known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }

    /** Why a name, or none, does not tell which server is meant. */
    static String unclear(String name, Set<String> known) {
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
