package io.github.pop3testserver.samples.play;

import io.github.pop3testserver.model.SeedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The arguments of the command line.
 *
 * @param port 0 for a free one
 * @param mail the messages of the maildrop
 */
record Options(int port, List<SeedMessage> mail) {

    static final int DEFAULT_PORT = 1110;

    /** @throws IllegalArgumentException if an argument is wrong; the message names the value, the reason and the remedy */
    static Options of(String... arguments) {
        Options options = new Options(DEFAULT_PORT, ExampleMail.messages());
        for (int i = 0; i < arguments.length; i += 2) {
            options = options.with(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : "");
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--port" -> new Options(portOf(value), mail);
            case "--mail" -> new Options(port, mailIn(value));
            default ->
                throw new IllegalArgumentException(
                        "unknown option \"" + option + "\"; use --port PORT, --mail FOLDER, both or none");
        };
    }

    private static int portOf(String value) {
        // At most five digits: more do not fit in an int.
        int port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "--port must be followed by a number from 0 to 65535, but was followed by \"" + value
                            + "\"; with --port 0 the server takes a free port");
        }
        return port;
    }

    private static List<SeedMessage> mailIn(String folder) {
        Path directory = Path.of(folder);
        if (folder.isEmpty() || !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("--mail must be followed by a folder, but was followed by \"" + folder
                    + "\"; name one with .eml files, or leave out --mail for a few example messages");
        }
        return SeedMessage.directory(directory);
    }
}
