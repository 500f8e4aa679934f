package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.Nullable;

/** What the server says next in an authentication exchange: a challenge or the outcome (RFC 4422 section 3). */
public sealed interface SaslStep {

    /**
     * The client must respond.
     *
     * @param text the challenge, which may be empty
     * @param handler takes the response
     * @param decided what the exchange ends with, whatever the response is; null if that is open
     */
    record Challenge(String text, Handler handler, @Nullable Failure decided) implements SaslStep {

        Challenge(String text, Handler handler) {
            this(text, handler, null);
        }

        /** The step after a response. A client's mistake leads to a failure, never to an exception. */
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
     * The client has proved who it is.
     *
     * @param username the user whose maildrop is opened: the authorization identity, usually the same user
     */
    record Success(String username) implements SaslStep {

        /** For a user with valid credentials, who may act as another user only if the server permits it. */
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
     * @param text what was wrong, without secrets, for a developer who debugs a client
     */
    record Failure(Reason reason, String text) implements SaslStep {}

    /** Why an exchange has failed. */
    enum Reason {
        /** Unknown user, wrong password, wrong proof, or rejected token. */
        CREDENTIALS,
        /** The credentials are valid, but the user may not act as the other user that it named. */
        AUTHORIZATION,
        /** The response does not follow the mechanism. */
        MALFORMED
    }
}
