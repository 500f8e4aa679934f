package io.github.pop3testserver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.ScramClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Whole dialogues of the SASL mechanisms, as POP3 carries them (RFC 5034 section 4). */
class MechanismsTest extends StageTest {

    private static final String XOAUTH2_REFUSAL =
            base64("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}");
    private static final String OAUTHBEARER_REFUSAL =
            base64("{\"status\":\"invalid_token\",\"schemes\":\"bearer\",\"scope\":\"mail\"}");

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a challenge line holds; the blank behind the plus has to be there. */
    private static String decoded(String challenge) {
        assertThat(challenge).startsWith("+ ").endsWith("\n");
        return new String(Base64.getDecoder().decode(challenge.substring(2).strip()), StandardCharsets.UTF_8);
    }

    private static String xoauth2(String token) {
        return base64("user=user\1auth=Bearer " + token + "\1\1");
    }

    private static String oauthBearer(String token) {
        return base64("n,a=user,\1host=localhost\1auth=Bearer " + token + "\1\1");
    }

    @Test
    void plainIsRefusedBehindItsChallengeAndCanBeTriedAgain() {
        stage().plays("""
                C: AUTH PLAIN
                S: +\s
                C: %s
                S: -ERR [AUTH] Authentication failed.
                C: AUTH PLAIN
                S: +\s
                C: %s
                S: +OK Logged in.
                """.formatted(base64("\0user\0wrong"), base64("\0user\0password")));
    }

    @Test
    void loginTakesTheUserNameAsItsInitialResponse() {
        stage().plays("""
                C: AUTH LOGIN %1$s
                S: + UGFzc3dvcmQ6
                C: %2$s
                S: -ERR [AUTH] Authentication failed.
                C: AUTH LOGIN %1$s
                S: + UGFzc3dvcmQ6
                C: %3$s
                S: +OK Logged in.
                """.formatted(base64("user"), base64("wrong"), base64("password")));
    }

    @Test
    void cramMd5ChallengesWithAMessageIdAndTakesItsKeyedDigest() {
        try (Peer peer = stage().connect()) {
            String first = peer.say("AUTH CRAM-MD5");
            assertThat(decoded(first)).matches("<[^@<> ]+@[^@<> ]+>");
            assertThat(peer.say(CramMd5Client.response(first, "user", "wrong")))
                    .isEqualTo("-ERR [AUTH] Authentication failed.\n");

            String second = peer.say("AUTH CRAM-MD5");
            assertThat(second).isNotEqualTo(first);
            assertThat(peer.say(CramMd5Client.response(second, "user", "password")))
                    .isEqualTo("+OK Logged in.\n");
            assertThat(peer.say("STAT")).isEqualTo("+OK 0 0\n");
        }
    }

    @Test
    void scramSendsItsLastWordAsAChallengeWhichTheClientAnswersWithAnEmptyLine() throws GeneralSecurityException {
        for (String hash : new String[] {"SHA-1", "SHA-256"}) {
            ScramClient client = new ScramClient(hash, "n,,", "n=user,r=abc", "password");
            try (Peer peer = stage().connect()) {
                String serverFirst = decoded(peer.say("AUTH SCRAM-" + hash + " " + base64(client.first())));
                assertThat(serverFirst).matches("r=abc[^,]+,s=[^,]+,i=4096");
                assertThat(decoded(peer.say(base64(client.last(serverFirst))))).isEqualTo(client.expected(serverFirst));
                assertThat(peer.say("")).isEqualTo("+OK Logged in.\n");
                assertThat(peer.say("STAT")).isEqualTo("+OK 0 0\n");
            }
        }
    }

    @Test
    void scramCanBeginWithAnEmptyChallenge() throws GeneralSecurityException {
        ScramClient client = new ScramClient("SHA-256", "n,,", "n=user,r=abc", "password");
        try (Peer peer = stage().connect()) {
            assertThat(peer.say("AUTH SCRAM-SHA-256")).isEqualTo("+ \n");
            String serverFirst = decoded(peer.say(base64(client.first())));
            peer.say(base64(client.last(serverFirst)));
            assertThat(peer.say("")).isEqualTo("+OK Logged in.\n");
        }
    }

