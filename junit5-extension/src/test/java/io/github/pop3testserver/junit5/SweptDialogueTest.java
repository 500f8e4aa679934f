package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cuts follow what a client says, whatever that is: each exchange has its two, and each is reached. */
class SweptDialogueTest {

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> cuts(Run run) {
        assertThat(run.failures()).isEmpty();
        return run.tests().started().stream()
                .map(event -> event.getTestDescriptor()
                        .getDisplayName()
                        .replaceAll("cut \\d+ of \\d+: | \\(session 1\\)", ""))
                .skip(1)
                .toList();
    }

    /** Says these lines as long as it is answered, and takes each answer as it comes. */
    private static void say(Pop3Endpoint endpoint, String... lines) {
        try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
            for (String line : lines) {
                if (client.say(line) == null) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            // Cut off, as is to be expected.
        }
    }

    @Pop3Server
    static class Login {
        @DisconnectSweepTest
        void logsIn(Pop3Endpoint endpoint) {
            say(endpoint, "AUTH LOGIN", base64("user"), base64("password"), "QUIT");
        }
    }

    @Test
    void eachSaslResponseHasItsTwoCuts() {
        assertThat(cuts(Run.of(Login.class)))
                .containsExactly(
                        "before the greeting",
                        "before AUTH LOGIN was processed",
                        "after AUTH LOGIN was processed, before its reply",
                        "before SASL response 1 was processed",
                        "after SASL response 1 was processed, before its reply",
                        "before SASL response 2 was processed",
                        "after SASL response 2 was processed, before its reply",
                        "before QUIT was processed",
                        "after QUIT was processed, before its reply");
    }

