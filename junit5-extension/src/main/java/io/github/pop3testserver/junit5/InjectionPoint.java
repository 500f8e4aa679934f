package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.ModifierSupport;

/** A parameter or field that receives a server, or a part of one. */
record InjectionPoint(AnnotatedElement element, Class<?> type) {

    private static final Map<Class<?>, Function<Pop3TestServer, Object>> BY_TYPE = Map.of(
            Pop3TestServer.class, server -> server,
            Maildrop.class, Pop3TestServer::maildrop,
            Pop3Endpoint.class, Pop3TestServer::endpoint,
            VirtualClock.class, Pop3TestServer::clock);

    static InjectionPoint of(Parameter parameter) {
        return new InjectionPoint(parameter, parameter.getType());
    }

    static InjectionPoint of(Field field) {
        return new InjectionPoint(field, field.getType());
    }

    boolean isOfKnownType() {
        return BY_TYPE.containsKey(type);
    }

    boolean isAnnotated() {
        return !Declaration.allOn(element).isEmpty();
    }

    /** Whether its server has been started. Before the first test of a class, only the shared servers have been. */
    boolean canBeFilled(TestServers servers) {
        return servers.server(nameAmong(servers.names())).isPresent();
    }

    Object value(TestServers servers) {
        Function<Pop3TestServer, Object> value = BY_TYPE.get(type);
        if (value == null) {
            throw refused("its type must be one of "
                    + BY_TYPE.keySet().stream()
                            .map(Class::getSimpleName)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ", but was " + type.getSimpleName());
        }
        String name = nameAmong(servers.names());
        if (isStaticField() && servers.isOfSpringContext(name)) {
            throw refused(
                    "a static field is filled once per class, but the server changes with the Spring context; make"
                            + " the field non-static (in Kotlin, move it out of the companion object), or take a parameter");
        }
        Pop3TestServer server = servers.server(name).orElseThrow(() -> refused(tooEarly()));
        try {
            return value.apply(server);
        } catch (IllegalStateException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** The name of the server to inject. */
    private String nameAmong(Set<String> known) {
        if (known.isEmpty()) {
            throw refused("the server could not be started");
        }
        List<String> given = Declaration.allOn(element).stream()
                .map(Declaration::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (given.size() > 1) {
            throw refused(
                    "@Pop3Server names several servers, \"" + String.join("\" and \"", given) + "\"; keep one name");
        }
        String name = given.isEmpty() ? "" : given.get(0);
        return Names.meant(name, known).orElseThrow(() -> refused(Names.unclear(name, known)));
    }

    private boolean isStaticField() {
        return element instanceof Field field && ModifierSupport.isStatic(field);
    }

    private String tooEarly() {
        return "each test gets its own server, but "
                + (element instanceof Field ? "a static field is filled" : "this parameter is resolved")
                + " once per class. Use @Pop3Server(scope = Scope.CLASS), or "
                + (element instanceof Field
                        ? "make the field non-static (in Kotlin, move it out of the companion object)."
                        : "take it as a parameter of the test or of its @BeforeEach or @AfterEach method.");
    }

    JUnitException refused(String why) {
        String message = "@Pop3Server cannot inject " + SourceLocation.of(element) + ": " + why;
        return element instanceof Field
                ? new ExtensionConfigurationException(message)
                : new ParameterResolutionException(message);
    }
}
