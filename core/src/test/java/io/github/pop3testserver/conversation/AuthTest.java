package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** RFC 5034: the AUTH command and its exchange; the mechanisms have tests of their own. */
class AuthTest extends StageTest {

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String PLAIN = base64("\0user\0password");

    @Test
    void takesAnInitialResponse() {
        stage().plays("""
                C: AUTH PLAIN %s
                S: +OK Logged in.
                C: STAT
                S: +OK 0 0
                """.formatted(PLAIN));
    }

    @Test
    void asksForTheResponseWithAnEmptyChallengeThatKeepsItsBlank() {
        stage().plays("""
                C: auth plain
                S: +\s
                C: %s
                S: +OK Logged in.
                """.formatted(PLAIN));
    }

    @Test
    void takesAnEqualsSignForAnEmptyInitialResponse() {
        stage().plays("""
                C: AUTH PLAIN =
                S: -ERR Invalid response: the response is not authzid NUL authcid NUL passwd (RFC 4616 section 2)
                """);
    }

    @Test
    void leadsLoginThroughTwoChallenges() {
        stage().plays("""
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: %s
                S: + UGFzc3dvcmQ6
                C: %s
                S: +OK Logged in.
                """.formatted(base64("user"), base64("password")));
    }

    @Test
    void listsTheMechanismsForABareAuth() {
        stage().plays("""
                C: AUTH
                S: +OK
                S: PLAIN
                S: LOGIN
                S: CRAM-MD5
                S: SCRAM-SHA-1
                S: SCRAM-SHA-256
                S: XOAUTH2
                S: OAUTHBEARER
                S: .
                C: AUTH\s
                S: +OK
                S: PLAIN
                S: LOGIN
                S: CRAM-MD5
                S: SCRAM-SHA-1
                S: SCRAM-SHA-256
                S: XOAUTH2
                S: OAUTHBEARER
                S: .
                """);
    }

    @Test
    void takesOnlyAsciiLettersForThoseOfAMechanism() {
        stage().plays("""
                C: AUTH pla\u0131n AHVzZXIAcGFzc3dvcmQ=
                S: -ERR Unsupported authentication mechanism.
                C: AUTH plain AHVzZXIAcGFzc3dvcmQ=
                S: +OK Logged in.
                """);
    }

    @Test
    void refusesAnUnknownMechanismAndGoesOn() {
        stage().plays("""
                C: AUTH GSSAPI
                S: -ERR Unsupported authentication mechanism.
                C: AUTH PLAIN %s more
                S: -ERR Noise after AUTH command.
                C: AUTH PLAIN %s
                S: +OK Logged in.
                """.formatted(PLAIN, PLAIN));
    }

    @Test
    void isCancelledByAnAsteriskWithoutBlamingTheCredentials() {
        stage().plays("""
                C: AUTH PLAIN
                S: +\s
                C: *
                S: -ERR Authentication aborted by client.
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                """);
    }

    @Test
    void rejectsWhatIsNotBase64ByTheLetter() {
        for (String bad : new String[] {"!!!!", "=AAA", "AAA=BBB", PLAIN + "=", "AAA", "AA==AA=="}) {
            stage().plays("""
                    C: AUTH PLAIN
                    S: +\s
                    C: %s
                    S: -ERR Invalid base64 data in continued response.
                    C: AUTH PLAIN %s
                    S: -ERR Invalid base64 data in continued response.
                    """.formatted(bad, bad));
        }
    }

    @Test
    void rejectsAnInitialResponseToAMechanismThatTakesNone() {
        stage().plays("""
                C: AUTH CRAM-MD5 %s
                S: -ERR CRAM-MD5 takes no initial response.
                """.formatted(PLAIN));
    }

    @Test
    void refusesWrongCredentialsAndUnknownUsersAlike() {
        stage().plays("""
                C: AUTH PLAIN %s
                S: -ERR [AUTH] Authentication failed.
                C: AUTH PLAIN %s
                S: -ERR [AUTH] Authentication failed.
                C: AUTH PLAIN %s
                S: +OK Logged in.
                """.formatted(base64("\0user\0wrong"), base64("\0nobody\0password"), PLAIN));
    }

