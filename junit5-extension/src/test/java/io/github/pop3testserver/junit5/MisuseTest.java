package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServerBuilder;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What cannot be meant is refused, with the place and the remedy. */
class MisuseTest {

    private static final String HERE = "io.github.pop3testserver.junit5.MisuseTest$";

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<?> testClass) {
        return assertThat(Run.of(testClass).failure()).isInstanceOf(ExtensionConfigurationException.class);
    }

    @Pop3Server(messages = {"test-mails/first.eml", "test-mails/none.eml"})
    static class UnknownResource {
        @Test
        void test() {}
    }

    @Test
    void anUnknownResourceIsRefused() {
        assertRefused(UnknownResource.class)
                .hasMessageStartingWith("@Pop3Server on class " + HERE + "UnknownResource: messages: ")
                .hasMessageContaining("\"test-mails/none.eml\"")
                .hasMessageContaining("from the root of the class path");
    }

    static class NegativeNumber {
        @Test
        @Pop3Server(generate = -1)
        void test(Maildrop maildrop) {}
    }

    @Test
    void aNegativeNumberOfMessagesIsRefused() {
        assertRefused(NegativeNumber.class)
                .hasMessage("@Pop3Server on method " + HERE + "NegativeNumber#test(Maildrop): "
                        + "generate must be 0, the default, or more, but was -1");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(username = "alice", generate = -1)
    @interface Alice {}

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(username = "bob")
    @interface Bob {}

    @Alice
    static class ByAnotherAnnotation {
        @Test
        void test() {}
    }

    @Test
    void theAnnotationThatStandsForItIsNamed() {
        assertRefused(ByAnotherAnnotation.class)
                .hasMessageStartingWith(
                        "@Pop3Server (by @Alice) on class " + HERE + "ByAnotherAnnotation: generate must be");
    }

    @Alice
    @Bob
    static class ByTwoAnnotations {
        @Test
        void test() {}
    }

    @Test
    void annotationsThatContradictEachOtherAreRefused() {
        String place = " on class " + HERE + "ByTwoAnnotations";
        assertRefused(ByTwoAnnotations.class)
                .hasMessageStartingWith("@Pop3Server (by @Bob)" + place
                        + ": username = bob contradicts username = alice of @Pop3Server (by @Alice)" + place);
    }

    @SuppressWarnings("ClassCanBeStatic") // that is the mistake
    class NotStatic implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {}
    }

    abstract static class Abstract implements Pop3ServerSetup {}

    static class WithNotStaticSetup {
        @Test
        @Pop3Server(setup = NotStatic.class)
        void test() {}
    }

    static class WithAbstractSetup {
        @Test
        @Pop3Server(setup = Abstract.class)
        void test() {}
    }

    @Test
    void aSetupThatCannotBeMadeIsRefused() {
        String remedy = " has no constructor without arguments; give it one (a nested class must be static, and neither"
                + " an interface nor abstract will do)";
        assertRefused(WithNotStaticSetup.class)
                .hasMessage("@Pop3Server on method " + HERE + "WithNotStaticSetup#test(): setup = " + HERE + "NotStatic"
                        + remedy);
        assertRefused(WithAbstractSetup.class)
                .hasMessage("@Pop3Server on method " + HERE + "WithAbstractSetup#test(): setup = " + HERE + "Abstract"
                        + remedy);
    }

    static class SecondUser implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("user", "other");
        }
    }

    @Pop3Server(username = "user", setup = SecondUser.class)
    static class WithFailingSetup {
        @Test
        void test() {}
    }

    @Test
    void aSetupThatFailsIsNamed() {
        assertRefused(WithFailingSetup.class)
                .hasMessageStartingWith(
                        "@Pop3Server on class " + HERE + "WithFailingSetup: setup = " + HERE
                                + "SecondUser failed: java.lang.IllegalArgumentException: user \"user\" already exists; each user has one maildrop, so choose another name")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    static class Contradiction {
        @Test
        void test(@Pop3Server(username = "alice") Maildrop alice, @Pop3Server(username = "bob") Maildrop bob) {}
    }

    @Test
    void parametersThatContradictEachOtherAreRefused() {
        assertRefused(Contradiction.class)
                .hasMessageMatching("(?s)@Pop3Server on parameter .*Maildrop bob\" of method .*"
                        + "username = bob contradicts username = alice of @Pop3Server on parameter .*Maildrop alice\".*"
                        + "both configure the same server\\. Give the value once, or name the servers\\.");
    }

    @Pop3Server
    static class OnABeforeEachMethod {
        @BeforeEach
        @Pop3Server(username = "alice")
        void before() {}

        @Test
        void test() {}
    }

    static class OnATestThatIsOverridden {
        @Test
        @Pop3Server
        void first() {}

        @Test
        void test() {}
    }

    static class OnAMethodThatIsNoTestAnyMore extends OnATestThatIsOverridden {
        @Override
        @Pop3Server(generate = 1)
        void test() {}
    }

    @Test
    void theAnnotationOnAMethodThatIsNoTestIsRefused() {
        String remedy =
                "it has no effect on a method that is not a test; put it on the class, on a test, or on a parameter";
        assertRefused(OnABeforeEachMethod.class)
                .hasMessage("@Pop3Server on method " + HERE + "OnABeforeEachMethod#before(): " + remedy);
        assertRefused(OnAMethodThatIsNoTestAnyMore.class)
                .hasMessage("@Pop3Server on method " + HERE + "OnAMethodThatIsNoTestAnyMore#test(): " + remedy);
    }
}
