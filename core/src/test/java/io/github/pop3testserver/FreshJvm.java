package io.github.pop3testserver;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program of our tests in a JVM of its own, with nothing but the server and the tests on its class path. */
final class FreshJvm {

    private FreshJvm() {}

    /** What the program writes; an exit code other than zero fails the test. */
    static String output(Path folder, List<String> options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(folderOf(Pop3TestServer.class) + System.getProperty("path.separator") + folderOf(FreshJvm.class));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + " behind " + output);
        }
        return output;
    }

    /** Where the class file is: of a test's class its module does not tell. */
    private static Path folderOf(Class<?> type) {
        try {
            Path file =
                    Path.of(type.getResource(type.getSimpleName() + ".class").toURI());
            Path folder = file;
            for (int i = 0; i <= type.getName().chars().filter(c -> c == '.').count(); i++) {
                folder = folder.getParent();
            }
            return folder;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
