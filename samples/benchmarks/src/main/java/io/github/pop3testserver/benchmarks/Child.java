package io.github.pop3testserver.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fresh JVM with our class path. */
final class Child {

    /** Adds seconds of processor time to the output, of the user and of the system, to the millisecond: /proc has hundredths. */
    private static final List<String> TIMED =
            List.of("bash", "-c", "exec 3>&2; TIMEFORMAT='%3U %3S'; { time \"$@\" 2>&3; } 2>&1", "bash");

    private static final List<String> PINNED = List.of("taskset", "-c", "0");

    private Child() {}

    static Process start(Class<?> main, String... arguments) {
        return start(command(main, arguments));
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + StoredKey.FOLDER + "=" + System.getProperty(StoredKey.FOLDER, ""),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has printed when it has ended. */
    static String run(Class<?> main, String... arguments) {
        return output(List.of(), main, arguments);
    }

    /** As {@link #run}, with a last line about processor time. */
    static String runTimed(Class<?> main, String... arguments) {
        return output(TIMED, main, arguments);
    }

    /** As {@link #run}, on the first processor only. */
    static String runPinned(Class<?> main, String... arguments) {
        return output(PINNED, main, arguments);
    }

    /** Whether the system has the command for it. */
    static boolean canPin() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PINNED.get(0))));
    }

    private static String output(List<String> prefix, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(main, arguments));
        Process child = start(command);
        try {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            await(child);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        process.info().commandLine().orElse("a process") + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
