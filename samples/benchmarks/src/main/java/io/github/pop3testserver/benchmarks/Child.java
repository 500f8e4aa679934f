package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fresh JVM with our class path. */
final class Child {

    /** Adds seconds of processor time to the output, of the user and of the system, to the millisecond: /proc has hundredths. */
    private static final List<String> TIMED =
            List.of("bash", "-c", "exec 3>&2; TIMEFORMAT='%3U %3S'; { time \"$@\" 2>&3; } 2>&1", "bash");

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
        return output(start(main, arguments));
    }

    /** As {@link #run}, with a last line about processor time. */
    static String runTimed(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(TIMED);
        command.addAll(command(main, arguments));
        return output(start(command));
    }

    private static String output(Process child) {
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