    @Test
    void forgetsTheUserNameBeforeIt() {
        stage().plays("""
                C: USER user
                S: +OK
                C: AUTH PLAIN
                S: +\s
                C: *
                S: -ERR Authentication aborted by client.
                C: PASS password
                S: -ERR No username given.
                """);
    }

    @Test
    void isRejectedAfterLogin() {
        stage().playsLoggedIn("""
                C: AUTH PLAIN %s
                S: -ERR Already logged in.
                """.formatted(PLAIN));
    }

    @Test
    void takesTheUserAsItsOwnAuthorizationIdentity() {
        stage().plays("""
                C: AUTH PLAIN %s
                S: +OK Logged in.
                """.formatted(base64("user\0user\0password")));
    }

    @Test
    void opensAnothersMaildropToAnAdministratorOnly() {
        try (Stage administered = kind.open(
                builder -> builder.maildrop("ann", "a").maildrop("bob", "b").administrator("root", "r"))) {
            administered.add(raw("x\n"));
            administered.plays("""
                    C: AUTH PLAIN %s
                    S: -ERR [AUTH] Authorization failed.
                    C: AUTH PLAIN %s
                    S: -ERR [AUTH] Authorization failed.
                    C: AUTH PLAIN %s
                    S: -ERR [AUTH] Authentication failed.
                    C: AUTH PLAIN %s
                    S: +OK Logged in.
                    C: STAT
                    S: +OK 1 3
                    """.formatted(
                    base64("ann\0bob\0b"), base64("eve\0root\0r"), base64("\0root\0r"), base64("ann\0root\0r")));
        }
    }

    @Test
    void refusesATokenByAChallengeFirst() {
        String refusal = base64("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}");
        stage().plays("""
                C: AUTH XOAUTH2 %s
                S: + %s
                C:\s
                S: -ERR [AUTH] Authentication failed.
                """.formatted(base64("user=user\u0001auth=Bearer old\u0001\u0001"), refusal));
    }

    @Test
    void refusesATokenAtOnceWhereAskedTo() {
        try (Stage direct = kind.open(builder -> builder.rejectTokensImmediately())) {
            direct.plays("""
                    C: AUTH XOAUTH2 %s
                    S: -ERR [AUTH] Authentication failed.
                    C: AUTH XOAUTH2 %s
                    S: +OK Logged in.
                    """.formatted(
                            base64("user=user\u0001auth=Bearer old\u0001\u0001"),
                            base64("user=user\u0001auth=Bearer password\u0001\u0001")));
        }
    }

    @Test
    void offersTheMechanismsThatItWasBuiltWith() {
        try (Stage few = kind.open(builder -> builder.authMechanisms("scram-sha-256", "PLAIN"))) {
            few.plays("""
                    C: AUTH
                    S: +OK
                    S: SCRAM-SHA-256
                    S: PLAIN
                    S: .
                    C: AUTH LOGIN
                    S: -ERR Unsupported authentication mechanism.
                    """);
        }
    }

    @Test
    void offersNoPlaintextBeforeTlsWhereTlsIsRequired() {
        assumeThat(kind.isSecured()).isFalse();
        try (Stage strict = kind.open(builder -> builder.requireTlsForPlaintextLogin())) {
            strict.plays("""
                    C: AUTH
                    S: +OK
                    S: CRAM-MD5
                    S: SCRAM-SHA-1
                    S: SCRAM-SHA-256
                    S: .
                    C: AUTH PLAIN %s
                    S: -ERR Unsupported authentication mechanism.
                    C: USER user
                    S: -ERR [AUTH] Cleartext authentication disallowed on non-secure (SSL/TLS) connections.
                    """.formatted(PLAIN));
            try (Peer peer = strict.connect()) {
                assertThat(peer.say("CAPA"))
                        .contains("\nSASL CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256\n")
                        .doesNotContain("USER");
            }
        }
    }
}
