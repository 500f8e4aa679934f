package io.github.pop3testserver.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A program from outside the JVM. */
public record InstalledProgram(String name) {

    /** Skips the test, naming the program, unless it can be run with these arguments. */
    public static InstalledProgram foundBy(String name, String... arguments) {
        InstalledProgram program = new InstalledProgram(name);
        assumeThatCode(() -> program.run("", List.of(arguments)))
                .as("%s is installed", name)
                .doesNotThrowAnyException();
        return program;
    }

    /** What the program prints when it reads the input; fails the test unless it ends well. */
    public byte[] run(String input, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as("exit code of %s", command).isZero();
        return output;
    }
}
