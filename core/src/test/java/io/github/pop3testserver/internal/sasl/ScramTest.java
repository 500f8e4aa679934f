package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.SCRAM_SHA_1;
import static io.github.pop3testserver.internal.sasl.SaslMechanism.SCRAM_SHA_256;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScramTest {

    private static final Credentials USER = Registered.user("user", "pencil");

    /** RFC 5802 section 5. */
    private final Exchange sha1 = new Exchange(
            () -> new Scram("SHA-1", USER, "3rfcNHYJY1ZVvWVs7j", username -> octets("QSXCR+Q6sek8bf92"), 4096).start());

    /** RFC 7677 section 3. */
    private final Exchange sha256 = new Exchange(() -> new Scram(
                    "SHA-256",
                    USER,
                    "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                    username -> octets("W22ZaJ0SNY7soEsUEjb6gQ=="),
                    4096)
            .start());

    /** Quick, where no vector asks for more. */
    private static Exchange quick(String hash, Credentials credentials) {
        return new Exchange(() -> new Scram(hash, credentials, "server", username -> octets("c2FsdA=="), 2).start());
    }

    private static byte[] octets(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Test
    void theExampleOfRfc5802Succeeds() {
        sha1.plays("""
                S:
                C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
                S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
                C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=
                S: v=rmF9pqV8S7suAoZWja4dJRkFsKQ=
                C:
                Success: user
                """);
    }

    @Test
    void theExampleOfRfc7677Succeeds() {
        sha256.plays("""
                S:
                C: n,,n=user,r=rOprNGfwEbeRWgbNEkqO
                S: r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
                C: c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=
                S: v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
                C:
                Success: user
                """);
    }

    @Test
    void anythingSaidToTheServersFinalMessageIsMalformed() {
        sha1.plays("""
                S:
                C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
                S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
                C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=
                S: v=rmF9pqV8S7suAoZWja4dJRkFsKQ=
                C: STAT
                Failure: MALFORMED, the response to the server-final-message is not empty
                """);
    }

    @ParameterizedTest
    @CsvSource({"v0X8v3Bz2T0CJGbJQyF0X+HI4Tt=", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "v0X8", "''"})
    void aWrongProofIsWrongCredentials(String proof) {
        sha1.plays("""
                S:
                C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
                S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
                C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=%s
                Failure: CREDENTIALS, wrong credentials
                """.formatted(proof));
    }

    @ParameterizedTest
    @CsvSource({"v0X8v3Bz2T0CJGbJQyF0X+HI4Ts", "nonsense!", "v=AA", "\u00E4"})
    void aProofThatIsNotBase64IsMalformed(String proof) {
        sha1.plays("""
                S:
                C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
                S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
                C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=%s
                Failure: MALFORMED, the proof is not base64 (RFC 5802 section 7)
                """.formatted(proof));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c=biws,r=abcserver            | the message has no proof (RFC 5802 section 7)",
                "p=AAAA                        | the message has no proof (RFC 5802 section 7)",
                "''                            | the message has no proof (RFC 5802 section 7)",
                "r=abcserver,c=biws,p=AAAA     | the message has no c= where RFC 5802 section 7 has it",
                "r=abcserver,p=AAAA            | the message has no c= where RFC 5802 section 7 has it",
                "c=,r=abcserver,p=AAAA         | the message has no c= where RFC 5802 section 7 has it",
                "c=biws,p=AAAA                 | the message has no r= where RFC 5802 section 7 has it",
                "c=biws,x=y,r=abcserver,p=AAAA | the message has no r= where RFC 5802 section 7 has it",
                "c=biws,r=abcserver,xy,p=AAAA  | the message holds something else than attributes (RFC 5802 section 7)",
                "c=biws,r=abcserver,,p=AAAA    | the message holds something else than attributes (RFC 5802 section 7)",
                "c=biws,r=abcserver,1=y,p=AAAA | the message holds something else than attributes (RFC 5802 section 7)",
                "c=biws,r=abcserver,m=y,p=AAAA | the message asks for an unknown extension (m=, RFC 5802 section 5.1)",
                "c=biws,r=abc,p=AAAA           | the nonce is not the one of this exchange (RFC 5802 section 5.1)",
                "c=biws,r=abcserverx,p=AAAA    | the nonce is not the one of this exchange (RFC 5802 section 5.1)",
                "c=eSws,r=abcserver,p=AAAA     | c= is not the gs2-header of the first message (RFC 5802 section 6)",
                "c=biwsAAAA,r=abcserver,p=AAAA | c= is not the gs2-header of the first message (RFC 5802 section 6)"
            })
    void aMalformedSecondMessageFails(String last, String text) {
        quick("SHA-256", USER).plays("""
                S:
                C: n,,n=user,r=abc
                S: r=abcserver,s=c2FsdA==,i=2
                C: %s
                Failure: MALFORMED, %s
                """.formatted(last, text).replace("C: \n", "C:\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "n                  | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "n,                 | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "n=user,r=abc       | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "F,n,,n=user,r=abc  | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "N,,n=user,r=abc    | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "p=tls-exporter,,n=user,r=abc | channel binding is not offered (RFC 5802 section 6)",
                "n,user,n=user,r=abc | the gs2-header holds something else than a= (RFC 5802 section 7)",
                "n,a=,n=user,r=abc  | a user name is empty (RFC 5802 section 7)",
                "n,a=u=ser,n=user,r=abc | a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)",
                "n,,                | the message has no n= where RFC 5802 section 7 has it",
                "n,,r=abc,n=user    | the message has no n= where RFC 5802 section 7 has it",
                "n,,n=,r=abc        | the message has no n= where RFC 5802 section 7 has it",
                "n,,n=user          | the message has no r= where RFC 5802 section 7 has it",
                "n,,n=user,r=       | the message has no r= where RFC 5802 section 7 has it",
                "n,,n=user,x=y,r=abc | the message has no r= where RFC 5802 section 7 has it",
                "n,,n=u=2cser,r=abc | a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)",
                "n,,n=user=,r=abc   | a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)",
                "n,,n=user=3,r=abc  | a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)",
                "n,,m=new,n=user,r=abc | the message asks for an unknown extension (m=, RFC 5802 section 5.1)",
                "n,,n=user,r=abc,m=new | the message asks for an unknown extension (m=, RFC 5802 section 5.1)",
                "n,,n=user,r=abc,   | the message holds something else than attributes (RFC 5802 section 7)",
                "n,,n=user,r=abc,x= | the message holds something else than attributes (RFC 5802 section 7)",
                "n,,n=user,r=a bc   | the nonce is not printable ASCII (RFC 5802 section 7)",
                "n,,n=user,r=äbc    | the nonce is not printable ASCII (RFC 5802 section 7)",
                "n,,n=us^Aer,r=abc  | the user name is empty or holds characters that SASLprep prohibits (RFC 4013)",
                "n,,n=us^@er,r=abc  | the message has no n= where RFC 5802 section 7 has it"
            })
    void aMalformedFirstMessageFails(String first, String text) {
        assertThat(quick("SHA-256", USER).after(first)).isEqualTo(new Failure(Reason.MALFORMED, text));
    }

    @Test
    void optionalExtensionsAreIgnoredAndProven() throws GeneralSecurityException {
        assertThat(outcome("n,,", "n=user,r=abc,x=1,y==,z=a=b", "user", "pencil"))
                .isEqualTo(new Success("user"));
    }

    @Test
    void aClientThatCouldBindChannelsIsWelcome() throws GeneralSecurityException {
        assertThat(outcome("y,,", "n=user,r=abc", "user", "pencil")).isEqualTo(new Success("user"));
    }

    @Test
    void commasAndEqualsSignsInNamesAreDecoded() throws GeneralSecurityException {
        assertThat(outcome("n,a=a=2Cb=3D=3D2Cc,", "n=a=2Cb=3D=3D2Cc,r=abc", "a,b==2Cc", "pencil"))
                .isEqualTo(new Success("a,b==2Cc"));
    }

    @Test
    void onlyAnAdministratorMayActAsAnotherUser() throws GeneralSecurityException {
        assertThat(outcome("n,a=other,", "n=admin,r=abc", "admin", "pencil")).isEqualTo(new Success("other"));
        assertThat(outcome("n,a=other,", "n=user,r=abc", "user", "pencil"))
                .isEqualTo(new Failure(Reason.AUTHORIZATION, "the user may not act as another one"));
    }

    @Test
    void namesAndPasswordsArePreparedButHashedAsReceived() throws GeneralSecurityException {
        Registered registered = Registered.user("fiancée", "p\u00A0\u2168\u00AD½");
        ScramClient client = new ScramClient("SHA-256", "n,,", "n=\uFB01ance\u0301e,r=abc", "p IX1\u20442");
        assertThat(outcome(registered, client)).isEqualTo(new Success("fiancée"));
    }

    @Test
    void aPasswordThatCannotBePreparedIsWrong() throws GeneralSecurityException {
        assertThat(outcome("n,,", "n=user,r=abc", "user", "pen\u0007cil"))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @Test
    void longPasswordsAreKeysToo() throws GeneralSecurityException {
        assertThat(outcome("n,,", "n=user,r=abc", "user", "pencil".repeat(50))).isEqualTo(new Success("user"));
        assertThat(outcome("n,,", "n=user,r=abc", "user", "p".repeat(64))).isEqualTo(new Success("user"));
        assertThat(outcome("n,,", "n=user,r=abc", "user", "p".repeat(65))).isEqualTo(new Success("user"));
    }

    @Test
    void anUnknownUserLooksLikeAKnownOne() {
        Exchange exchange = new Exchange(SCRAM_SHA_256, USER);
        assertThat(salt(exchange, "nobody"))
                .hasSize("s=".length() + 24)
                .isEqualTo(salt(exchange, "nobody"))
                .isNotEqualTo(salt(exchange, "anybody"));
        assertThat(salt(exchange, "user")).hasSize("s=".length() + 24).isEqualTo(salt(exchange, "user"));

        Challenge challenge = (Challenge) exchange.after("n,,n=nobody,r=abc");
        String nonce = challenge.text().split(",", -1)[0];
        assertThat(challenge.respond(Exchange.octets("c=biws," + nonce + ",p=AAAA")))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @Test
    void theStandardSettingsAskFor4096IterationsAndANewNonceEachTime() {
        Exchange exchange = new Exchange(SCRAM_SHA_1, USER);
        String first = ((Challenge) exchange.after("n,,n=user,r=abc")).text();
        String second = ((Challenge) exchange.after("n,,n=user,r=abc")).text();
        assertThat(first).matches("r=abc\\d+\\.\\d+,s=[A-Za-z0-9+/=]+,i=4096").isNotEqualTo(second);
    }

    private static String salt(Exchange exchange, String username) {
        return ((Challenge) exchange.after("n,,n=" + username + ",r=abc"))
                .text()
                .split(",", -1)[1];
    }

    /** Of both hash functions, which is the same. */
    private static SaslStep outcome(String gs2Header, String bare, String username, String password)
            throws GeneralSecurityException {
        Credentials registered = new Registered(Map.of(username, password));
        SaslStep outcome = outcome(registered, new ScramClient("SHA-1", gs2Header, bare, password));
        assertThat(outcome(registered, new ScramClient("SHA-256", gs2Header, bare, password)))
                .isEqualTo(outcome);
        return outcome;
    }

    private static SaslStep outcome(Credentials credentials, ScramClient client) throws GeneralSecurityException {
        Challenge first = (Challenge) quick(client.hash(), credentials).after(client.first());
        SaslStep step = first.respond(Exchange.octets(client.last(first.text())));
        if (step instanceof Challenge last) {
            assertThat(last.text()).isEqualTo(client.expected(first.text()));
            return last.respond(new byte[0]);
        }
        return step;
    }
}
