package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Conversations that are printed while they happen. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(SpringContextTest.CONTEXT_CACHE)
class LiveTranscriptTest {

    private static final Map<String, String> SWITCHED_ON = Map.of("pop3testserver.transcript", "live");

    private Run run;

    /** Runs a class, and returns what its servers print; other tests may print at the same time. */
    private List<String> printedBy(Class<?> testClass, Map<String, String> configuration) {
        PrintStream before = System.out;
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        System.setOut(new PrintStream(octets, true, StandardCharsets.UTF_8));
        try {
            run = Run.of(testClass, configuration);
        } finally {
            System.setOut(before);
        }
        return octets.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("LiveTranscriptTest."))
                .toList();
    }

    @Pop3Server
    static class Plain {
        @Test
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }
    }

    @Pop3Server(transcript = TranscriptReport.LIVE)
    static class Live extends Plain {}

    @Pop3Server(transcript = TranscriptReport.NEVER)
    static class Never extends Plain {}

    static class Registered {
        @RegisterExtension
        final Pop3ServerExtension pop3 = Pop3ServerExtension.create().transcript(TranscriptReport.LIVE);

        @Test
        void passes() {
            Pop3Client.talk(pop3.server().endpoint(), "NOOP");
        }
    }

    @Test
    void liveIsPrintedUnderTheNameOfTheTestAndReportedToo() {
        assertThat(printedBy(Live.class, Map.of()))
                .allMatch(line -> line.startsWith("LiveTranscriptTest.Live.fails, session 1: "))
                .anyMatch(line -> line.endsWith("C: PASS ********"))
                .anyMatch(line -> line.endsWith("C: NOOP"));
        assertThat(FailureReportTest.onlySuppressed(run.failure())).contains("C: NOOP");
        assertThat(run.entries()).hasSize(1);
    }

    @Test
    void theExtensionOfAFieldPrintsToo() {
        assertThat(printedBy(Registered.class, Map.of())).anyMatch(line -> line.endsWith("C: NOOP"));
        run.passed(1);
        assertThat(run.entries()).isEmpty();
    }

    @Test
    void nothingIsPrintedUnasked() {
        assertThat(printedBy(Plain.class, Map.of())).isEmpty();
    }

    /** It does not replace what the test says about its report. */
    @Test
    void theConfigurationParameterPrintsInAddition() {
        assertThat(printedBy(Plain.class, SWITCHED_ON)).anyMatch(line -> line.endsWith("C: NOOP"));
        assertThat(FailureReportTest.onlySuppressed(run.failure())).contains("C: NOOP");

        assertThat(printedBy(Never.class, SWITCHED_ON)).anyMatch(line -> line.endsWith("C: NOOP"));
        assertThat(run.failure()).hasNoSuppressedExceptions();

        assertThat(printedBy(Registered.class, Map.of("pop3testserver.transcript", " LIVE ")))
                .anyMatch(line -> line.endsWith("C: NOOP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "true", ""})
    void anotherValueOfTheParameterIsRefused(String value) {
        Throwable failure =
                Run.of(Plain.class, Map.of("pop3testserver.transcript", value)).failure();

        assertThat(failure)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("the configuration parameter pop3testserver.transcript must be \"live\", but was \"" + value
                        + "\"; correct or remove it, where it is a system property or in junit-platform.properties");
    }

    @Pop3Server(scope = Scope.CLASS)
    static class TooLate {
        @Test
        @Pop3Server(transcript = TranscriptReport.LIVE)
        void test() {}
    }

    @Test
    void aTestCannotSwitchItOnForAServerThatRunsAlready() {
        assertThat(Run.of(TooLate.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("transcript = LIVE comes too late: scope = CLASS has started the server");
    }

    @Pop3Server(scope = Scope.CLASS, transcript = TranscriptReport.LIVE)
    static class InTime {
        @Test
        @Pop3Server(transcript = TranscriptReport.LIVE)
        void test(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void aSharedServerPrintsUnderTheNameOfItsClass() {
        assertThat(printedBy(InTime.class, Map.of()))
                .allMatch(line -> line.startsWith("LiveTranscriptTest.InTime, session 1: "))
                .isNotEmpty();
        run.passed(1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithSpring {
        @Test
        void test(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT, transcript = TranscriptReport.LIVE)
    static class LiveWithSpring extends WithSpring {}

    @Test
    void theServerOfASpringContextPrintsUnderItsName() {
        assertThat(printedBy(LiveWithSpring.class, Map.of()))
                .allMatch(line -> line.startsWith("Spring context of LiveTranscriptTest.LiveWithSpring, session 1: "))
                .anyMatch(line -> line.endsWith("C: NOOP"));
        assertThat(printedBy(WithSpring.class, SWITCHED_ON)).anyMatch(line -> line.endsWith("C: NOOP"));
        assertThat(printedBy(WithSpring.class, Map.of())).isEmpty();
    }
}
