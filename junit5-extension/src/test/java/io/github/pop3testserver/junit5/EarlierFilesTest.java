package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.Pop3Event.STAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What becomes of the files of an earlier run, in the directories that JUnit chooses. */
class EarlierFilesTest {

    @TempDir
    Path files;

    /** Returns the names of all files afterwards. */
    private List<String> run(Class<?> testClass, Map<String, String> configuration) {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(testClass))
                        .configurationParameter("junit.platform.reporting.output.dir", files.toString())
                        .configurationParameters(configuration)
                        .build());
        return Run.filesIn(files).stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList();
    }

    private static void failIf(boolean failing) {
        if (failing) {
            throw new IllegalStateException("failed");
        }
    }

    @Pop3Server
    static class EachKind {

        static volatile boolean failing;

        @Test
        void test() {
            failIf(failing);
        }

        @RepeatedTest(2)
        void repeated() {
            failIf(failing);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        void parameterized(String value) {
            failIf(failing);
        }

        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(dynamicTest("one", () -> failIf(failing)), dynamicTest("two", () -> failIf(failing)));
        }

        @Test
        void aborted() {
            failIf(failing);
            Assumptions.abort("not today");
        }

        @Test
        void unusedFault(Pop3TestServer server) {
            if (failing) {
                server.on(STAT).err("never");
            }
        }
    }

    @Test
    void theyAreRemovedOnceTheTestDoesNotFail() {
        EachKind.failing = true;
        assertThat(run(EachKind.class, Run.PARALLEL))
                .hasSize(9)
                .allMatch(name -> name.startsWith("pop3-transcript-EarlierFilesTest.EachKind."));
        assertThat(run(EachKind.class, Run.PARALLEL)).hasSize(9);

        EachKind.failing = false;
        assertThat(run(EachKind.class, Run.PARALLEL)).isEmpty();
    }

    @Pop3Server
    static class OneRepetition {

        static volatile int failing;

        @RepeatedTest(3)
        void repeated(RepetitionInfo repetition) {
            failIf(repetition.getCurrentRepetition() == failing);
        }
    }

    @Test
    void eachRepetitionHasItsOwn() {
        OneRepetition.failing = 2;
        assertThat(run(OneRepetition.class, Map.of()))
                .containsExactly("pop3-transcript-EarlierFilesTest.OneRepetition.repeated-repetition-2-of-3.txt");
        OneRepetition.failing = 3;
        assertThat(run(OneRepetition.class, Map.of()))
                .containsExactly("pop3-transcript-EarlierFilesTest.OneRepetition.repeated-repetition-3-of-3.txt");
    }

    static class OfTheClass {

        static volatile boolean failing;

        @Pop3Server(scope = Scope.CLASS)
        static Pop3TestServer server;

        @Test
        void test() {}

        @AfterAll
        static void fails() {
            failIf(failing);
        }
    }

    @Test
    void thatOfAClassIsRemovedToo() {
        OfTheClass.failing = true;
        assertThat(run(OfTheClass.class, Map.of())).containsExactly("pop3-transcript-EarlierFilesTest.OfTheClass.txt");
        OfTheClass.failing = false;
        assertThat(run(OfTheClass.class, Map.of())).isEmpty();
    }

    @Pop3Server
    static class Swept {

        static volatile boolean failing;

        @DisconnectSweepTest
        void sweep(Pop3TestServer server) {
            new SweptFetcher(server.endpoint(), SweptFetcher.Habit.NONE).run(3);
            // Not in the first run: if that fails, no others follow.
            failIf(failing
                    && server.faults().stream()
                            .anyMatch(fault -> fault.description().contains("cut 1")));
        }
    }

    @Test
    void thoseOfASweepAreRemovedToo() {
        Swept.failing = true;
        assertThat(run(Swept.class, Map.of()))
                .anyMatch(name -> name.startsWith("pop3-transcript-EarlierFilesTest.Swept.sweep-cut-1-of-"))
                .contains("pop3-sweep-EarlierFilesTest.Swept.sweep.txt");
        Swept.failing = false;
        assertThat(run(Swept.class, Map.of())).isEmpty();
    }

    @Pop3Server
    static class Passing {
        @Test
        void test() {}
    }

    /** Of another test with the same name in another package, for example. */
    @Test
    void filesInOtherDirectoriesAreKept() throws IOException {
        String name = "pop3-transcript-EarlierFilesTest.Passing.test.txt";
        Path other = Files.createDirectories(files.resolve("junit-jupiter").resolve("other"));
        Files.writeString(other.resolve(name), "");
        Files.writeString(other.resolve("notes.txt"), "");

        assertThat(run(Passing.class, Map.of())).containsExactly("notes.txt", name);
    }
}
