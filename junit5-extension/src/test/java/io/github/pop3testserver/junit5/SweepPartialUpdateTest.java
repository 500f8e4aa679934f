package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** QUIT leaves one of the messages that it should remove, which the next session can delete. */
class SweepPartialUpdateTest {

    @Pop3Server
    static class Recorded {

        /** Of all runs: the reply to QUIT, what was left then, and what was left in the end. */
        static final List<String> OUTCOMES = new ArrayList<>();

        @FaultSweepTest(faults = FaultKind.PARTIAL_UPDATE, verdict = SweepVerdict.NONE)
        void deletes(Pop3TestServer server) {
            server.maildrop()
                    .add(
                            raw("Subject: a\n\na").uid("a"),
                            raw("Subject: b\n\nb").uid("b"),
                            raw("Subject: c\n\nc").uid("c"));
            String reply = session(server, "DELE 2", "RSET", "DELE 1", "DELE 3", "QUIT");
            String left = left(server);
            session(server, "DELE 1", "DELE 2", "QUIT");
            OUTCOMES.add(reply + " " + left + " " + left(server));
        }

        private static String session(Pop3TestServer server, String... commands) {
            String reply = "";
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                for (String command : commands) {
                    reply = client.say(command);
                }
            }
            return reply;
        }

        private static String left(Pop3TestServer server) {
            return String.join(
                    ",",
                    server.maildrop().messages().stream()
                            .map(MaildropMessage::uid)
                            .toList());
        }
    }

    @Test
    void eachMessageStaysOnce() {
        Recorded.OUTCOMES.clear();
        Run run = Run.of(Recorded.class);

        assertThat(run.failures()).isEmpty();
        assertThat(SweepRuns.names(run).subList(2, 5))
                .containsExactly(
                        "1 of 3: QUIT cannot remove message 1 and is answered with -ERR (session 1)",
                        "2 of 3: QUIT cannot remove message 3 and is answered with -ERR (session 1)",
                        "3 of 3: QUIT cannot remove message 1 and is answered with -ERR (session 2)");
        assertThat(Recorded.OUTCOMES)
                .containsExactly(
                        "+OK Logging out, messages deleted. b ",
                        "+OK Logging out, messages deleted. b ",
                        "-ERR Some deleted messages not removed. a,b ",
                        "-ERR Some deleted messages not removed. b,c ",
                        "+OK Logging out, messages deleted. b b");
    }
}
