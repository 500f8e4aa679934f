package io.github.pop3testserver.samples.sweeps;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What a sweep has published: its matrix, and the list of failed runs. */
public record SweepOutcome(String text) {

    private static final String LEGEND = ". passed";

    /** The page that shows them. */
    public static String page() {
        try {
            return Files.readString(Path.of("../docs/fault-sweep.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the tests of a class, of which one is a sweep. */
    public static SweepOutcome of(Class<?> swept) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(swept))
                .execute()
                .allEvents()
                .reportingEntryPublished()
                .stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .flatMap(entry -> entry.entrySet().stream())
                .filter(entry -> entry.getKey().startsWith("pop3-sweep-"))
                .map(entry -> new SweepOutcome(entry.getValue()))
                .findFirst()
                .orElseThrow();
    }

    /** The heading, the rows and the legend. */
    public String matrix() {
        return text.split("\n\nFailed runs:", 2)[0].strip();
    }

    /** The steps at which runs with a kind of failure failed; DELE 1 and DELE 2 count as DELE. */
    public Map<String, List<String>> failedSteps() {
        List<String> lines = matrix().lines().toList();
        List<String> kinds = Arrays.asList(lines.get(2).strip().split(" +", -1));
        Map<String, List<String>> failed = new LinkedHashMap<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            failed.put(kinds.get(kind), failedSteps(lines, kinds.size() - kind));
        }
        return failed;
    }

    private static List<String> failedSteps(List<String> lines, int columnFromTheRight) {
        return lines.stream()
                .skip(3)
                .takeWhile(line -> !line.startsWith(LEGEND) && !line.isBlank())
                .map(line -> line.split(" +", -1))
                .filter(words -> words[words.length - columnFromTheRight].equals("F"))
                .map(words -> words[0])
                .distinct()
                .toList();
    }
}
