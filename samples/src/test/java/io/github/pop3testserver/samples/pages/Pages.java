package io.github.pop3testserver.samples.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the project's pages and sources. */
final class Pages {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private Pages() {}

    /** README and docs. */
    static List<Page> documentation() {
        List<Page> pages = new ArrayList<>(List.of(page("README.md")));
        files(PROJECT.resolve("docs"), "md").map(Pages::page).forEach(pages::add);
        return pages;
    }

    /** What else a reader of the project finds at its root. */
    static List<Page> aboutTheProject() {
        return Stream.of("CONTRIBUTING", "RELEASING", "SECURITY", "CODE_OF_CONDUCT", "CHANGELOG")
                .map(name -> page(name + ".md"))
                .toList();
    }

    static List<Page> all() {
        List<Page> all = new ArrayList<>(documentation());
        all.addAll(aboutTheProject());
        return all;
    }

    static Page page(String name) {
        return page(PROJECT.resolve(name));
    }

    private static Page page(Path file) {
        return new Page(file, read(file));
    }

    /** The files of these types in a folder and below, in the order of their names. */
    static Stream<Path> files(Path folder, String... types) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> !file.toString().replace('\\', '/').contains("/target/"))
                    .filter(file -> List.of(types).contains(file.toString().replaceFirst(".*\\.", "")))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
