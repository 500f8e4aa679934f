package io.github.pop3testserver.samples.play;

import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.model.SeedMessage;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** A few messages that show what POP3 does with them. */
final class ExampleMail {

    private static final ZonedDateTime DATE = ZonedDateTime.of(2026, 1, 12, 9, 30, 0, 0, ZoneOffset.UTC);

    private ExampleMail() {}

    static List<SeedMessage> messages() {
        return List.of(
                message("Welcome")
                        .date(DATE)
                        .text("DELE 1 marks this message. QUIT deletes it, RSET removes the mark.\n"),
                message("Dots")
                        .date(DATE)
                        .text("The server sends a second dot before that of the next line.\n.\nThe end.\n"),
                message("Parts list")
                        .date(DATE)
                        .text("See the attached file.\n")
                        .attachment("parts.csv", "text/csv", "part,number\nscrew,100\nnail,200\n".getBytes(UTF_8)));
    }
}
