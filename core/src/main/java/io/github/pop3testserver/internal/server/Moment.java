package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is happening in a session, for fault rules to look at.
 *
 * @param session the session's number
 * @param events what it is; a PASS, for one, is also a login and some command
 * @param line the command that was received; null for what is no command
 * @param authenticates whether {@code -ERR} would be the end of a login attempt
 * @param maildrop what the session has opened; null before login
 */
public record Moment(
        int session,
        Set<Pop3Event> events,
        @Nullable CommandLine line,
        boolean authenticates,
        @Nullable OpenMaildrop maildrop) {

    private static final Set<Pop3Event> AUTHENTICATION = EnumSet.of(Pop3Event.PASS, Pop3Event.APOP, Pop3Event.AUTH);

    /** A moment that is no command's. */
    static Moment of(Pop3Event event, int session) {
        return new Moment(session, EnumSet.of(event), null, false, null);
    }

    static Moment command(int session, CommandLine line, boolean completesLogin, @Nullable OpenMaildrop maildrop) {
        Set<Pop3Event> events = EnumSet.of(line.event(), Pop3Event.ANY_COMMAND);
        if (completesLogin) {
            events.add(Pop3Event.LOGIN);
        }
        return new Moment(session, events, line, AUTHENTICATION.contains(line.event()), maildrop);
    }

    /** A response to a challenge is no command, but the last one of an exchange is a login. */
    static Moment saslResponse(int session, boolean completesLogin) {
        Set<Pop3Event> events = EnumSet.noneOf(Pop3Event.class);
        if (completesLogin) {
            events.add(Pop3Event.LOGIN);
        }
        return new Moment(session, events, null, true, null);
    }

    /** A line that could not be read. */
    static Moment unreadableLine(int session, boolean authenticates) {
        return new Moment(session, EnumSet.noneOf(Pop3Event.class), null, authenticates, null);
    }

    public boolean is(Pop3Event event) {
        return events.contains(event);
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
