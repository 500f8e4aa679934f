package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One server for each test, from before the first {@code @BeforeEach} to its end. */
class LifecycleTest {

    @Pop3Server
    static class OuterAndNested {

        static final Seen SEEN = new Seen();

        @BeforeEach
        void outerBefore(Pop3TestServer server) {
            SEEN.add(server);
        }

        @AfterEach
        void outerAfter(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Nested
        class Inner {

            @BeforeEach
            void innerBefore(Pop3TestServer server) {
                SEEN.add(server);
            }

            @AfterEach
            void innerAfter(Pop3TestServer server) {
                SEEN.add(server);
            }

            @Test
            void test(Pop3TestServer server) {
                SEEN.add(server);
            }
        }
    }

    @Test
    void outerAndNestedMethodsAndTheTestHaveTheSameServer() {
        OuterAndNested.SEEN.clear();
        Run.of(OuterAndNested.class).passed(1);

        assertThat(OuterAndNested.SEEN.all()).hasSize(5);
        assertThat(OuterAndNested.SEEN.distinct()).hasSize(1);
        assertThat(OuterAndNested.SEEN.running()).isEmpty();
    }

    @Pop3Server
    static class Constructed {

        static final Seen SEEN = new Seen();

        Constructed(Pop3TestServer server) {
            SEEN.add(server);
        }

        @BeforeEach
        void before(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Test
        void test(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Nested
        class Inner {

            Inner(Pop3TestServer server) {
                SEEN.add(server);
            }

            @Test
            void test(Pop3TestServer server) {
                SEEN.add(server);
            }
        }
    }

    @Test
    void constructorsHaveTheServerOfTheirTest() {
        Constructed.SEEN.clear();
        Run.of(Constructed.class).passed(2);

        // 3 and, with two constructors, 4.
        assertThat(Constructed.SEEN.all()).hasSize(7);
        assertThat(Constructed.SEEN.distinct()).hasSize(2);
        assertThat(Constructed.SEEN.running()).isEmpty();
    }

    static class ConstructedByAnAnnotatedParameter {

        private final Maildrop maildrop;

        ConstructedByAnAnnotatedParameter(@Pop3Server(generate = 2) Maildrop maildrop) {
            this.maildrop = maildrop;
        }

        @RepeatedTest(2)
        void test() {
            assertThat(maildrop.messages()).hasSize(2);
            maildrop.remove(maildrop.messages().get(0));
        }
    }

    @Test
    void aConstructorsParameterNeedsNoOtherAnnotation() {
        Run.of(ConstructedByAnAnnotatedParameter.class).passed(2);
    }

    @Pop3Server
    static class Invocations {

        static final Seen SEEN = new Seen();

        @BeforeEach
        void before(Pop3TestServer server) {
            SEEN.add(server);
        }

        @RepeatedTest(3)
        void repeated(Pop3TestServer server) {
            SEEN.add(server);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void parameterized(int number, Pop3TestServer server) {
            SEEN.add(server);
        }

        @TestTemplate
        @ExtendWith(Twice.class)
        void fromATemplate(Pop3TestServer server) {
            SEEN.add(server);
        }
    }

    static class Twice implements TestTemplateInvocationContextProvider {
        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of(new TestTemplateInvocationContext() {}, new TestTemplateInvocationContext() {});
        }
    }

    @Test
    void eachInvocationHasAServerOfItsOwn() {
        Invocations.SEEN.clear();
        Run.of(Invocations.class).passed(8);

        assertThat(Invocations.SEEN.all()).hasSize(16);
        assertThat(Invocations.SEEN.distinct()).hasSize(8);
        assertThat(Invocations.SEEN.running()).isEmpty();
    }

    @Pop3Server
    static class Dynamic {

        static final Seen SEEN = new Seen();

        @TestFactory
        Stream<DynamicTest> first(Pop3TestServer server) {
            return IntStream.range(0, 3).mapToObj(i -> dynamicTest("test " + i, () -> SEEN.add(server)));
        }

        @TestFactory
        Stream<DynamicTest> second(Pop3TestServer server) {
            return first(server);
        }
    }

    @Test
    void theDynamicTestsOfAFactoryShareAServer() {
        Dynamic.SEEN.clear();
        Run.of(Dynamic.class).passed(6);

        assertThat(Dynamic.SEEN.all()).hasSize(6);
        assertThat(Dynamic.SEEN.distinct()).hasSize(2);
        assertThat(Dynamic.SEEN.running()).isEmpty();
    }

    @Pop3Server
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {

        static final Seen SEEN = new Seen();

        @BeforeEach
        void before(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Test
        void first(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Test
        void second(Pop3TestServer server) {
            SEEN.add(server);
        }
    }

    @Test
    void testsThatShareAnInstanceDoNotShareAServer() {
        OneInstance.SEEN.clear();
        Run.of(OneInstance.class).passed(2);

        assertThat(OneInstance.SEEN.all()).hasSize(4);
        assertThat(OneInstance.SEEN.distinct()).hasSize(2);
        assertThat(OneInstance.SEEN.running()).isEmpty();
    }

    static class Failing {

        static final Seen SEEN = new Seen();

        @BeforeEach
        void before(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Test
        @Pop3Server
        void fails() {
            throw new AssertionError("failed");
        }

        @Test
        void failsWithAParameter(@Pop3Server Pop3TestServer server) {
            throw new AssertionError("failed");
        }
    }

    @Test
    void theServerOfAFailedTestIsClosedToo() {
        Failing.SEEN.clear();
        assertThat(Run.of(Failing.class).failures()).hasSize(2);

        assertThat(Failing.SEEN.distinct()).hasSize(2);
        assertThat(Failing.SEEN.running()).isEmpty();
    }

    static class FailingExtension implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            throw new IllegalStateException("another extension failed");
        }
    }

    @Pop3Server
    @ExtendWith(FailingExtension.class)
    static class BesideAFailingExtension {

        static final Seen SEEN = new Seen();

        @AfterEach
        void after(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Test
        void test() {}
    }

    @Test
    void anotherExtensionsFailureIsReportedAsItIs() {
        BesideAFailingExtension.SEEN.clear();
        assertThat(Run.of(BesideAFailingExtension.class).failure()).hasMessage("another extension failed");

        assertThat(BesideAFailingExtension.SEEN.running()).isEmpty();
    }

    @ExtendWith(Pop3ServerExtension.class)
    static class ByTheExtensionAlone {

        static final Seen SEEN = new Seen();

        @Test
        void test(Pop3TestServer server) {
            SEEN.add(server);
        }
    }

    @Test
    void theExtensionAloneMeansTheDefaults() {
        ByTheExtensionAlone.SEEN.clear();
        Run.of(ByTheExtensionAlone.class).passed(1);

        assertThat(ByTheExtensionAlone.SEEN.all()).hasSize(1);
        assertThat(ByTheExtensionAlone.SEEN.running()).isEmpty();
    }
}
