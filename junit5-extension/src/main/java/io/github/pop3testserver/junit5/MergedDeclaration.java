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

/**
 * All declarations of one server, merged.
 *
 * @param precedences the nearest last
 */
record MergedDeclaration(String name, List<Precedence> precedences) {

    /** A value and the declaration that sets it. */
    record Written<T>(T value, Declaration declaration, Precedence precedence) {}

    ServerPlan plan() {
        return new ServerPlan(
                name,
                new DeclaredSharing(this).sharing(),
                configuration(),
                server -> setups().forEach(setup -> setup.prepare(server)),
                Stream.of(resources(), generated()).flatMap(List::stream).toList(),
                valueOf(Attribute.TRANSCRIPT));
    }

    List<Declaration> declarations() {
        return precedences.stream()
                .flatMap(precedence -> precedence.declarations().stream())
                .toList();
    }

    <T> T valueOf(Attribute<T> attribute) {
        return nearest(attribute).map(Written::value).orElse(attribute.byDefault());
    }

    /** Empty if no declaration sets the attribute. */
    <T> Optional<Written<T>> nearest(Attribute<T> attribute) {
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

    /** What the {@link #configuration()} consists of. */
    List<?> attributes() {
        return List.of(
                hasUser(),
                valueOf(Attribute.USERNAME),
                valueOf(Attribute.PASSWORD),
                valueOf(Attribute.TLS),
                valueOf(Attribute.VIRTUAL_CLOCK),
                valueOf(Attribute.STRICTNESS),
                valueOf(Attribute.TRANSCRIPT) == TranscriptReport.LIVE,
                setups().map(Setup::type).toList());
    }

    private boolean hasUser() {
        return nearest(Attribute.USERNAME).isPresent()
                || nearest(Attribute.PASSWORD).isPresent();
    }

    Consumer<Pop3TestServerBuilder> configuration() {
        boolean hasUser = hasUser();
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
