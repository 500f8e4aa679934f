package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.Nullable;

/** What the server says next in an authentication exchange: a challenge, or the outcome (RFC 4422 section 3). */
public sealed interface SaslStep {

    /**
     * The client has to respond.
     *
     * @param text the challenge, which may be empty
     * @param handler takes the response
     * @param decided what the exchange ends with, whatever the response is; null if that is open
     */
    record Challenge(String text, Handler handler, @Nullable Failure decided) implements SaslStep {

        Challenge(String text, Handler handler) {
            this(text, handler, null);
        }

        /** What a response leads to. A client's mistake leads to a failure, never to an exception. */
        public SaslStep respond(byte[] response) {
            try {
                return handler.on(response);
            } catch (Refused refused) {
                return refused.failure();
            }
        }
    }

    /** Takes the response to one challenge. */
    @FunctionalInterface
    interface Handler {

        SaslStep on(byte[] response) throws Refused;
    }

    /**
     * The client is who it says it is.
     *
     * @param username whose maildrop is opened: the authorization identity, which is mostly the user itself
     */
    record Success(String username) implements SaslStep {

        /** For a user with valid credentials, who may act as another one only if the server permits it. */
        static Success of(String authcid, String authzid, Credentials credentials) throws Refused {
            if (!authzid.equals(authcid) && !credentials.mayActAs(authcid, authzid)) {
                throw new Refused(Reason.AUTHORIZATION, "the user may not act as another one");
            }
            return new Success(authzid);
        }
    }

    /**
     * The exchange has failed.
     *
     * @param text what was wrong, for a developer who debugs a client; without secrets
     */
    record Failure(Reason reason, String text) implements SaslStep {}

    /** Why an exchange has failed. */
    enum Reason {
        /** Unknown user, wrong password, wrong proof, token not accepted. */
        CREDENTIALS,
        /** The credentials are valid, but do not permit the user to act as the other one that it named. */
        AUTHORIZATION,
        /** The response is not what the mechanism prescribes. */
        MALFORMED
    }
}
