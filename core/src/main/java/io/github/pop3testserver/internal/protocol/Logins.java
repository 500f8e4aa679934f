package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.Login;

/** The last step of every login command: it enters the TRANSACTION state. */
final class Logins {

    private Logins() {}

    /**
     * Opens the maildrop of a user. Wrong credentials are rejected here too, so that each failure is counted.
     *
     * @param proven whether the credentials are valid
     */
    static Outcome login(SessionContext context, String username, boolean proven) throws Rejected {
        Login login = context.users().login(username, proven, context.session());
        if (login instanceof Login.Refused refused) {
            throw Rejected.login(Response.err(refused.code(), refused.text()).withReason(refused.why()));
        }
        Login.Opened opened = (Login.Opened) login;
        return new Outcome(Response.ok("Logged in."), new Transaction(context, opened.maildrop()));
    }
}
