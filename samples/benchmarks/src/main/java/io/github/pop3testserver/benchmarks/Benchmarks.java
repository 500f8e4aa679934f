package io.github.pop3testserver.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The command behind {@code scripts/benchmark}. */
final class Benchmarks {

    private static final String HEADER = """
            | | | bare | ours | GreenMail | ours / bare | target | met |
            |---|---|--:|--:|--:|--:|--:|---|
            """;

    private Benchmarks() {}

    /** Argument: {@code table}, {@code scale}, or the name of one measurement, which then goes to standard output. */
    public static void main(String[] arguments) {
        StoredKey.make();
        String wanted = arguments[0];
        Map<String, Measurement> measurements = measurements();
        if (wanted.equals("scale")) {
            Page.write("scale", Page.circumstances() + "\n" + Scale.measure());
        } else if (wanted.equals("table")) {
            Page.write("table", Page.circumstances() + "\n" + table(measurements));
        } else if (measurements.containsKey(wanted)) {
            measurements.keySet().retainAll(Set.of(wanted));
            table(measurements);
        } else {
            throw new IllegalArgumentException("no \"" + wanted + "\"; known: table, scale, " + measurements.keySet());
        }
        System.exit(0); // GreenMail may leave threads behind
    }

    private static Map<String, Measurement> measurements() {
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        measurements.put("warm", new WarmCycle());
        measurements.put("cold", new ColdCycle());
        measurements.put("junit", new JunitRun());
        measurements.put("tests", new ManyTests());
        measurements.put("large", new LargeMessage());
        measurements.put("small", new SmallMessages());
        measurements.put("pinned", new PinnedMessages());
        measurements.put("listings", new LongListings());
        measurements.put("sessions", new ManySessions());
        measurements.put("idle", new IdleConnections());
        measurements.put("closure", new Closure());
        return measurements;
    }

    private static String table(Map<String, Measurement> measurements) {
        StringJoiner table = new StringJoiner("\n", HEADER, "\n");
        System.out.print(HEADER);
        for (Measurement measurement : measurements.values()) {
            for (Row row : measurement.rows()) {
                System.out.println(row.markdown());
                table.add(row.markdown());
            }
        }
        return table.toString();
    }
}
