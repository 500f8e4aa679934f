package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.CRAM_MD5;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CramMd5Test {

    private static final String DIGEST = "b913a602c7eda7a495b4e6e7334d3890";

    private static final Credentials USERS =
            new Registered(Map.of("tim", "tanstaaftanstaaf", "tim the second", "tanstaaftanstaaf", "tam", "tanstaaf"));

    /** RFC 2195 section 2. */
    private final Exchange exchange =
            new Exchange(() -> new CramMd5(USERS, "<1896.697170952@postoffice.reston.mci.net>").start());

    @Test
    void theExampleOfTheRfcSucceeds() {
        exchange.plays("""
                S: <1896.697170952@postoffice.reston.mci.net>
                C: tim b913a602c7eda7a495b4e6e7334d3890
                Success: tim
                """);
    }

    @Test
    void aUserNameMayHoldSpaces() {
        assertThat(exchange.after("tim the second " + DIGEST)).isEqualTo(new Success("tim the second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tam", "nobody", "tim "})
    void aDigestOfAnotherPasswordAndAnUnknownUserAreWrongCredentials(String username) {
        assertThat(exchange.after(username + " " + DIGEST))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @Test
    void aDigestOfAnotherChallengeIsWrong() {
        assertThat(new Exchange(CRAM_MD5, USERS).after("tim " + DIGEST))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @Test
    void aResponseWithoutASpaceIsMalformed() {
        assertThat(exchange.after(DIGEST))
                .isEqualTo(new Failure(
                        Reason.MALFORMED,
                        "the response is not a user name, a space and a digest (RFC 2195 section 2)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "b913", "B913A602C7EDA7A495B4E6E7334D3890", DIGEST + "0", "g913a602c7eda7a495b4e6e7334d3890"
            })
    void aDigestOfOtherThan32LowerCaseDigitsIsMalformed(String digest) {
        assertThat(exchange.after("tim " + digest))
                .isEqualTo(new Failure(
                        Reason.MALFORMED, "the digest is not 32 lower-case hexadecimal digits (RFC 2195 section 2)"));
    }

    @Test
    void anEmptyUserNameIsMalformed() {
        assertThat(exchange.after(" " + DIGEST))
                .isEqualTo(new Failure(
                        Reason.MALFORMED,
                        "the user name is empty or holds characters that SASLprep prohibits (RFC 4013)"));
    }

    @Test
    void everyChallengeIsAnotherMessageId() {
        String first = CRAM_MD5.start(USERS, false).text();
        String second = CRAM_MD5.start(USERS, false).text();
        assertThat(first).matches("<\\d+\\.\\d+@pop3-test-server>").isNotEqualTo(second);
    }
}
