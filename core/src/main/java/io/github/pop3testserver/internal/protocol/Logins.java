package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.Login;

/** Enters the TRANSACTION state for who has proven its identity, by whatever command. */
final class Logins {

    private Logins() {}

    /** Opens the maildrop of a user; whether the proof was good is judged with the rest, so that all failures count. */
    static Outcome login(SessionContext context, String username, boolean proven) throws Rejected {
        Login login = context.users().login(username, proven, context.session());
        if (login instanceof Login.Refused refused) {
            throw Rejected.login(Response.err(refused.code(), refused.text()).withReason(refused.why()));
        }
        Login.Opened opened = (Login.Opened) login;
        return new Outcome(Response.ok("Logged in."), new Transaction(context, opened.maildrop()));
    }
}
