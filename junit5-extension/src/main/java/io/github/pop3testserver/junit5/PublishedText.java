package io.github.pop3testserver.junit5;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/** A text that is published with a test's report. */
@SuppressWarnings({"deprecation", "removal"}) // JUnit 5.12 has no other MediaType
final class PublishedText {

    private static final int LONGEST_TITLE = 100;

    /** All names begin like this. */
    private static final String OURS = "pop3-";

    private final String fileName;
    private final MediaType type;
    private final String text;

    private PublishedText(String fileName, MediaType type, String text) {
        this.fileName = fileName;
        this.type = type;
        this.text = text;
    }

    /** @param title of the test; the name of the file contains what a file system allows of it */
    static PublishedText plain(String prefix, String title, String text) {
        return new PublishedText(prefix + allowed(title) + ".txt", MediaType.TEXT_PLAIN_UTF_8, text);
    }

    /** @param title as for {@link #plain} */
    static PublishedText html(String prefix, String title, String text) {
        return new PublishedText(prefix + allowed(title) + ".html", MediaType.parse("text/html;charset=UTF-8"), text);
    }

    static boolean isOurs(String fileName) {
        return fileName.startsWith(OURS);
    }

    private static String allowed(String title) {
        String name = title.replaceAll("[^A-Za-z0-9.]+", "-");
        return name.substring(0, Math.min(name.length(), LONGEST_TITLE));
    }

    /**
     * Publishes a file next to the test's report. If JUnit has no directory for files, plain text becomes an entry in the
     * report, where HTML would be unreadable.
     */
    void publish(ExtensionContext test) {
        try {
            test.publishFile(fileName, type, file -> Files.writeString(file, text));
        } catch (RuntimeException e) {
            if (type.equals(MediaType.TEXT_PLAIN_UTF_8)) {
                test.publishReportEntry(fileName, text);
            }
        }
    }

    /** Removes the file if an earlier run has published it. */
    void removeEarlier(ExtensionContext test) {
        if (!EarlierFiles.of(test).names().contains(fileName)) {
            return;
        }
        try {
            test.publishFile(fileName, type, file -> {
                Files.deleteIfExists(file);
                throw new NotPublished();
            });
        } catch (RuntimeException e) {
            // NotPublished, or the file cannot be removed.
        }
    }

    /** Only JUnit knows where a file would be. This makes it publish none. */
    private static final class NotPublished extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
