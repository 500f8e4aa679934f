package io.github.pop3testserver.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The mechanisms that the JDK has a client for. */
class JdkClientTest {

    @ParameterizedTest
    @CsvSource({
        "PLAIN, user, pencil",
        "PLAIN, Grüße, größer",
        "CRAM_MD5, user, pencil",
        "CRAM_MD5, Grüße an alle, größer"
    })
    void theJdksClientSucceeds(SaslMechanism mechanism, String username, String password) throws SaslException {
        assertThat(outcome(mechanism, null, username, password, Registered.user(username, password)))
                .isEqualTo(new Success(username));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "CRAM_MD5"})
    void theJdksClientFailsWithAWrongPassword(SaslMechanism mechanism) throws SaslException {
        assertThat(outcome(mechanism, null, "user", "pen", Registered.user("user", "pencil")))
                .isEqualTo(new Failure(Reason.CREDENTIALS, "wrong credentials"));
    }

    @ParameterizedTest
    @CsvSource({"admin, other", "admin, admin"})
    void theJdksClientActsAsAnotherUser(String username, String authzid) throws SaslException {
        assertThat(outcome(SaslMechanism.PLAIN, authzid, username, "root", Registered.user("admin", "root")))
                .isEqualTo(new Success(authzid));
    }

    private static SaslStep outcome(
            SaslMechanism mechanism,
            @Nullable String authzid,
            String username,
            String password,
            Credentials credentials)
            throws SaslException {
        String[] mechanisms = {mechanism.mechanismName()};
        SaslClient client =
                Sasl.createSaslClient(mechanisms, authzid, "pop", "host", Map.of(), answering(username, password));
        SaslStep step = mechanism.start(credentials, false);
        while (step instanceof Challenge challenge) {
            step = challenge.respond(client.evaluateChallenge(Exchange.octets(challenge.text())));
        }
        assertThat(client.isComplete()).isTrue();
        return step;
    }

    private static CallbackHandler answering(String username, String password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(username);
                } else if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                }
            }
        };
    }
}
