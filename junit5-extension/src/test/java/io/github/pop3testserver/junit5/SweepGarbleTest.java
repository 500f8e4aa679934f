package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client reads where another reply should be. */
class SweepGarbleTest {

    @Pop3Server
    static class Recorded {

        /** Each command with the lines of its reply, of all runs. */
        static final Set<String> REPLIES = new LinkedHashSet<>();

        @FaultSweepTest(faults = FaultKind.GARBLE)
        void reads(Pop3TestServer server) {
            server.maildrop()
                    .add(
                            raw("Subject: a\n\na").uid("one"),
                            raw("Subject: b\n\nb").uid("two"));
            try (Pop3Client client = Pop3Client.connectedTo(server.endpoint())) {
                client.say("USER user");
                client.say("PASS password");
                for (String command : List.of("STAT", "LIST 1", "LIST", "UIDL", "DELE 2", "QUIT")) {
                    REPLIES.add(command + " > " + String.join("|", reply(client, command)));
                }
            }
        }

        private static List<String> reply(Pop3Client client, String command) {
            List<String> lines = new ArrayList<>();
            lines.add(client.say(command));
            boolean multiLine = lines.get(0).startsWith("+OK") && (command.equals("LIST") || command.equals("UIDL"));
            while (multiLine && !lines.get(lines.size() - 1).equals(".")) {
                lines.add(client.read());
            }
            return lines;
        }
    }

    @Test
    void eachReplyHasItsVariantsAndTheNextOneIsCorrect() {
        Recorded.REPLIES.clear();
        assertThat(Run.of(Recorded.class).failures()).isEmpty();

        assertThat(Recorded.REPLIES)
                .containsExactlyInAnyOrder(
                        "STAT > +OK 2 34",
                        "STAT > * OK IMAP4rev1 ready",
                        "STAT > ",
                        "STAT > +OK NaN 34",
                        "LIST 1 > +OK 1 17",
                        "LIST 1 > * OK IMAP4rev1 ready",
                        "LIST 1 > ",
                        "LIST 1 > +OK NaN 17",
                        "LIST > +OK 2 messages:|1 17|2 17|.",
                        "LIST > * OK IMAP4rev1 ready",
                        "LIST > ",
                        "LIST > +OK 2 messages:|NaN 17|2 17|.",
                        "LIST > +OK 2 messages:|2 17|.",
                        "UIDL > +OK|1 one|2 two|.",
                        "UIDL > * OK IMAP4rev1 ready",
                        "UIDL > ",
                        "UIDL > +OK|NaN one|2 two|.",
                        "UIDL > +OK|2 two|.",
                        "DELE 2 > +OK Marked to be deleted.",
                        "DELE 2 > * OK IMAP4rev1 ready",
                        "DELE 2 > ",
                        "QUIT > +OK Logging out, messages deleted.",
                        "QUIT > * OK IMAP4rev1 ready",
                        "QUIT > ");
    }
}
