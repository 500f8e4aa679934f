package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** RFC 2449 section 8, RFC 3206 and RFC 6856 section 5: which replies have a response code, and which have none. */
class ResponseCodesTest extends StageTest {

    private static final String LOCKED = "-ERR [IN-USE] Mailbox is locked by another POP3 session.\n";

    private static String plain(String password) {
        return base64("\0user\0" + password);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String challenge) {
        return new String(Base64.getDecoder().decode(challenge.substring(2).strip()), StandardCharsets.UTF_8);
    }

    private static String apop(String greeting, String password) throws Exception {
        String timestamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
        byte[] md5 = MessageDigest.getInstance("MD5").digest((timestamp + password).getBytes(StandardCharsets.UTF_8));
        return "APOP user " + HexFormat.of().formatHex(md5);
    }

    @Test
    void aLockIsToldByPassApopAndAuthAlike() throws Exception {
        try (Stage stage = kind.open(builder -> builder.apop());
                Peer holder = stage.loggedIn();
                Peer peer = stage.connect()) {
            peer.say("USER user");
            assertThat(peer.say("PASS password")).isEqualTo(LOCKED);
            assertThat(peer.say(apop(peer.greeting(), "password"))).isEqualTo(LOCKED);
            assertThat(peer.say("AUTH PLAIN " + plain("password"))).isEqualTo(LOCKED);
            holder.say("QUIT");
            assertThat(peer.say("AUTH PLAIN " + plain("password"))).isEqualTo("+OK Logged in.\n");
        }
    }

    @Test
    void wrongCredentialsAreToldByPassApopAndAuthAlikeEvenWhileTheMaildropIsLocked() throws Exception {
        String wrong = "-ERR [AUTH] Authentication failed.\n";
        try (Stage stage = kind.open(builder -> builder.apop());
                Peer holder = stage.loggedIn();
                Peer peer = stage.connect()) {
            peer.say("USER user");
            assertThat(peer.say("PASS wrong")).isEqualTo(wrong);
            assertThat(peer.say(apop(peer.greeting(), "wrong"))).isEqualTo(wrong);
            assertThat(peer.say("AUTH PLAIN " + plain("wrong"))).isEqualTo(wrong);
            assertThat(holder.say("NOOP")).isEqualTo("+OK\n");
        }
    }

    /** fetchmail looks for these words in a failed login, and takes it for a busy maildrop. */
    @Test
    void theTextOfAWrongPasswordDoesNotSoundLikeALock() {
        try (Peer peer = stage().connect()) {
            peer.say("USER user");
            assertThat(peer.say("PASS wrong").toLowerCase(Locale.ROOT))
                    .doesNotContain("lock", "wait", "busy", "unavailable");
        }
        assertThat(LOCKED).contains("lock");
    }

    @Test
    void onlyRejectedCredentialsHaveACodeBeforeLogin() {
        stage().plays("""
                C: PASS password
                S: -ERR No username given.
                C: USER
                S: -ERR No username given.
                C: APOP user digest
                S: -ERR APOP not enabled.
                C: AUTH CRAM-MD5 AAAA
                S: -ERR CRAM-MD5 takes no initial response.
                C: AUTH PLAIN AAAA
                S: -ERR Invalid response: the response is not authzid NUL authcid NUL passwd (RFC 4616 section 2)
                C: AUTH PLAIN
                S: +\s
                C: *
                S: -ERR Authentication aborted by client.
                C: STAT
                S: -ERR Log in first.
                C: XYZZY
                S: -ERR Unknown command.
                """);
    }

    /** RFC 3206 section 4: [AUTH] makes a client ask for the password again, which would not help here. */
    @Test
    void aSaslMessageThatIsMalformedHasNoCode() {
        stage().plays("""
                C: AUTH GSSAPI
                S: -ERR Unsupported authentication mechanism.
                C: AUTH PLAIN !!!!
                S: -ERR Invalid base64 data in continued response.
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: dXNlcg
                S: -ERR Invalid base64 data in continued response.
                C: AUTH LOGIN %s
                S: + UGFzc3dvcmQ6
                C:\s
                S: -ERR Invalid response: the password is empty
                C: AUTH PLAIN %s
                S: -ERR Invalid response: the user name is empty or holds characters that SASLprep prohibits (RFC 4013)
                """.formatted(base64("user"), base64("\0\0password")));
    }

    @Test
    void aScramProofThatIsNotBase64HasNoCode() {
        try (Peer peer = stage().connect()) {
            String challenge = peer.say("AUTH SCRAM-SHA-256 " + base64("n,,n=user,r=abc"));
            String nonce = decoded(challenge).split(",", -1)[0];
            assertThat(peer.say(base64("c=biws," + nonce + ",p=no*base64")))
                    .isEqualTo("-ERR Invalid response: the proof is not base64 (RFC 5802 section 7)\n");
        }
    }

    @Test
    void anApopDigestThatIsNoneHasNoCode() {
        try (Stage stage = kind.open(builder -> builder.apop())) {
            stage.plays("""
                    C: APOP user
                    S: -ERR Invalid parameters.
                    C: APOP user digest
                    S: -ERR Invalid characters in MD5 response.
                    C: APOP user %s
                    S: -ERR Invalid characters in MD5 response.
                    """.formatted("\uFF11".repeat(32)));
        }
    }

    @Test
    void mistakesAfterLoginHaveNoCode() {
        stage().add(raw("x\n"));
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 1
                S: -ERR Message is deleted.
                C: RETR 2
                S: -ERR There's no message 2.
                C: TOP 1
                S: -ERR Message is deleted.
                C: RETR [IN-USE]
                S: -ERR Invalid message number: [IN-USE]
                C: [IN-USE] x
                S: -ERR Unknown command.
                """);
    }

    @Test
    void onlyRetrAndTopAskForUtf8Mode() {
        try (Stage international = kind.open(builder -> builder.utf8())) {
            international.add(raw("Subject: Grüße\n\n").uid("u1"));
            international.playsLoggedIn("""
                C: STAT
                S: +OK 1 20
                C: LIST 1
                S: +OK 1 20
                C: UIDL 1
                S: +OK 1 u1
                C: RETR 1
                S: -ERR [UTF8] This message has UTF-8 in its headers; send UTF8 first.
                C: TOP 1 0
                S: -ERR [UTF8] This message has UTF-8 in its headers; send UTF8 first.
                C: DELE 1
                S: +OK Marked to be deleted.
                """);
        }
    }

    @Test
    void aMessageMayBringACodeOfItsOwn() {
        stage().add(raw("x\n").unretrievable("[SYS/TEMP] try later").undeletable("[SYS/PERM] stays"));
        stage().playsLoggedIn("""
                C: RETR 1
                S: -ERR [SYS/TEMP] try later
                C: DELE 1
                S: +OK Marked to be deleted.
                C: QUIT
                S: -ERR [SYS/PERM] stays
                """);
    }

    @Test
    void withoutRespCodesNoReplyHasOneEvenToQuit() {
        try (Stage terse = kind.open(builder -> builder.utf8().withoutCapabilities("RESP-CODES"))) {
            terse.add(raw("Subject: Grüße\n\n"));
            terse.add(raw("x\n").undeletable("[SYS/PERM] stays"));
            terse.playsLoggedIn("""
                    C: RETR 1
                    S: -ERR This message has UTF-8 in its headers; send UTF8 first.
                    C: DELE 2
                    S: +OK Marked to be deleted.
                    C: QUIT
                    S: -ERR stays
                    """);
        }
    }
}
