package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The process of {@link ColdCycle}. Prints milliseconds of processor time and KiB of memory at most. */
final class ColdCycleMain {

    private ColdCycleMain() {}

    /** Arguments: the subject, whether with TLS. */
    public static void main(String[] arguments) throws IOException {
        Cycle.run(Subject.named(arguments[0]), Boolean.parseBoolean(arguments[1]));
        System.out.println(processorMillis() + " " + peakKibibytes());
        System.out.flush();
        Runtime.getRuntime().halt(0); // no thread that a server left behind delays the end
    }

    /** The name, which may hold spaces, ends at a parenthesis; fields 14 and 15 are in hundredths of a second. */
    private static long processorMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
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
