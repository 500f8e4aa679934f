package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/** LOGIN (draft-murchison-sasl-login): the user name, then the password. Obsolete, but widely used. */
final class Login {

    private final Credentials credentials;

    Login(Credentials credentials) {
        this.credentials = credentials;
    }

    /** The prompts that clients expect. The draft has others (section 2.2). */
    Challenge start() {
        return new Challenge("Username:", this::onUsername);
    }

    private SaslStep onUsername(byte[] response) throws Refused {
        String username = ClientText.name(ClientText.utf8(response));
        return new Challenge("Password:", password -> onPassword(username, password));
    }

    private SaslStep onPassword(String username, byte[] password) throws Refused {
        if (password.length == 0) {
            throw Refused.malformed("the password is empty");
        }
        if (!credentials.acceptsPassword(username, password)) {
            throw Refused.credentials();
        }
        return new Success(username);
    }
}
