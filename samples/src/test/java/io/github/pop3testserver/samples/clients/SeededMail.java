package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The three messages of each run. */
final class SeededMail {

    static final String INCOMPLETE = " incomplete";

    private SeededMail() {}

    static List<MaildropMessage> addTo(Maildrop maildrop) {
        return maildrop.add(
                message("one").text(text("one")),
                message("two").text(text("two")),
                message("three").text(text("three")));
    }

    /** Forty lines, one of them a dot. */
    static String text(String subject) {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(line -> line == 20 && subject.equals("two") ? "." : "line " + line + " of " + subject)
                .collect(Collectors.joining("\n"));
    }

    /** Of the fourth message, which some failures add, every text is complete. */
    static boolean isComplete(String subject, String text) {
        return subject.equals("four") || text.replace("\r", "").strip().equals(text(subject));
    }
}
