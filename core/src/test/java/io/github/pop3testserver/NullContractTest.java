package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.ResponseCode;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test calls takes null for no argument, and names the one that must not be null. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NullContractTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).virtualClock().start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage mail = maildrop.add(SeedMessage.message("x"));

    private final List<Supplier<?>> receivers = List.of(
            () -> server,
            () -> maildrop,
            () -> mail,
            Pop3TestServer::builder,
            server::await,
            server::clock,
            server::transcript,
            () -> server.on(Pop3Event.RETR),
            () -> SeedMessage.message("x"),
            () -> Reply.ok(""),
            TestCertificate::valid,
            () -> ClientCertificate.valid("x"));

    /** What is given for the other parameters; null where nothing looks at it before the null. */
    private final Map<Class<?>, Object> samples = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(String.class, "x"),
            Map.entry(TestCertificate.class, TestCertificate.valid()),
            Map.entry(String[].class, new String[0]),
            Map.entry(byte[].class, new byte[0]),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Path.class, Path.of("x")),
            Map.entry(SeedMessage.class, SeedMessage.message("x")),
            Map.entry(SeedMessage[].class, new SeedMessage[0]),
            Map.entry(ResponseCode.class, ResponseCode.IN_USE));

    @AfterAll
    void close() {
        server.clearFaults();
        server.close();
    }

    record Parameter(Method method, Supplier<?> receiver, int index) {
        @Override
        public String toString() {
            return method + " [" + index + "]";
        }
    }

    List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        for (Supplier<?> receiver : receivers) {
            for (Method method : receiver.get().getClass().getMethods()) {
                if (method.getDeclaringClass() != Object.class
                        && !method.getName().equals("equals")) {
                    addParameters(method, receiver, all);
                }
            }
        }
        return all;
    }

    private static void addParameters(Method method, Supplier<?> receiver, List<Parameter> all) {
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (!method.getParameterTypes()[i].isPrimitive()) {
                all.add(new Parameter(method, receiver, i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void isRefusedByName(Parameter parameter) {
        Object[] arguments = Stream.of(parameter.method().getParameterTypes())
                .map(samples::get)
                .toArray();
        arguments[parameter.index()] = null;
        Throwable thrown = catchThrowable(
                () -> parameter.method().invoke(parameter.receiver().get(), arguments));
        assertThat(thrown)
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(NullPointerException.class)
                .message()
                .containsPattern("^\\S.* must not be null(; .+)?$");
    }
}
