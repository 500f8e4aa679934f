package io.github.pop3testserver.junit5;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the server that a name, or no name, refers to. */
final class Names {

    private Names() {}

    /** No name refers to the server without a name, or else to the only server. Empty if none or several match. */
    static Optional<String> meant(String name, Set<String> known) {
        if (known.contains(name)) {
            return Optional.of(name);
        }
        return name.isEmpty() && known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }

    /** Why a name, or no name, does not identify a server. */
    static String unclear(String name, Set<String> known) {
        List<String> declared = known.stream()
                .sorted()
                .map(each -> each.isEmpty() ? "@Pop3Server" : "@Pop3Server(\"" + each + "\")")
                .toList();
        return name.isEmpty()
                ? "several servers are declared; choose one: " + String.join(" or ", declared)
                : "no server is named \"" + name + "\"; declared: " + String.join(", ", declared)
                        + ". Fix the name, or declare it on the class or the test";
    }
}
