package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.Pop3TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** APOP, UTF8, and servers that can do less than they might. */
class OptionsTest extends StageTest {

    private static String md5(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void apopIsOffUnlessAskedFor() {
        stage().plays("""
                C: APOP user c4c9334bac560ecc979e58001b3e22fb
                S: -ERR APOP not enabled.
                """);
    }

    @Test
    void apopTakesTheDigestOfTheGreetingsTimestampAndThePassword() throws Exception {
        try (Stage apop = kind.open(builder -> builder.apop());
                Peer peer = apop.connect()) {
            String greeting = peer.greeting();
            String timestamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            assertThat(timestamp).matches("<[0-9.]+@[a-z.]+>");
            apop.plays(peer, """
                    C: APOP user
                    S: -ERR Invalid parameters.
                    C: APOP user short
                    S: -ERR Invalid characters in MD5 response.
                    C: APOP user c4c9334bac560ecc979e58001b3e22f
                    S: -ERR Invalid characters in MD5 response.
                    C: APOP user C4C9334BAC560ECC979E58001B3E22FB
                    S: -ERR Invalid characters in MD5 response.
                    C: APOP user c4c9334bac560ecc979e58001b3e22fb
                    S: -ERR [AUTH] Authentication failed.
                    C: APOP nobody %1$s
                    S: -ERR [AUTH] Authentication failed.
                    C: APOP user %1$s
                    S: +OK Logged in.
                    """.formatted(md5(timestamp + "password")));
        }
    }

    @Test
    void timestampsDifferFromSessionToSession() {
        try (Stage apop = kind.open(builder -> builder.apop());
                Peer first = apop.connect();
                Peer second = apop.connect()) {
            assertThat(first.greeting()).isNotEqualTo(second.greeting());
        }
    }

    @Test
    void aTimestampThatTheTestHasChosenIsThatOfEachSession() {
        String timestamp = "<1896.697170952@dbc.mtview.ca.us>";
        try (Stage apop =
                kind.open(builder -> builder.maildrop("mrose", "tanstaaf").apop(timestamp))) {
            for (int session = 1; session <= 2; session++) {
                try (Peer peer = apop.connect()) {
                    assertThat(peer.greeting().strip()).isEqualTo("+OK POP3 server ready " + timestamp);
                    apop.plays(peer, """
                            C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
                            S: +OK Logged in.
                            C: QUIT
                            S: +OK Logging out.
                            """);
                }
            }
        }
    }

    @Test
    void apopWithoutATimestampChoosesOneAgain() {
        try (Stage apop = kind.open(builder -> builder.apop("<a@b>").apop());
                Peer peer = apop.connect()) {
            assertThat(peer.greeting()).doesNotContain("<a@b>").contains("<");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a@b", "<ab>", "<@b>", "<a@>", "<a@b@c>", "<a b@c>", "<a@b> ", "<a@\u00fc>", "<a@b>\r\n"})
    void aTimestampThatIsNoMessageIdIsRefused(String timestamp) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().apop(timestamp))
                .withMessage("an APOP timestamp must be a message-id in angle brackets (RFC 1939 section 7), but was \""
                        + timestamp
                        + "\"; give one such as <1896.697170952@dbc.mtview.ca.us>, or call apop() without one");
    }

    @Test
    void byDefaultAMessageIsSentAsItIsWhateverItsHeadersHold() {
        stage().add(raw("Subject: Rechnung für März\n\nHallo\n"));
        stage().add(raw("Subject: Gr\u00FC\u00DFe\r\n\r\n".getBytes(ISO_8859_1)));
        stage().plays("""
                C: UTF8
                S: -ERR Unknown command.
                C: UTF8 now
                S: -ERR Unknown command.
                """);
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 39 octets
                S: Subject: Rechnung für März
                S:\s
                S: Hallo
                S: .
                C: TOP 1 0
                S: +OK
                S: Subject: Rechnung für März
                S:\s
                S: .
                C: RETR 2
                S: +OK 18 octets
                S: Subject: Gr\uFFFD\uFFFDe
                S:\s
                S: .
                """);
    }

    @Test
    void aMessageWithUtf8InItsHeadersNeedsUtf8Mode() {
        try (Stage international = kind.open(builder -> builder.utf8())) {
            needsUtf8Mode(international);
        }
    }

    private static void needsUtf8Mode(Stage international) {
        international.add(raw("Subject: Grüße\n\nHallo\n"));
        international.add(raw("Subject: Hallo\n\nGrüße\n"));
        international.playsLoggedIn("""
                C: RETR 1
                S: -ERR [UTF8] This message has UTF-8 in its headers; send UTF8 first.
                C: TOP 1 0
                S: -ERR [UTF8] This message has UTF-8 in its headers; send UTF8 first.
                C: RETR 2
                S: +OK 27 octets
                S: Subject: Hallo
                S:\s
                S: Grüße
                S: .
                """);
        international.plays("""
                C: UTF8 now
                S: -ERR Noise after UTF8 command: now
                C: UTF8
                S: +OK
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: TOP 1 0
                S: +OK
                S: Subject: Grüße
                S:\s
                S: .
                C: UTF8
                S: -ERR Already logged in.
                """);
    }

    @Test
    void withoutCapabilitiesWinsOverUtf8() {
        try (Stage old = kind.open(builder -> builder.utf8().withoutCapabilities("UTF8"))) {
            old.plays("""
                    C: UTF8
                    S: -ERR Unknown command.
                    """);
        }
    }

    @Test
    void whatIsWithheldIsNeitherAnnouncedNorDone() {
        try (Stage poor = kind.open(builder -> builder.withoutCapabilities("top", "UIDL", "SASL", "USER"))) {
            poor.plays("""
                    C: CAPA
                    S: +OK Capability list follows
                    S: RESP-CODES
                    S: PIPELINING
                    S: AUTH-RESP-CODE
                    S: IMPLEMENTATION pop3-test-server
                    S: .
                    C: USER user
                    S: -ERR Unknown command.
                    C: PASS password
                    S: -ERR Unknown command.
                    C: AUTH
                    S: -ERR Unknown command.
                    """);
        }
        try (Stage poor = kind.open(builder -> builder.withoutCapabilities("CAPA", "TOP", "UIDL"))) {
            poor.add(raw("x\n"));
            poor.playsLoggedIn("""
                    C: CAPA
                    S: -ERR Unknown command.
                    C: TOP 1 0
                    S: -ERR Unknown command.
                    C: UIDL
                    S: -ERR Unknown command.
                    """);
        }
    }

    @Test
    void withoutRespCodesNoReplyHasOne() {
        try (Stage terse = kind.open(builder -> builder.withoutCapabilities("RESP-CODES"));
                Stage old = kind.open(builder -> builder.withoutCapabilities("AUTH-RESP-CODE"))) {
            String script = """
                    C: USER user
                    S: +OK
                    C: PASS wrong
                    S: -ERR Authentication failed.
                    """;
            terse.plays(script);
            old.plays(script);
        }
    }

    @Test
    void capabilitiesCanBeAnnouncedAfterLoginOnly() {
        try (Stage shy = kind.open(builder -> builder.capabilitiesAfterLogin("UIDL", "EXPIRE 30"));
                Peer peer = shy.connect()) {
            assertThat(peer.say("CAPA")).doesNotContain("UIDL").doesNotContain("EXPIRE");
            peer.say("USER user");
            peer.say("PASS password");
            assertThat(peer.say("CAPA")).endsWith("\nUIDL\nEXPIRE 30\n.\n").containsOnlyOnce("UIDL");
        }
    }

    /** RFC 2449 section 6.7: before login the smallest value of any user, after it the user's own. */
    @Test
    void aCapabilityCanHaveOtherArgumentsAfterLogin() {
        try (Stage expiring = kind.open(builder -> builder.capabilities("EXPIRE 25 USER", "TOP", "UIDL")
                .capabilitiesAfterLogin("Expire 60", "X-LATE")
                .capabilitiesAfterLogin("UIDL"))) {
            expiring.plays("""
                    C: CAPA
                    S: +OK Capability list follows
                    S: EXPIRE 25 USER
                    S: TOP
                    S: UIDL
                    S: .
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    C: CAPA
                    S: +OK Capability list follows
                    S: TOP
                    S: Expire 60
                    S: X-LATE
                    S: UIDL
                    S: .
                    """);
        }
    }

    @Test
    void anyLinesCanBeAnnounced() {
        try (Stage liar = kind.open(builder -> builder.capabilities("TOP", "EXPIRE 0", "X-ODD"))) {
            liar.plays("""
                    C: CAPA
                    S: +OK Capability list follows
                    S: TOP
                    S: EXPIRE 0
                    S: X-ODD
                    S: .
                    """);
        }
    }

    @Test
    void aMessageThatCannotBeReadIsRefusedAndTheOthersAreNot() {
        stage().add(raw("one\n").unretrievable("[SYS/PERM] cannot read this one"));
        stage().add(raw("two\n").reportedSize(-17));
        stage().playsLoggedIn("""
                C: RETR 1
                S: -ERR [SYS/PERM] cannot read this one
                C: TOP 1 0
                S: -ERR [SYS/PERM] cannot read this one
                C: LIST 2
                S: +OK 2 -17
                C: STAT
                S: +OK 2 -12
                C: RETR 2
                S: +OK -17 octets
                S: two
                S: .
                """);
    }

    @Test
    void aMessageThatCannotBeRemovedFailsTheUpdateAndTheOthersAreRemoved() {
        stage().add(raw("one\n").uid("u1"));
        stage().add(raw("two\n").uid("u2").undeletable("some deleted messages not removed"));
        stage().add(raw("three\n").uid("u3"));
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 2
                S: +OK Marked to be deleted.
                C: QUIT
                S: -ERR some deleted messages not removed
                """);
        stage().playsLoggedIn("""
                C: UIDL
                S: +OK
                S: 1 u2
                S: 2 u3
                S: .
                """);
    }

    @Test
    void anUnknownMechanismIsRefusedByTheBuilder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().authMechanisms("PLAIN", "NTLM"))
                .withMessageStartingWith("no SASL mechanism \"NTLM\"; known: PLAIN, LOGIN, CRAM-MD5");
    }
}
