package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/** One client's session, from the greeting to its end: a command line in, a reply out. */
public final class Session {

    private final SessionContext context;
    private final String greeting;
    private SessionState state;
    private @Nullable OpenMaildrop maildrop;

    /** @param number which of the server's sessions this is, from 1 */
    public Session(int number, Users users, Capabilities capabilities, String greeting) {
        this.context = new SessionContext(number, users, capabilities);
        this.greeting = greeting;
        this.state = Authorization.of(context);
    }

    public Response greeting() {
        return Response.ok(greeting);
    }

    /** Carries out a command, or says why not. */
    public Response onLine(CommandLine line) {
        try {
            // NUL and CR have no place in a command (RFC 1939 section 3: printable characters); nothing of it is
            // guessed.
            if (line.text().indexOf('\0') >= 0 || line.text().indexOf('\r') >= 0) {
                throw new Rejected("Invalid character in command.");
            }
            Outcome outcome = state.on(line);
            enter(outcome.next());
            return outcome.response();
        } catch (Rejected rejected) {
            forgetUsername();
            return rejected.response();
        }
    }

    /** RFC 1939 section 7: PASS is for the command immediately after USER. */
    private void forgetUsername() {
        if (state instanceof Authorization) {
            state = Authorization.of(context);
        }
    }

    private void enter(SessionState next) {
        state = next;
        if (next instanceof Transaction transaction) {
            maildrop = transaction.maildrop();
        }
    }

    /** The reply to a line that was too long to be read. */
    public Response onLineTooLong() {
        return Response.err("Line too long.");
    }

    /** Whether this command completes a login attempt. */
    public boolean isLogin(CommandLine line) {
        return line.event() == Pop3Event.PASS
                && state instanceof Authorization authorization
                && authorization.expectsPassword();
    }

    /** The maildrop that the session has opened, also after its end; null before login. */
    public @Nullable OpenMaildrop maildrop() {
        return maildrop;
    }

    /** Whether the client has said QUIT, and nothing more is to be answered. */
    public boolean hasEnded() {
        return state == Ended.INSTANCE;
    }

    /** The session ends without QUIT, and so without UPDATE (RFC 1939 section 6). */
    public void abandon() {
        state = Ended.INSTANCE;
        if (maildrop != null) {
            maildrop.abandon();
        }
    }
}
