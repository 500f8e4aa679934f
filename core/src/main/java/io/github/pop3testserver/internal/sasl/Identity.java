package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/**
 * Who the client says it is.
 *
 * @param authcid the authentication identity: whose credentials it has
 * @param authzid the authorization identity: whom it wants to act as
 */
record Identity(String authcid, String authzid) {

    /** Prepares both as sent (RFC 5034 section 4); no authorization identity means the authentication identity. */
    static Identity of(String authcid, String authzid) throws Refused {
        String prepared = SaslPrep.name(authcid);
        return new Identity(prepared, authzid.isEmpty() ? prepared : SaslPrep.name(authzid));
    }

    /** The outcome for right credentials. */
    Success authorized(Credentials credentials) throws Refused {
        if (!authzid.equals(authcid) && !credentials.mayActAs(authcid, authzid)) {
            throw new Refused(Reason.AUTHORIZATION, "the user may not act as another one");
        }
        return new Success(authcid, authzid);
    }
}
