package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attribute of {@link Pop3Server} that takes one value.
 *
 * @param byDefault the value if no declaration sets the attribute
 * @param written reads the values that an annotation gives; none if it does not set the attribute
 */
record Attribute<T>(String name, T byDefault, Function<Pop3Server, List<T>> written) {

    static final Attribute<Scope> SCOPE =
            new Attribute<>("scope", Scope.TEST, annotation -> List.of(annotation.scope()));
    static final Attribute<Tls> TLS = new Attribute<>("tls", Tls.NONE, annotation -> List.of(annotation.tls()));
    static final Attribute<String> USERNAME =
            new Attribute<>("username", "user", annotation -> List.of(annotation.username()));
    static final Attribute<String> PASSWORD =
            new Attribute<>("password", "password", annotation -> List.of(annotation.password()));
    static final Attribute<Integer> GENERATE = new Attribute<>(
            "generate",
            0,
            annotation -> Arrays.stream(annotation.generate()).boxed().toList());
    static final Attribute<Boolean> VIRTUAL_CLOCK =
            new Attribute<>("virtualClock", false, annotation -> boxed(annotation.virtualClock()));
    static final Attribute<Strictness> STRICTNESS =
            new Attribute<>("strictness", Strictness.STRICT, annotation -> List.of(annotation.strictness()));
    static final Attribute<TranscriptReport> TRANSCRIPT =
            new Attribute<>("transcript", TranscriptReport.ON_FAILURE, annotation -> List.of(annotation.transcript()));

    private static List<Boolean> boxed(boolean... values) {
        List<Boolean> boxed = new ArrayList<>();
        for (boolean value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    /** The value that a declaration sets; empty if it sets none. */
    Optional<T> in(Declaration declaration) {
        List<T> values = written.apply(declaration.values());
        if (values.size() > 1) {
            throw declaration.refused(name + " = " + values + " are " + values.size() + " values; write one");
        }
        return values.stream().findFirst();
    }
}
