package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.OAUTHBEARER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthBearerTest {

    private final Exchange exchange = new Exchange(
            OAUTHBEARER, Registered.user("user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="));

    @Test
    void theFirstExampleOfTheRfcSucceeds() {
        exchange.plays("""
                S:
                C: n,a=user@example.com,^Ahost=server.example.com^Aport=143^Aauth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^A^A
                Success: user@example.com
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyI"
                        + "HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB",
                "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9NTg3AWF1dGg9QmVhcmVyI"
                        + "HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB"
            })
    void theOctetsOfTheRfcSucceed(String base64) {
        assertThat(exchange.after(new String(Base64.getDecoder().decode(base64), UTF_8)))
                .isEqualTo(new Success("user@example.com"));
    }

    @Test
    void theFailedExampleOfTheRfcFails() {
        exchange.plays("""
                S:
                C: n,a=user@example.com,^Ahost=server.example.com^Aport=143^Aauth=^A^A
                S: {"status":"invalid_token","schemes":"bearer","scope":"mail"}
                C: ^A
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void theExampleOfTheRfcWithAnInvalidHeaderFails() {
        exchange.plays("""
                S:
                C: n,user=someuser@example.com,^Aauth=Bearer vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg==^A^A
                S: {"status":"invalid_request","schemes":"bearer","scope":"mail"}
                C: ^A
                Failure: MALFORMED, the gs2-header holds something else than a= (RFC 5802 section 7)
                """);
    }

    @Test
    void aWrongTokenFails() {
        exchange.plays("""
                S:
                C: n,a=user@example.com,^Aauth=Bearer expired^A^A
                S: {"status":"invalid_token","schemes":"bearer","scope":"mail"}
                C: ^A
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void whateverTheClientAnswersToTheErrorItHasFailed() {
        exchange.plays("""
                S:
                C: ^A
                S: {"status":"invalid_request","schemes":"bearer","scope":"mail"}
                C: n,a=user@example.com,^Aauth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^A^A
                Failure: MALFORMED, the response does not begin with a gs2-header (RFC 5802 section 7)
                """);
    }

    @Test
    void theHeaderMayBeOfAClientThatCouldBindChannels() {
        assertThat(new Exchange(OAUTHBEARER, Registered.user("a,b", "t")).after("y,a=a=2Cb,^Aauth=beArer t^A^A"))
                .isEqualTo(new Success("a,b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "auth=Bearer t^A^A           | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "n,a=u^Aauth=Bearer t^A^A    | the response does not begin with a gs2-header (RFC 5802 section 7)",
                "p=x,a=u,^Aauth=Bearer t^A^A | channel binding is not offered (RFC 5802 section 6)",
                "n,a=u,auth=Bearer t^A^A     | no ^A follows the gs2-header (RFC 7628 section 3.1)",
                "n,a=u,^Aauth=Bearer t^A     | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "n,a=u,^A^A                  | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "n,a=u,^Ahost=h^A^A          | the response has no auth=",
                "n,a=u,^Aauth=MAC t^A^A      | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "n,a==,^Aauth=Bearer t^A^A   | a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)",
                "n,,^Aauth=Bearer t^A^A      | the user name is empty or holds characters that SASLprep prohibits (RFC 4013)"
            })
    void malformedResponsesFail(String response, String text) {
        Challenge error = (Challenge) exchange.after(response);
        assertThat(error.text()).contains("invalid_request");
        assertThat(error.respond(new byte[] {1})).isEqualTo(new Failure(Reason.MALFORMED, text));
    }
}