    @Pop3Server
    static class Refused {
        @DisconnectSweepTest
        void logsInInTheEnd(Pop3Endpoint endpoint) {
            say(
                    endpoint,
                    "APOP user c4c9334bac560ecc979e58001b3e22fb",
                    "AUTH NTLM",
                    "AUTH NTLM " + base64("x"),
                    "PASS password",
                    "USER user",
                    "PASS wrong",
                    "AUTH PLAIN",
                    "*",
                    "AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer expired\u0001\u0001"),
                    "",
                    "USER user",
                    "PASS password",
                    "QUIT");
        }
    }

    @Test
    void aLoginThatIsRefusedOrUnknownDoesNotShiftTheCutsBehindIt() {
        assertThat(cuts(Run.of(Refused.class))).hasSize(1 + 2 * 13);
    }

    @Pop3Server
    static class Overlong {
        @DisconnectSweepTest
        void saysTooMuch(Pop3Endpoint endpoint) {
            say(endpoint, "USER " + "x".repeat(100_000), "NOOPE", "AUTH PLAIN", "x".repeat(100_000), "QUIT");
        }
    }

    @Test
    void aLineThatIsTooLongIsAnExchange() {
        assertThat(cuts(Run.of(Overlong.class)))
                .hasSize(1 + 2 * 5)
                .contains("before the overlong line was processed", "before NOOPE was processed")
                .contains("after SASL response 1 was processed, before its reply");
    }

    static class ConnectsInTheConstructor {

        ConnectsInTheConstructor(@Pop3Server Pop3Endpoint endpoint) {
            say(endpoint, "USER user", "PASS password", "QUIT");
        }

        @DisconnectSweepTest
        void doesNothingMore() {}
    }

    @Test
    void aClientThatConnectsInTheConstructorIsCutToo() {
        assertThat(cuts(Run.of(ConnectsInTheConstructor.class))).hasSize(1 + 2 * 3);
    }

    @Pop3Server
    static class DoesNotWait {
        @DisconnectSweepTest
        void saysQuitAndIsGone(Pop3Endpoint endpoint) {
            for (int session = 0; session < 5; session++) {
                try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
                    client.begin("CAPA");
                    client.begin("QUIT");
                } catch (UncheckedIOException e) {
                    // Cut off, as is to be expected.
                }
            }
        }
    }

    @Test
    void aClientThatDoesNotWaitForTheLastReplyHasAllCutsAndReachesThem() {
        assertThat(cuts(Run.of(DoesNotWait.class))).hasSize(5 * (1 + 2 * 2));
    }

    @Pop3Server
    static class OfSingleLines {
        @DisconnectSweepTest(insideReplies = true)
        void fetches(Pop3Endpoint endpoint) {
            say(endpoint, "AUTH PLAIN " + base64("\0user\0password"), "RETR 2", "QUIT");
        }
    }

    @Test
    void aReplyOfOneLineHasNoInside() {
        assertThat(cuts(Run.of(OfSingleLines.class))).hasSize(1 + 2 * 3);
    }

    @Pop3Server(tls = Tls.EXPLICIT)
    static class Leftovers {
        @DisconnectSweepTest
        void saysMoreBehindStls(Pop3Endpoint endpoint) {
            try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
                client.begin("STLS\r\nNOOP\r\nQUIT");
                while (client.read() != null) {
                    // To the end.
                }
            } catch (UncheckedIOException e) {
                // Cut off, as is to be expected.
            }
        }
    }

    @Test
    void aHandshakeThatNeverComesHasNoCut() {
        assertThat(cuts(Run.of(Leftovers.class)))
                .containsExactly(
                        "before the greeting",
                        "before STLS was processed",
                        "after STLS was processed, before its reply");
    }

    @Pop3Server
    static class Unterminated {
        @DisconnectSweepTest(insideReplies = true)
        void asksForCapabilities(Pop3TestServer server, Pop3Endpoint endpoint) {
            server.on(Pop3Event.CAPA).always().corrupt(Corruption.missingTerminator());
            say(endpoint, "CAPA", "QUIT");
        }
    }

    @Pop3Server
    static class Followed {
        @DisconnectSweepTest(insideReplies = true)
        void asksForCapabilities(Pop3TestServer server, Pop3Endpoint endpoint) {
            server.on(Pop3Event.CAPA).always().corrupt(Corruption.extraReply("+OK"));
            say(endpoint, "CAPA", "QUIT");
        }
    }

    @Test
    void aReplyWithAnotherOneAfterItIsCutAtItsOwnTerminator() {
        assertThat(cuts(Run.of(Followed.class)))
                .hasSize(1 + 2 * 2 + 4)
                .contains(
                        "inside the reply to CAPA, before its terminator",
                        "inside the reply to CAPA, inside its terminator");
    }

    @Test
    void aReplyWithoutATerminatorIsNotCutThere() {
        assertThat(cuts(Run.of(Unterminated.class)))
                .hasSize(1 + 2 * 2 + 2)
                .noneMatch(cut -> cut.contains("terminator"));
    }

    @Pop3Server
    static class Ignored {
        @DisconnectSweepTest
        void isIgnored(Pop3TestServer server, Pop3Endpoint endpoint) {
            server.on(Pop3Event.NOOP).always().named("ignored").ignore();
            try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
                client.begin("NOOP");
                client.say("CAPA");
                client.begin("NOOP");
                client.begin("QUIT");
            } catch (UncheckedIOException e) {
                // Cut off, as is to be expected.
            }
        }
    }

    @Test
    void anIgnoredCommandIsCutLikeAnyOther() {
        assertThat(cuts(Run.of(Ignored.class))).contains("before NOOP was processed", "before QUIT was processed");
    }

    @Pop3Server
    static class ClearsFaults {
        @DisconnectSweepTest
        void clears(Pop3TestServer server, Pop3Endpoint endpoint) {
            server.clearFaults();
            say(endpoint, "QUIT");
        }
    }

    @Test
    void aTestThatRemovesTheFaultOfTheSweepIsToldSo() {
        assertThat(Run.of(ClearsFaults.class).failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining(
                                " was removed by clearFaults() or reset(): the connection was to be cut "));
    }
}
