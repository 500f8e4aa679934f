package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.Secrets;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.ResponseCode;
import org.jspecify.annotations.Nullable;

/** The AUTHORIZATION state (RFC 1939 section 4): the client must authenticate. */
final class Authorization implements SessionState {

    private final SessionContext context;

    /** The user name, if the previous command was USER. */
    private final @Nullable String username;

    private Authorization(SessionContext context, @Nullable String username) {
        this.context = context;
        this.username = username;
    }

    static Authorization of(SessionContext context) {
        return new Authorization(context, null);
    }

    @Override
    public @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return switch (line.event()) {
            case PASS -> username == null ? null : new LoginAttempt(username, "USER");
            case APOP -> Apop.loginAttempt(context, line);
            case AUTH -> SaslDialogue.loginAttempt(context, line);
            default -> null;
        };
    }

    @Override
    public Outcome logIn(String username) throws Rejected {
        return Transaction.enter(context, username, true);
    }

    @Override
    public SessionState challenged() {
        return new ForeignDialogue(context);
    }

    @Override
    public boolean offersStls() {
        return context.offersTls();
    }

    /** RFC 1939 section 7: PASS may only follow immediately after a successful USER. */
    @Override
    public SessionState afterRejection() {
        return of(context);
    }

    @Override
    public Outcome on(CommandLine line) throws Rejected {
        return switch (line.event()) {
            case CAPA -> capa(line);
            case STLS -> stls(line);
            case USER -> user(line);
            case PASS -> pass(line);
            case APOP -> Apop.login(context, line);
            case AUTH -> SaslDialogue.begin(context, line);
            case UTF8 -> utf8(line);
            case QUIT -> quit(line);
            case STAT, LIST, UIDL, TOP, RETR, DELE, NOOP, RSET -> throw new Rejected("Log in first.");
            case CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, SASL_RESPONSE, ANY_COMMAND, UNKNOWN_COMMAND ->
                throw new Rejected("Unknown command.");
        };
    }

    private Outcome capa(CommandLine line) throws Rejected {
        return new Outcome(Capabilities.capa(line, context, null), this);
    }

    private Outcome stls(CommandLine line) throws Rejected {
        Arguments.none(line);
        if (context.tls()) {
            throw new Rejected("TLS is already active.");
        }
        if (!context.offersTls()) {
            throw new Rejected("TLS support isn't enabled.");
        }
        if (context.utf8()) {
            throw new Rejected("STLS comes before UTF8."); // RFC 6856 section 2.1
        }
        return new Outcome(Response.ok("Begin TLS negotiation now."), new TlsNegotiation(context));
    }

    /** RFC 1939 section 13: the reply must not reveal whether the name is known. */
    private Outcome user(CommandLine line) throws Rejected {
        requirePlaintextAllowed();
        String name = String.join(" ", line.arguments()); // without SPACEs at the end of the line
        if (name.isEmpty()) {
            throw new Rejected("No username given.");
        }
        return new Outcome(Response.ok(""), new Authorization(context, name));
    }

    private Outcome pass(CommandLine line) throws Rejected {
        requirePlaintextAllowed();
        if (username == null) {
            throw new Rejected("No username given.");
        }
        Secrets secrets = context.users().secrets(username);
        return Transaction.enter(context, username, secrets != null && secrets.isPassword(line.argumentOctets()));
    }

    private void requirePlaintextAllowed() throws Rejected {
        if (!context.has("USER")) {
            throw new Rejected("Unknown command.");
        }
        if (!context.allowsPlaintext()) {
            throw new Rejected(
                    ResponseCode.AUTH_FAILED,
                    "Cleartext authentication disallowed on non-secure (SSL/TLS) connections.");
        }
    }

    private Outcome utf8(CommandLine line) throws Rejected {
        if (!context.has("UTF8")) {
            throw new Rejected("Unknown command.");
        }
        Arguments.none(line);
        return new Outcome(Response.ok(""), of(context.withUtf8()));
    }

    private static Outcome quit(CommandLine line) throws Rejected {
        Arguments.none(line);
        return new Outcome(Response.ok("Logging out."), Ended.INSTANCE);
    }
}
