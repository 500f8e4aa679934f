package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Parameters that cannot be given what they ask for are refused, with the place and the remedy. */
class InjectionMisuseTest {

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<?> testClass) {
        return assertThat(Run.of(testClass).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageStartingWith("@Pop3Server cannot inject parameter \"")
                .hasMessageContaining(" of ", testClass.getName());
    }

    private static final String TOO_EARLY =
            ": each test gets its own server, but this parameter is resolved once per class. Use"
                    + " @Pop3Server(scope = Scope.CLASS), or take it as a parameter of the test or of its @BeforeEach or"
                    + " @AfterEach method.";

    static class ByBeforeAll {
        @BeforeAll
        static void beforeAll(@Pop3Server Pop3TestServer server) {}

        @Test
        void test() {}
    }

    @Pop3Server
    static class ByAfterAll {
        @AfterAll
        static void afterAll(Pop3Endpoint endpoint) {}

        @Test
        void test() {}
    }

    @Test
    void methodsForAllTestsNeedAServerForTheClass() {
        assertRefused(ByBeforeAll.class).hasMessageEndingWith("#beforeAll(Pop3TestServer)" + TOO_EARLY);
        assertRefused(ByAfterAll.class).hasMessageEndingWith("#afterAll(Pop3Endpoint)" + TOO_EARLY);
    }

    @Pop3Server
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ByTheConstructorOfTheOnlyInstance {
        ByTheConstructorOfTheOnlyInstance(Maildrop maildrop) {}

        @Test
        void test() {}
    }

    @Test
    void soDoesTheConstructorOfTheOnlyInstance() {
        assertRefused(ByTheConstructorOfTheOnlyInstance.class).hasMessageEndingWith(TOO_EARLY);
    }

    static class OfAnotherType {
        @Test
        void test(@Pop3Server String host) {}
    }

    @Test
    void otherTypesAreRefused() {
        assertRefused(OfAnotherType.class)
                .hasMessage("@Pop3Server cannot inject parameter \"java.lang.String host\" of method "
                        + OfAnotherType.class.getName()
                        + "#test(String): its type must be one of Maildrop, Pop3Endpoint,"
                        + " Pop3TestServer, VirtualClock, but was String");
    }

    @Pop3Server
    static class WithoutAClock {
        @Test
        void test(VirtualClock clock) {}
    }

    @Test
    void aClockNeedsAServerThatHasOne() {
        assertRefused(WithoutAClock.class)
                .hasMessageContaining("#test(VirtualClock): POP3 server \"InjectionMisuseTest.WithoutAClock.test\" at ")
                .hasMessageEndingWith("or declare @Pop3Server(virtualClock = true)");
    }
}
