package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

    private final Exchange exchange = new Exchange(
            PLAIN,
            new Registered(Map.of("tim", "tanstaaftanstaaf", "Kurt", "xipj3plmq", "admin", "root", "Grüße", "größer")));

    @Test
    void theFirstExampleOfTheRfcSucceeds() {
        exchange.plays("""
                S:
                C: ^@tim^@tanstaaftanstaaf
                Success: tim
                """);
    }

    @Test
    void aUserMayNotActAsAnotherAsInTheSecondExampleOfTheRfc() {
        exchange.plays("""
                S:
                C: Ursel^@Kurt^@xipj3plmq
                Failure: AUTHORIZATION, the user may not act as another one
                """);
    }

    @Test
    void theUsersOwnNameAsAuthorizationIdentityIsLikeNone() {
        exchange.plays("""
                S:
                C: tim^@tim^@tanstaaftanstaaf
                Success: tim
                """);
    }

    @Test
    void whoeverMayActsAsAnotherUser() {
        exchange.plays("""
                S:
                C: tim^@admin^@root
                Success: tim
                """);
    }

    @Test
    void theWrongPasswordIsToldBeforeTheWrongAuthorization() {
        exchange.plays("""
                S:
                C: Ursel^@Kurt^@xipj3plm
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void anUnknownUserLooksLikeAWrongPassword() {
        assertThat(exchange.after("^@nobody^@root"))
                .isEqualTo(exchange.after("^@admin^@toor"))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @Test
    void textIsUtf8() {
        assertThat(exchange.after("^@Grüße^@größer")).isEqualTo(new Success("Grüße"));
        assertThat(exchange.beginning().get().respond(new byte[] {0, 'G', 'r', (byte) 0xFC, 0, 'p'}))
                .isEqualTo(new Failure(Reason.MALFORMED, "the response is not UTF-8"));
    }

    @Test
    void namesArePrepared() {
        assertThat(exchange.after("Gru\u0308ße^@Grüß\u00ADe^@größer")).isEqualTo(new Success("Grüße"));
    }

    @Test
    void namesAndPasswordsOf255OctetsAreAccepted() {
        String name = "ü".repeat(127) + "u";
        Exchange wide = new Exchange(PLAIN, Registered.user(name, name));
        assertThat(wide.after(name + "^@" + name + "^@" + name)).isEqualTo(new Success(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tim", "tim^@tanstaaftanstaaf", "^@tim^@tanstaaftanstaaf^@", "^@^@^@"})
    void aResponseWithoutExactlyTwoNulIsMalformed(String response) {
        assertThat(exchange.after(response))
                .isEqualTo(new Failure(
                        Reason.MALFORMED, "the response is not authzid NUL authcid NUL passwd (RFC 4616 section 2)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^@^@root", "admin^@^@root", "^@ad\u0007min^@root", "\u00AD^@admin^@root"})
    void aNameThatIsEmptyOrHoldsControlCharactersIsMalformed(String response) {
        assertThat(exchange.after(response))
                .isEqualTo(new Failure(
                        Reason.MALFORMED,
                        "the user name is empty or holds characters that SASLprep prohibits (RFC 4013)"));
    }

    @Test
    void anEmptyPasswordIsMalformed() {
        assertThat(new Exchange(PLAIN, Registered.user("tim", "")).after("^@tim^@"))
                .isEqualTo(new Failure(Reason.MALFORMED, "the password is empty (RFC 4616 section 2)"));
    }
}
