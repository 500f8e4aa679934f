package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that run at the same time do not hear of each other. */
class ParallelTest {

    @Pop3Server(generate = 1)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Crowd {

        static final Seen SEEN = new Seen();

        @BeforeEach
        void add(Maildrop maildrop) {
            maildrop.add(message("before"));
        }

        @RepeatedTest(20)
        void deletesItsOwn(Pop3TestServer server, Maildrop maildrop, Pop3Endpoint endpoint) {
            SEEN.add(server);
            Pop3Client.talk(endpoint, "DELE 1", "DELE 2");
            assertThat(server).hasSessions(1);
            assertThat(maildrop).isEmpty();
        }

        @TestFactory
        Stream<DynamicTest> retrieves(Pop3TestServer server, Pop3Endpoint endpoint) {
            SEEN.add(server);
            return IntStream.range(0, 20)
                    .mapToObj(i -> dynamicTest(
                            "test " + i,
                            () -> assertThat(server.endpoint().uri()).isEqualTo(endpoint.uri())));
        }

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_METHOD)
        class Inner {

            @RepeatedTest(20)
            void deletesItsOwn(Pop3TestServer server, Maildrop maildrop, Pop3Endpoint endpoint) {
                Crowd.this.deletesItsOwn(server, maildrop, endpoint);
            }
        }
    }

    @Pop3Server("first")
    @Pop3Server(value = "second", generate = 1)
    static class Instances {

        static final Seen SEEN = new Seen();

        private final Pop3TestServer first;

        @Pop3Server("second")
        private Maildrop second;

        Instances(@Pop3Server("first") Pop3TestServer first) {
            this.first = first;
        }

        @RepeatedTest(20)
        void haveServersOfTheirOwn(
                @Pop3Server("first") Pop3TestServer same, @Pop3Server("second") Pop3Endpoint endpoint) {
            assertThat(first).isSameAs(same);
            SEEN.add(first);
            Pop3Client.talk(endpoint, "DELE 1");
            assertThat(second).isEmpty();
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.SAME_THREAD) // the modes remember their servers in one place
    @CsvSource({"concurrent,concurrent", "same_thread,concurrent", "concurrent,same_thread", "same_thread,same_thread"})
    void parallelTestsHaveServersOfTheirOwn(String methods, String classes) {
        Crowd.SEEN.clear();
        Instances.SEEN.clear();
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", methods,
                "junit.jupiter.execution.parallel.mode.classes.default", classes,
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
        Run.of(Crowd.class, parallel).passed(60);
        Run.of(Instances.class, parallel).passed(20);

        assertThat(Crowd.SEEN.all()).hasSize(41).doesNotHaveDuplicates();
        assertThat(Crowd.SEEN.running()).isEmpty();
        assertThat(Instances.SEEN.all()).hasSize(20).doesNotHaveDuplicates();
        assertThat(Instances.SEEN.running()).isEmpty();
    }
}
