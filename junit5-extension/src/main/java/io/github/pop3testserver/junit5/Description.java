package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the declarations of one server say when they are taken together.
 *
 * @param ranks the nearest last
 */
record Description(String name, List<Rank> ranks) {

    private static final Pop3Server DEFAULTS = Defaults.class.getAnnotation(Pop3Server.class);

    /** What a server that is running cannot be given any more. */
    private static final Map<String, Function<Pop3Server, Object>> FIXED_AT_START = new TreeMap<>(Map.of(
            "username", Pop3Server::username,
            "password", Pop3Server::password,
            "tls", Pop3Server::tls,
            "virtualClock", Pop3Server::virtualClock,
            "strictness", Pop3Server::strictness,
            "setup", values -> List.of(values.setup())));

    /** Is there to carry the annotation. */
    @Pop3Server
    private static final class Defaults {}

    /** The declaration that wants one server for all tests of a class. */
    private record Sharing(Declaration declaration, Class<?> testClass) {}

    ServerPlan plan() {
        Sharing sharing = nearestSharing();
        if (sharing != null) {
            refuseWhatComesTooLate(sharing.testClass());
        }
        return new ServerPlan(
                name,
                sharing == null ? null : sharing.testClass(),
                sharing == null ? "@Pop3Server" : sharing.declaration().toString(),
                configuration(),
                Stream.of(resources(), generated()).flatMap(List::stream).toList(),
                nearest("transcript", Pop3Server::transcript));
    }

    private @Nullable Sharing nearestSharing() {
        Sharing nearest = null;
        for (Rank rank : ranks) {
            for (Declaration declaration : rank.declarations()) {
                if (declaration.values().scope() == Scope.CLASS) {
                    nearest = new Sharing(declaration, classOf(rank, declaration));
                }
            }
        }
        return nearest;
    }

    private static Class<?> classOf(Rank rank, Declaration sharing) {
        Class<?> testClass = rank.testClass();
        if (testClass == null) {
            throw sharing.refused("scope = CLASS is too late for one test; put it on the class, on a field, or on a"
                    + " parameter of a @BeforeAll or @BeforeEach method");
        }
        return testClass;
    }

    private List<Declaration> declarations() {
        return ranks.stream().flatMap(rank -> rank.declarations().stream()).toList();
    }

    private void refuseWhatComesTooLate(Class<?> sharedIn) {
        boolean running = false;
        for (int i = ranks.size() - 1; i >= 0 && !running; i--) {
            running = ranks.get(i).testClass() == sharedIn;
            if (!running) {
                ranks.get(i).declarations().forEach(declaration -> refuseTooLate(declaration, sharedIn));
            }
        }
    }

    private static void refuseTooLate(Declaration declaration, Class<?> sharedIn) {
        FIXED_AT_START.forEach((attribute, value) -> {
            if (!value.apply(declaration.values()).equals(value.apply(DEFAULTS))) {
                throw declaration.refused(attribute
                        + " comes too late: scope = CLASS has started the server for all of "
                        + Place.of(sharedIn) + "; put it there, or on a @Nested class together with scope = CLASS,"
                        + " which then has a server of its own");
            }
        });
    }

    private <T> T nearest(String attribute, Function<Pop3Server, T> value) {
        T byDefault = value.apply(DEFAULTS);
        for (int i = ranks.size() - 1; i >= 0; i--) {
            List<Declaration> others = ranks.get(i).declarations().stream()
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
                        + " of " + first + "; both are for one server: let them agree, give the value once, or give"
                        + " the servers names");
            }
        }
    }

    private Consumer<Pop3TestServerBuilder> configuration() {
        String username = nearest("username", Pop3Server::username);
        String password = nearest("password", Pop3Server::password);
        var tls = nearest("tls", Pop3Server::tls);
        boolean virtualClock = nearest("virtualClock", Pop3Server::virtualClock);
        var strictness = nearest("strictness", Pop3Server::strictness);
        return builder -> {
            builder.maildrop(username, password).tls(tls).strictness(strictness);
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
}
