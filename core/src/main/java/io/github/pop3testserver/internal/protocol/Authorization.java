package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.ResponseCode;
import org.jspecify.annotations.Nullable;

/** The AUTHORIZATION state (RFC 1939 section 4): the client has to say who it is. */
final class Authorization implements SessionState {

    private final SessionContext context;

    /** What the USER command just before has named. */
    private final @Nullable String username;

    private Authorization(SessionContext context, @Nullable String username) {
        this.context = context;
        this.username = username;
    }

    static Authorization of(SessionContext context) {
        return new Authorization(context, null);
    }

    /** Whether PASS would complete a login attempt now. */
    boolean expectsPassword() {
        return username != null;
    }

    @Override
    public Outcome on(CommandLine line) throws Rejected {
        return switch (line.event()) {
            case CAPA -> capa(line);
            case USER -> user(line);
            case PASS -> pass(line);
            case QUIT -> quit(line);
            case STAT, LIST, UIDL, TOP, RETR, DELE, NOOP, RSET -> throw new Rejected("Log in first.");
            case GREETING, LOGIN, ANY_COMMAND, UNKNOWN_COMMAND -> throw new Rejected("Unknown command.");
        };
    }

    private Outcome capa(CommandLine line) throws Rejected {
        return new Outcome(context.capabilities().reply(line), this);
    }

    /** RFC 1939 section 13: an unknown name is not told from a known one. */
    private Outcome user(CommandLine line) throws Rejected {
        String name = line.argument().stripTrailing();
        if (name.isEmpty()) {
            throw new Rejected("No username given.");
        }
        return new Outcome(Response.ok(""), new Authorization(context, name));
    }

    private Outcome pass(CommandLine line) throws Rejected {
        if (username == null) {
            throw new Rejected("No username given.");
        }
        StoredMaildrop maildrop = context.users().authenticate(username, line.argumentOctets());
        if (maildrop == null) {
            throw new Rejected(ResponseCode.AUTH_FAILED, "Authentication failed.");
        }
        OpenMaildrop opened = maildrop.open(context.session());
        if (opened == null) {
            throw new Rejected(ResponseCode.IN_USE, "Mailbox is locked by another POP3 session.");
        }
        return new Outcome(Response.ok("Logged in."), new Transaction(context, opened));
    }

    private static Outcome quit(CommandLine line) throws Rejected {
        Arguments.none(line);
        return new Outcome(Response.ok("Logging out."), Ended.INSTANCE);
    }
}
