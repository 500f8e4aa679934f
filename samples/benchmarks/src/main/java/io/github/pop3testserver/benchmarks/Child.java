package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fresh JVM with our class path. */
final class Child {

    private Child() {}

    static Process start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + StoredKey.FOLDER + "=" + System.getProperty(StoredKey.FOLDER, ""),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
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
        Process child = start(main, arguments);
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