    @Test
    void scramRefusesAWrongProofAndAnUnknownUserWithAPlainErr() throws GeneralSecurityException {
        for (String user : new String[] {"user", "nobody"}) {
            ScramClient client = new ScramClient("SHA-256", "n,,", "n=" + user + ",r=abc", "wrong");
            try (Peer peer = stage().connect()) {
                String serverFirst = decoded(peer.say("AUTH SCRAM-SHA-256 " + base64(client.first())));
                assertThat(peer.say(base64(client.last(serverFirst))))
                        .isEqualTo("-ERR [AUTH] Authentication failed.\n");
                assertThat(peer.say("STAT")).isEqualTo("-ERR Log in first.\n");
            }
        }
    }

    @Test
    void scramCanBeCancelledBeforeTheServersProofIsAcknowledged() throws GeneralSecurityException {
        ScramClient client = new ScramClient("SHA-1", "n,,", "n=user,r=abc", "password");
        try (Peer peer = stage().connect()) {
            String serverFirst = decoded(peer.say("AUTH SCRAM-SHA-1 " + base64(client.first())));
            peer.say(base64(client.last(serverFirst)));
            assertThat(peer.say("*")).isEqualTo("-ERR Authentication aborted by client.\n");
            assertThat(peer.say("STAT")).isEqualTo("-ERR Log in first.\n");
        }
    }

    @Test
    void scramRefusesChannelBindingWhichIsNotOffered() {
        stage().plays("""
                C: AUTH SCRAM-SHA-256-PLUS %1$s
                S: -ERR Unsupported authentication mechanism.
                C: AUTH SCRAM-SHA-256 %1$s
                S: -ERR Invalid response: channel binding is not offered (RFC 5802 section 6)
                """.formatted(base64("p=tls-server-end-point,,n=user,r=abc")));
    }

    @Test
    void xoauth2TakesATokenAtOnceOrBehindAnEmptyChallenge() {
        stage().plays("""
                C: AUTH XOAUTH2 %s
                S: +OK Logged in.
                """.formatted(xoauth2("password")));
        stage().plays("""
                C: AUTH XOAUTH2
                S: +\s
                C: %s
                S: +OK Logged in.
                C: STAT
                S: +OK 0 0
                """.formatted(xoauth2("password")));
    }

    @Test
    void xoauth2RefusesATokenByAChallengeAndGoesOnAfterTheAnswer() {
        stage().plays("""
                C: AUTH XOAUTH2
                S: +\s
                C: %1$s
                S: + %2$s
                C:\s
                S: -ERR [AUTH] Authentication failed.
                C: AUTH XOAUTH2 %1$s
                S: + %2$s
                C: *
                S: -ERR Authentication aborted by client.
                C: AUTH XOAUTH2 %3$s
                S: +OK Logged in.
                """.formatted(xoauth2("old"), XOAUTH2_REFUSAL, xoauth2("password")));
    }

    @Test
    void oauthBearerTakesATokenAtOnceOrBehindAnEmptyChallenge() {
        stage().plays("""
                C: AUTH OAUTHBEARER %s
                S: +OK Logged in.
                """.formatted(oauthBearer("password")));
        stage().plays("""
                C: AUTH OAUTHBEARER
                S: +\s
                C: %s
                S: +OK Logged in.
                C: STAT
                S: +OK 0 0
                """.formatted(oauthBearer("password")));
    }

    @Test
    void oauthBearerRefusesATokenByAChallengeThatTheClientAnswersWithControlA() {
        stage().plays("""
                C: AUTH OAUTHBEARER %1$s
                S: + %2$s
                C: AQ==
                S: -ERR [AUTH] Authentication failed.
                C: AUTH OAUTHBEARER %3$s
                S: +OK Logged in.
                """.formatted(oauthBearer("old"), OAUTHBEARER_REFUSAL, oauthBearer("password")));
    }

    @Test
    void externalAndNtlmAreUnknown() {
        stage().plays("""
                C: AUTH EXTERNAL =
                S: -ERR Unsupported authentication mechanism.
                C: AUTH NTLM
                S: -ERR Unsupported authentication mechanism.
                """);
    }
}
