package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/**
 * The exchange of a mechanism that only a test knows: a fault has answered AUTH with a challenge. Another fault has to judge the
 * response.
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
