package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/**
 * The exchange of a mechanism that the session does not know. The challenge came from elsewhere, and what judges the response
 * calls {@link Session#logIn}. A response that comes here was not accepted.
 */
final class ForeignDialogue implements SessionState {

    private final SessionContext context;

    ForeignDialogue(SessionContext context) {
        this.context = context;
    }

    @Override
    public Outcome on(CommandLine line) throws Rejected {
        throw new Rejected(
                line.text().equals(SaslDialogue.CANCEL)
                        ? SaslDialogue.ABORTED
                        : "Unsupported authentication mechanism.");
    }

    @Override
    public Outcome logIn(String username) throws Rejected {
        return Transaction.enter(context, username, true);
    }

    @Override
    public boolean expectsResponse() {
        return true;
    }

    /** RFC 5034 section 4: the session goes on as if there had been no AUTH. */
    @Override
    public SessionState afterRejection() {
        return Authorization.of(context);
    }
}
