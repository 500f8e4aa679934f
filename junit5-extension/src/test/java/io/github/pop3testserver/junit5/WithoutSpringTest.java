package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.TestAbortedException;

/** Spring is optional: with nothing of it on the class path, tests run as ever. */
class WithoutSpringTest {

    private static URLClassLoader withoutSpring;

    @BeforeAll
    static void open() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (Class<?> each : List.of(
                Pop3ServerExtension.class,
                WithoutSpringTest.class,
                Pop3TestServer.class,
                Test.class,
                JupiterTestEngine.class,
                JUnitException.class,
                TestEngine.class,
                Launcher.class,
                TestAbortedException.class,
                API.class)) {
            classPath.add(IsolatedRun.rootOf(each));
        }
        withoutSpring = new URLClassLoader(classPath.toArray(URL[]::new), null);
    }

    @AfterAll
    static void close() throws IOException {
        withoutSpring.close();
    }

    @Pop3Server(generate = 1)
    static class WithAServerOfItsOwn {
        @Test
        void test(Maildrop maildrop) {
            if (maildrop.messages().size() != 1) {
                throw new AssertionError(maildrop.messages());
            }
        }
    }

    @Test
    void ordinaryTestsNeedNothingOfSpring() throws Exception {
        assertThat(failuresOf(WithAServerOfItsOwn.class)).isEmpty();
    }

    @Pop3Server(springProperties = "app.port=${port}")
    static class WithASpringServer {
        @Test
        void test(Maildrop maildrop) {}
    }

    @Test
    void aServerOfASpringContextIsRefused() throws Exception {
        assertThat(failuresOf(WithASpringServer.class))
                .containsExactly(
                        "org.junit.jupiter.api.extension.ExtensionConfigurationException: @Pop3Server on class "
                                + WithASpringServer.class.getName()
                                + ": a server of a Spring context needs Spring's test framework,"
                                + " which is not on the class path; add org.springframework:spring-test, or use scope = CLASS");
    }

    private static List<String> failuresOf(Class<?> testClass) throws Exception {
        return IsolatedRun.failuresOf(testClass, withoutSpring);
    }
}
