package io.github.pop3testserver.junit5;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the annotation of a sweep says.
 *
 * @param words of the annotation
 * @param place the annotation and its method, for messages
 * @param maxRuns of runs with a failure
 * @param sample 0 for all runs
 * @param seed 0 for any
 * @param stopAfter 0 for no limit
 * @param maxFailedLogins negative for the limit that follows from the undisturbed run
 */
record SweepSettings(
        SweepWords words,
        String place,
        List<SweepKind> kinds,
        String server,
        int maxRuns,
        int sample,
        long seed,
        int stopAfter,
        Duration stallLimit,
        SweepVerdict verdict,
        int maxFailedLogins,
        TranscriptReport report) {

    /** Empty if the method has no such annotation. */
    static Optional<SweepSettings> of(ExtensionContext context) {
        Optional<FaultSweepTest> faults =
                AnnotationSupport.findAnnotation(context.getTestMethod(), FaultSweepTest.class);
        Optional<DisconnectSweepTest> cuts =
                AnnotationSupport.findAnnotation(context.getTestMethod(), DisconnectSweepTest.class);
        String method = " on " + SourceLocation.of(context.getRequiredTestMethod());
        if (faults.isPresent() && cuts.isPresent()) {
            throw new ExtensionConfigurationException(
                    "@FaultSweepTest and @DisconnectSweepTest" + method + ": a test can have only one sweep; remove"
                            + " @DisconnectSweepTest, because @FaultSweepTest disconnects as well");
        }
        return faults.map(settings -> of(settings, "@FaultSweepTest" + method))
                .or(() -> cuts.map(settings -> of(settings, "@DisconnectSweepTest" + method)));
    }

    private static SweepSettings of(DisconnectSweepTest settings, String place) {
        return new SweepSettings(
                SweepWords.CUTS,
                place,
                List.of(CutFaults.of(settings)),
                settings.server(),
                settings.maxCuts(),
                0,
                0,
                0,
                Duration.ofSeconds(5),
                SweepVerdict.NONE,
                -1,
                TranscriptReport.ON_FAILURE);
    }

    private static SweepSettings of(FaultSweepTest settings, String place) {
        Set<FaultKind> kinds = new LinkedHashSet<>(List.of(settings.faults()));
        require(
                !kinds.isEmpty(),
                place,
                "faults = {} leaves nothing to try; name a FaultKind, or remove the attribute");
        requireAtLeast(1, settings.maxRuns(), "maxRuns", place);
        requireAtLeast(0, settings.sample(), "sample", place);
        requireAtLeast(0, settings.stopAfter(), "stopAfter", place);
        require(
                settings.maxFailedLogins() >= -1,
                place,
                "maxFailedLogins must be at least 0, or -1 for the default, but was " + settings.maxFailedLogins());
        Duration stallLimit = Durations.read(settings.stallLimit())
                .orElseThrow(() -> new ExtensionConfigurationException(place + ": stallLimit = \""
                        + settings.stallLimit()
                        + "\" is not a duration above zero; write a number and a unit, such as \"5 s\" or \"500 ms\""));
        return new SweepSettings(
                SweepWords.FAULTS,
                place,
                Stream.of(FaultKind.values())
                        .filter(kinds::contains)
                        .map(SweepKind::of)
                        .toList(),
                settings.server(),
                settings.maxRuns(),
                settings.sample(),
                settings.seed(),
                settings.stopAfter(),
                stallLimit,
                settings.verdict(),
                settings.maxFailedLogins(),
                settings.report());
    }

    private static void requireAtLeast(int least, int value, String attribute, String place) {
        require(value >= least, place, attribute + " must be at least " + least + ", but was " + value);
    }

    private static void require(boolean condition, String place, String otherwise) {
        if (!condition) {
            throw new ExtensionConfigurationException(place + ": " + otherwise);
        }
    }
}
