package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;

/** A client's mistake. It has no stack trace; {@link SaslStep.Challenge#respond} turns it into a failure. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String text;

    Refused(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
        this.text = text;
    }

    static Refused malformed(String text) {
        return new Refused(Reason.MALFORMED, text);
    }

    /** An unknown user and a wrong password look the same to the client (RFC 4422 section 6.3). */
    static Refused credentials() {
        return new Refused(Reason.CREDENTIALS, "wrong credentials");
    }

    Failure failure() {
        return new Failure(reason, text);
    }
}
