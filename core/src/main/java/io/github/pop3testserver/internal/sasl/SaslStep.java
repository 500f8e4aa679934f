package io.github.pop3testserver.internal.sasl;

/** What the server says next in an authentication exchange: a challenge, or the outcome (RFC 4422 section 3). */
public sealed interface SaslStep {

    /**
     * The client has to respond.
     *
     * @param text the challenge, which may be empty
     * @param decisive whether the response to it is the one that the client's credentials are judged by
     * @param next who takes the response
     */
    record Challenge(String text, boolean decisive, SaslServer next) implements SaslStep {

        /** The credentials are judged later, or have been judged. */
        static Challenge of(String text, Stage next) {
            return new Challenge(text, false, response -> next.answer(response));
        }

        /** The response has the credentials in it, or the last of them. */
        static Challenge decisive(String text, Stage next) {
            return new Challenge(text, true, response -> next.answer(response));
        }
    }

    /**
     * The client is who it says it is.
     *
     * @param username the authentication identity: whose credentials they were
     * @param authorizedAs the authorization identity: whose maildrop is opened; mostly the same
     */
    record Success(String username, String authorizedAs) implements SaslStep {

        static Success of(String username) {
            return new Success(username, username);
        }
    }

    /**
     * The exchange has failed.
     *
     * @param text what was wrong, in words for whoever debugs a client; without secrets
     */
    record Failure(Reason reason, String text) implements SaslStep {}

    /** Why an exchange has failed. */
    enum Reason {
        /** Unknown user, wrong password, wrong proof, token not accepted. */
        CREDENTIALS,
        /** The credentials are right, but they do not permit to act as the user that was asked for. */
        AUTHORIZATION,
        /** The response is not what the mechanism prescribes. */
        MALFORMED
    }
}
