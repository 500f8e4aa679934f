package io.github.pop3testserver.junit5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The names of the files that earlier runs have published. Almost always there are none. Only JUnit knows the directory of a test,
 * and it creates the directory if it is asked.
 */
record EarlierFiles(Set<String> names) {

    /** Where JUnit looks for a place, if no parameter names one. */
    private static final List<String> BUILD_DIRECTORIES = List.of("target", "build", "");

    /** Call it before the first file of this run is published: a file of this run is never an earlier one. */
    @SuppressWarnings("deprecation") // JUnit 5.12 has no computeIfAbsent
    static EarlierFiles of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Pop3ServerExtension.BY_ANNOTATIONS)
                .getOrComputeIfAbsent(EarlierFiles.class, type -> find(context), EarlierFiles.class);
    }

    private static EarlierFiles find(ExtensionContext context) {
        List<String> directories = context.getConfigurationParameter("junit.platform.reporting.output.dir")
                .map(List::of)
                .orElse(BUILD_DIRECTORIES);
        return new EarlierFiles(directories.stream()
                .flatMap(directory -> namesIn(Path.of(directory, "junit-jupiter")))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> namesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(PublishedText::isOurs).toList().stream();
        } catch (IOException | UncheckedIOException e) {
            // Another process deletes them, for example.
            return Stream.empty();
        }
    }
}
