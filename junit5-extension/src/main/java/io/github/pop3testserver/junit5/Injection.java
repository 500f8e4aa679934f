package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What parameters can be given, by their types. */
final class Injection {

    private static final Map<Class<?>, Function<Pop3TestServer, Object>> BY_TYPE = Map.of(
            Pop3TestServer.class, server -> server,
            Maildrop.class, Pop3TestServer::maildrop,
            Pop3Endpoint.class, Pop3TestServer::endpoint);

    private Injection() {}

    static boolean knows(Class<?> type) {
        return BY_TYPE.containsKey(type);
    }

    static Object value(Parameter parameter, TestServer server) {
        Function<Pop3TestServer, Object> value = BY_TYPE.get(parameter.getType());
        if (value == null) {
            throw refused(
                    parameter,
                    "its type is none that @Pop3Server can inject: "
                            + BY_TYPE.keySet().stream()
                                    .map(Class::getSimpleName)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return value.apply(server.server());
    }

    /** Nothing can be injected where there is no server. */
    static ParameterResolutionException refusedWithoutServer(Parameter parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        String when = executable instanceof Constructor
                ? "when the test class is instantiated there is no server yet"
                : "this method is not called for one test, and each test has a server of its own";
        return refused(
                parameter, when + "; take it as a parameter of the test or of its @BeforeEach or @AfterEach method");
    }

    private static ParameterResolutionException refused(Parameter parameter, String why) {
        return new ParameterResolutionException("cannot inject " + Place.of(parameter) + ": " + why);
    }
}
