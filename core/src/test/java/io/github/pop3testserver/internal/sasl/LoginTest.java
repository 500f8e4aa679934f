package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.LOGIN;

import org.junit.jupiter.api.Test;

class LoginTest {

    /** draft-murchison-sasl-login section 2.3. */
    private final Exchange exchange = new Exchange(LOGIN, Registered.user("tim", "tanstaaftanstaaf"));

    @Test
    void theUserNameIsAskedForAndThenThePassword() {
        exchange.plays("""
                S: Username:
                C: tim
                S: Password:
                C: tanstaaftanstaaf
                Success: tim
                """);
    }

    @Test
    void aWrongPasswordFails() {
        exchange.plays("""
                S: Username:
                C: tim
                S: Password:
                C: TANSTAAF
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void anUnknownUserIsAskedForAPasswordToo() {
        exchange.plays("""
                S: Username:
                C: nobody
                S: Password:
                C: tanstaaftanstaaf
                Failure: CREDENTIALS, wrong credentials
                """);
    }

    @Test
    void anEmptyUserNameIsMalformed() {
        exchange.plays("""
                S: Username:
                C:
                Failure: MALFORMED, the user name is empty or holds characters that SASLprep prohibits (RFC 4013)
                """);
    }

    @Test
    void anEmptyPasswordIsMalformed() {
        new Exchange(LOGIN, Registered.user("tim", "")).plays("""
                S: Username:
                C: tim
                S: Password:
                C:
                Failure: MALFORMED, the password is empty
                """);
    }
}
