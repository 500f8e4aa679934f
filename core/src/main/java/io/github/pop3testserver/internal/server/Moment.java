package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/**
 * What is happening in a session, for fault rules to look at.
 *
 * @param session the session's number
 * @param line the command that was received; null at the greeting
 * @param isLogin whether the command completes a login attempt
 * @param maildrop what the session has opened; null before login
 */
public record Moment(
        int session,
        @Nullable CommandLine line,
        boolean isLogin,
        @Nullable OpenMaildrop maildrop) {

    static Moment greeting(int session) {
        return new Moment(session, null, false, null);
    }

    public boolean is(Pop3Event event) {
        return switch (event) {
            case GREETING -> line == null;
            case LOGIN -> isLogin;
            case ANY_COMMAND -> line != null;
            default -> line != null && line.event() == event;
        };
    }

    /** The message that the command names; null if it names none that is there. */
    public @Nullable StoredMessage message() {
        if (line == null || maildrop == null) {
            return null;
        }
        int number = line.messageNumber().orElse(0);
        return maildrop.isNumber(number) ? maildrop.message(number) : null;
    }
}
