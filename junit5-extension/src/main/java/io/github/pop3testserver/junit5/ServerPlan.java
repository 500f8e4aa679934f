package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** What the declarations around a test, taken together, want its server to be like. */
final class ServerPlan {

    private static final Pop3Server DEFAULTS = Defaults.class.getAnnotation(Pop3Server.class);

    private final List<List<Declaration>> groups;
    private final String username;
    private final String password;
    private final TranscriptReport transcript;
    private final List<SeedMessage> messages;

    /** Is there to carry the annotation. */
    @Pop3Server
    private static final class Defaults {}

    /**
     * @param groups of equally near declarations, the nearest last
     */
    ServerPlan(List<List<Declaration>> groups) {
        this.groups = groups;
        this.username = nearest("username", Pop3Server::username);
        this.password = nearest("password", Pop3Server::password);
        this.transcript = nearest("transcript", Pop3Server::transcript);
        this.messages =
                Stream.of(resources(), generated()).flatMap(List::stream).toList();
    }

    TranscriptReport transcript() {
        return transcript;
    }

    /** What is in the first maildrop from the beginning. */
    List<SeedMessage> messages() {
        return messages;
    }

    Pop3TestServer start(String name) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().name(name).maildrop(username, password);
        for (Declaration declaration : declarations()) {
            for (Class<? extends Pop3ServerSetup> setup : declaration.values().setup()) {
                configure(builder, setup, declaration);
            }
        }
        return builder.start();
    }

    private List<Declaration> declarations() {
        return groups.stream().flatMap(List::stream).toList();
    }

    private <T> T nearest(String attribute, Function<Pop3Server, T> value) {
        T byDefault = value.apply(DEFAULTS);
        for (int i = groups.size() - 1; i >= 0; i--) {
            List<Declaration> others = groups.get(i).stream()
                    .filter(declaration -> !value.apply(declaration.values()).equals(byDefault))
                    .toList();
            if (!others.isEmpty()) {
                refuseContradictions(attribute, value, others);
                return value.apply(others.get(0).values());
            }
        }
        return byDefault;
    }

    /** None of equally near declarations can give way to another. */
    private static <T> void refuseContradictions(
            String attribute, Function<Pop3Server, T> value, List<Declaration> declarations) {
        Declaration first = declarations.get(0);
        T agreed = value.apply(first.values());
        for (Declaration declaration : declarations) {
            T other = value.apply(declaration.values());
            if (!other.equals(agreed)) {
                throw declaration.refused(attribute + " = " + other + " contradicts " + attribute + " = " + agreed
                        + " of " + first + "; a test has one server: let them agree, or give the value once");
            }
        }
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
            int generate = declaration.values().generate();
            if (generate < 0) {
                throw declaration.refused(
                        "generate = " + generate + " is no number of messages; give 0, the default, or more");
            }
        }
        return IntStream.rangeClosed(1, nearest("generate", Pop3Server::generate))
                .mapToObj(number -> SeedMessage.message("Message " + number))
                .toList();
    }

    private static void configure(
            Pop3TestServerBuilder builder, Class<? extends Pop3ServerSetup> setup, Declaration declaration) {
        if (!canBeMade(setup)) {
            throw declaration.refused(
                    "setup = " + setup.getName() + " has no constructor without arguments; give it one"
                            + " (a nested class must be static, and neither an interface nor abstract will do)");
        }
        try {
            ReflectionSupport.newInstance(setup).configure(builder);
        } catch (RuntimeException e) {
            throw declaration.refused("setup = " + setup.getName() + " failed: " + e, e);
        }
    }

    private static boolean canBeMade(Class<?> setup) {
        return !Modifier.isAbstract(setup.getModifiers())
                && Arrays.stream(setup.getDeclaredConstructors()).anyMatch(each -> each.getParameterCount() == 0);
    }
}
