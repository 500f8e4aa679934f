package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** With a Jupiter that is too old a test says so, and does not fail for want of a class. */
class OlderJupiterTest {

    /** The build copies it; see the pom. */
    private static final Path JARS = Path.of("target", "older-jupiter");

    private static URLClassLoader older;

    @Pop3Server
    static class OnAClass {
        @Test
        void test(Maildrop maildrop) {}
    }

    static class OnAMethod {
        @Test
        @Pop3Server
        void test(Maildrop maildrop) {}
    }

    static class OnAParameter {
        @Test
        void test(@Pop3Server Maildrop maildrop) {}
    }

    @Pop3Server("a")
    @Pop3Server("b")
    static class Several {
        @Test
        void test(@Pop3Server("a") Maildrop maildrop) {}
    }

    @Pop3Server(scope = Scope.CLASS)
    static class OnAClassAndAField {
        @Pop3Server
        static Pop3TestServer server;

        @Test
        void test() {}
    }

    static class Swept {
        @DisconnectSweepTest
        void test(Maildrop maildrop) {}
    }

    static class InAField {
        @RegisterExtension
        Pop3ServerExtension pop3 = Pop3ServerExtension.create().configure(server -> server.apop());

        @Test
        void test(Maildrop maildrop) {}
    }

    static class InAStaticField {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @Test
        void test(Maildrop maildrop) {}
    }

    @ExtendWith(Pop3ServerExtension.class)
    static class ByItsName {
        @Test
        void test(Maildrop maildrop) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnAClass.class,
                OnAMethod.class,
                OnAParameter.class,
                Several.class,
                OnAClassAndAField.class,
                Swept.class,
                InAField.class,
                InAStaticField.class,
                ByItsName.class
            })
    void isRefusedInOneSentence(Class<?> testClass) throws Exception {
        assertThat(failuresWithOlderJupiter(testClass))
                .containsExactly(ExtensionConfigurationException.class.getName()
                        + ": POP3 Test Server needs JUnit Jupiter 5.12 or later, but found 5.11.4: set the property"
                        + " junit-jupiter.version, if your build has it as with Spring Boot, or the version of your"
                        + " junit-jupiter dependency to 5.12.2 or later");
    }

    static class OnAFieldAlone {
        @Pop3Server
        Maildrop maildrop;

        @Test
        void test() {}
    }

    /** Jupiter reads the whole annotation first, and misses the class there. */
    @Test
    void onAFieldAloneItCannotBe() throws Exception {
        assertThat(failuresWithOlderJupiter(OnAFieldAlone.class))
                .containsExactly("java.lang.TypeNotPresentException: Type [unknown] not present");
    }

    static class Unrelated {
        @Test
        void test() {}
    }

    @Test
    void otherTestsRun() throws Exception {
        assertThat(failuresWithOlderJupiter(Unrelated.class)).isEmpty();
    }

    private static List<String> failuresWithOlderJupiter(Class<?> testClass) throws Exception {
        return IsolatedRun.failuresOf(testClass, older);
    }

    /** The platform's class loader as the parent would find our own module, and the JUnit that runs this test. */
    @BeforeAll
    static void open() throws Exception {
        older = new URLClassLoader(classPath(), null);
    }

    @AfterAll
    static void close() throws IOException {
        if (older != null) {
            older.close();
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (Class<?> each : List.of(
                Pop3ServerExtension.class, IsolatedRun.class, Pop3TestServer.class, TestAbortedException.class)) {
            classPath.add(IsolatedRun.rootOf(each));
        }
        for (Path jar : olderJars()) {
            classPath.add(jar.toUri().toURL());
        }
        return classPath.toArray(URL[]::new);
    }

    private static List<Path> olderJars() throws Exception {
        assumeTrue(Files.isDirectory(JARS), JARS + " is missing; mvn generate-test-resources copies it");
        try (var jars = Files.list(JARS)) {
            return jars.toList();
        }
    }
}
