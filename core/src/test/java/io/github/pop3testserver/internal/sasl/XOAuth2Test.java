package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.XOAUTH2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XOAuth2Test {

    private static final Credentials USER =
            Registered.user("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");

    private final Exchange google = new Exchange(XOAUTH2, USER);
    private final Exchange microsoft = new Exchange(() -> XOAUTH2.start(USER, true));

    @Test
    void theRightTokenSucceeds() {
        google.plays("""
                S:
                C: user=someuser@example.com^Aauth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg^A^A
                Success: someuser@example.com
                """);
    }

    @Test
    void aWrongTokenIsRefusedByAChallengeWhichTheClientAnswers() {
        google.plays("""
                S:
                C: user=someuser@example.com^Aauth=Bearer expired^A^A
                S: {"status":"401","schemes":"bearer","scope":"mail"}
                C:
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void whateverTheClientAnswersToTheChallengeItHasFailed() {
        google.plays("""
                S:
                C: user=someuser@example.com^Aauth=Bearer expired^A^A
                S: {"status":"401","schemes":"bearer","scope":"mail"}
                C: user=someuser@example.com^Aauth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg^A^A
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void aWrongTokenIsRefusedAtOnceIfTheServerRejectsImmediately() {
        microsoft.plays("""
                S:
                C: user=someuser@example.com^Aauth=Bearer expired^A^A
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void aTokenOfAnotherUserIsWrong() {
        microsoft.plays("""
                S:
                C: user=nobody^Aauth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg^A^A
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void malformedResponsesAreChallengedToo() {
        google.plays("""
                S:
                C: nonsense
                S: {"status":"400","schemes":"bearer","scope":"mail"}
                C:
                Failure: MALFORMED, the response does not end with ^A^A (RFC 7628 section 3.1)
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=u^Aauth=bearer t^A^A",
                "user=u^Aauth=BEARER   t^A^A",
                "auth=Bearer t^Auser=u^A^A",
                "user=u^Avendor=x=y^Aauth=Bearer t^A^A"
            })
    void theSchemeIsOfAnyCaseAndKeysOfAnyOrder(String response) {
        assertThat(new Exchange(XOAUTH2, Registered.user("u", "t")).after(response))
                .isEqualTo(new Success("u"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "^A                              | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "user=u^Aauth=Bearer t           | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "user=u^Aauth=Bearer t^A         | the response does not end with ^A^A (RFC 7628 section 3.1)",
                "^A^A                            | the response holds something else than key=value (RFC 7628 section 3.1)",
                "user=u^A^Aauth=Bearer t^A^A     | the response holds something else than key=value (RFC 7628 section 3.1)",
                "user=u^Aauth=Bearer t^A^A^A     | the response holds something else than key=value (RFC 7628 section 3.1)",
                "u^Aauth=Bearer t^A^A            | the response holds something else than key=value (RFC 7628 section 3.1)",
                "=u^Aauth=Bearer t^A^A           | the response holds something else than key=value (RFC 7628 section 3.1)",
                "user=u^Auser=u^Aauth=Bearer t^A^A | the response holds a key twice",
                "auth=Bearer t^A^A               | the response has no user=",
                "user=u^A^A                      | the response has no auth=",
                "user=u^Aauth=t^A^A              | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=u^Aauth=Basic t^A^A        | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=u^Aauth=Bearer^A^A         | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=u^Aauth=Bearer ^A^A        | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=u^Aauth=Bearer t t^A^A     | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=u^Aauth=Bearer tö^A^A      | auth= is not Bearer and a token (RFC 6750 section 2.1)",
                "user=^Aauth=Bearer t^A^A        | the user name is empty or holds characters that SASLprep prohibits (RFC 4013)"
            })
    void malformedResponsesFail(String response, String text) {
        assertThat(microsoft.after(response)).isEqualTo(new Failure(Reason.MALFORMED, text));
    }
}
