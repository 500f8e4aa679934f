package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What comes onto the class path with a server. */
final class Closure implements Measurement {

    private static final String CORE = "pop3-test-server-core-.*";

    /** What is here for the benchmarks' own sake; the rest came with GreenMail. */
    private static final Pattern OTHERS = Pattern.compile(
            "pop3-test-server-.*|(jmh|jopt|commons-math3|junit-jupiter|junit-platform|opentest4j|apiguardian)-.*");

    @Override
    public List<Row> rows() {
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(":", -1))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .toList();
        List<Path> core = jars.stream()
                .filter(jar -> jar.getFileName().toString().matches(CORE))
                .toList();
        List<Path> greenMail = jars.stream()
                .filter(jar -> !OTHERS.matcher(jar.getFileName().toString()).matches())
                .toList();
        return List.of(
                new Row(
                        "Jars besides the server's own",
                        "",
                        figures(core.size() - 1, greenMail.size() - 1),
                        Target.atMost(0)),
                new Row("All jars", "KB", figures(kilobytes(core), kilobytes(greenMail)), Target.atMost(300)));
    }

    private static Map<Subject, Double> figures(double ours, double greenMail) {
        return Map.of(Subject.OURS, ours, Subject.GREENMAIL, greenMail);
    }

    private static double kilobytes(List<Path> jars) {
        long octets = 0;
        for (Path jar : jars) {
            try {
                octets += Files.size(jar);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return octets / 1000.0;
    }
}
