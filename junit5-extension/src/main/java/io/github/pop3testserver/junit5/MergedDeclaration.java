package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * All declarations of one server, merged.
 *
 * @param precedences the nearest last
 */
record MergedDeclaration(String name, List<Precedence> precedences) {

    /** What cannot change once the server is running. It cannot be given a setup then either. */
    private static final List<Attribute<?>> FIXED_AT_START = List.of(
            Attribute.PASSWORD, Attribute.STRICTNESS, Attribute.TLS, Attribute.USERNAME, Attribute.VIRTUAL_CLOCK);

    /** A value and the declaration that sets it. */
    private record Written<T>(T value, Declaration declaration, Precedence precedence) {}

    /** The declaration that asks for one server for all tests of a class. */
    private record Sharing(Declaration declaration, Class<?> testClass) {}

    ServerPlan plan() {
        Sharing sharing = sharing();
        if (sharing != null) {
            refuseWhatComesTooLate(sharing.testClass());
        }
        return new ServerPlan(
                name,
                sharing == null ? null : sharing.testClass(),
                sharing == null ? "@Pop3Server" : sharing.declaration().toString(),
                configuration(),
                Stream.of(resources(), generated()).flatMap(List::stream).toList(),
                valueOf(Attribute.TRANSCRIPT));
    }

    /** Null if each test has its own server. */
    private @Nullable Sharing sharing() {
        return nearest(Attribute.SCOPE)
                .filter(scope -> scope.value() == Scope.CLASS)
                .map(scope -> new Sharing(scope.declaration(), classOf(scope.precedence(), scope.declaration())))
                .orElse(null);
    }

    private static Class<?> classOf(Precedence precedence, Declaration sharing) {
        Class<?> testClass = precedence.testClass();
        if (testClass == null) {
            throw sharing.refused("scope = CLASS is too late for one test; put it on the class, on a field, or on a"
                    + " parameter of a @BeforeAll or @BeforeEach method");
        }
        return testClass;
    }

    private List<Declaration> declarations() {
        return precedences.stream()
                .flatMap(precedence -> precedence.declarations().stream())
                .toList();
    }

    private void refuseWhatComesTooLate(Class<?> sharedIn) {
        int late = precedences.size();
        while (precedences.get(late - 1).testClass() != sharedIn) {
            late--;
        }
        MergedDeclaration atStart = new MergedDeclaration(name, precedences.subList(0, late));
        for (Precedence precedence : precedences.subList(late, precedences.size())) {
            precedence.declarations().forEach(declaration -> atStart.refuseTooLate(declaration, sharedIn));
        }
    }

    private void refuseTooLate(Declaration declaration, Class<?> sharedIn) {
        for (Attribute<?> attribute : FIXED_AT_START) {
            if (attribute
                    .in(declaration)
                    .filter(value -> !value.equals(valueOf(attribute)))
                    .isPresent()) {
                throw tooLate(declaration, attribute.name(), sharedIn);
            }
        }
        if (declaration.values().setup().length > 0) {
            throw tooLate(declaration, "setup", sharedIn);
        }
        // Other reports are made when the test ends.
        if (Attribute.TRANSCRIPT
                        .in(declaration)
                        .filter(TranscriptReport.LIVE::equals)
                        .isPresent()
                && valueOf(Attribute.TRANSCRIPT) != TranscriptReport.LIVE) {
            throw tooLate(declaration, "transcript = LIVE", sharedIn);
        }
    }

    private static ExtensionConfigurationException tooLate(
            Declaration declaration, String attribute, Class<?> sharedIn) {
        return declaration.refused(attribute
                + " comes too late: scope = CLASS has started the server for all of "
                + SourceLocation.of(sharedIn) + "; put it there, or on a @Nested class together with scope = CLASS,"
                + " which then has its own server");
    }

    private <T> T valueOf(Attribute<T> attribute) {
        return nearest(attribute).map(Written::value).orElse(attribute.byDefault());
    }

    /** Empty if no declaration sets the attribute. */
    private <T> Optional<Written<T>> nearest(Attribute<T> attribute) {
        for (int i = precedences.size() - 1; i >= 0; i--) {
            Optional<Written<T>> written = agreed(attribute, precedences.get(i));
            if (written.isPresent()) {
                return written;
            }
        }
        return Optional.empty();
    }

    /** Equally near declarations must agree: none overrides another. */
    private static <T> Optional<Written<T>> agreed(Attribute<T> attribute, Precedence precedence) {
        List<Written<T>> written = new ArrayList<>();
        for (Declaration declaration : precedence.declarations()) {
            attribute.in(declaration).ifPresent(value -> written.add(new Written<>(value, declaration, precedence)));
        }
        written.forEach(other -> refuseContradiction(attribute.name(), written.get(0), other));
        return written.stream().findFirst();
    }

    private static void refuseContradiction(String attribute, Written<?> first, Written<?> other) {
        if (!other.value().equals(first.value())) {
            throw other.declaration()
                    .refused(attribute + " = " + other.value() + " contradicts " + attribute + " = " + first.value()
                            + " of " + first.declaration() + "; both configure the same server. Give the value once,"
                            + " or name the servers.");
        }
    }

    private Consumer<Pop3TestServerBuilder> configuration() {
        boolean hasUser = nearest(Attribute.USERNAME).isPresent()
                || nearest(Attribute.PASSWORD).isPresent();
        String username = valueOf(Attribute.USERNAME);
        String password = valueOf(Attribute.PASSWORD);
        Tls tls = valueOf(Attribute.TLS);
        boolean virtualClock = valueOf(Attribute.VIRTUAL_CLOCK);
        Strictness strictness = valueOf(Attribute.STRICTNESS);
        return builder -> {
            // Without this the builder has a default user, which the users of a setup replace.
            if (hasUser) {
                builder.maildrop(username, password);
            }
            builder.tls(tls).strictness(strictness);
            if (virtualClock) {
                builder.virtualClock();
            }
            setups().forEach(setup -> setup.configure(builder));
        };
    }

    private Stream<Setup> setups() {
        return declarations().stream()
                .flatMap(each -> Arrays.stream(each.values().setup()).map(type -> new Setup(type, each)));
    }

    private List<SeedMessage> resources() {
        List<SeedMessage> resources = new ArrayList<>();
        for (Declaration declaration : declarations()) {
            for (String resource : declaration.values().messages()) {
                try {
                    resources.add(SeedMessage.eml(resource));
                } catch (IllegalArgumentException e) {
                    throw declaration.refused("messages: " + e.getMessage(), e);
                }
            }
        }
        return resources;
    }

    private List<SeedMessage> generated() {
        for (Declaration declaration : declarations()) {
            Attribute.GENERATE.in(declaration).filter(number -> number < 0).ifPresent(number -> {
                throw declaration.refused("generate must be 0, the default, or more, but was " + number);
            });
        }
        return IntStream.rangeClosed(1, valueOf(Attribute.GENERATE))
                .mapToObj(number -> SeedMessage.message("Message " + number))
                .toList();
    }
}
