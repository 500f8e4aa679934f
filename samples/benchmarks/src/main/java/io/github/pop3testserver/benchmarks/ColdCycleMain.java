package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process of {@link ColdCycle}. Prints how many KiB of memory it had at most. */
final class ColdCycleMain {

    private ColdCycleMain() {}

    /** Arguments: the subject, whether with TLS. */
    public static void main(String[] arguments) throws IOException {
        Cycle.run(Subject.named(arguments[0]), Boolean.parseBoolean(arguments[1]));
        System.out.println(peakKibibytes());
        System.out.flush();
        Runtime.getRuntime().halt(0); // no thread that a server left behind delays the end
    }

    private static String peakKibibytes() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        for (String line : status) {
            if (line.startsWith("VmHWM:")) {
                return line.replaceAll("\\D", "");
            }
        }
        throw new IOException("no VmHWM");
    }
}
