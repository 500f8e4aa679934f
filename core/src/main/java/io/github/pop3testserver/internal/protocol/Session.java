package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import org.jspecify.annotations.Nullable;

/** One client's session, from the greeting to its end: a line in, a reply out. */
public final class Session {

    private final SessionContext context;
    private SessionState state;
    private @Nullable OpenMaildrop maildrop;
    private boolean hasQuit;
    private int failedLogins;
    private int badCommands;

    /**
     * A session in the AUTHORIZATION state.
     *
     * @param number which of the server's sessions this is, from 1
     * @param timestamp what APOP is to hash, different for each session
     * @param tls whether the connection is protected from its first octet
     */
    public Session(int number, Users users, ServerFeatures features, String timestamp, boolean tls) {
        this.context = new SessionContext(number, users, features, timestamp, tls, false);
        this.state = Authorization.of(context);
    }

    /** RFC 1939 section 7: a timestamp in the greeting says that APOP is taken. */
    public Response greeting() {
        ServerFeatures features = context.features();
        return Response.ok(features.greeting() + (features.apop() ? " " + context.timestamp() : ""));
    }

    /** Carries out a line, or says why not. */
    public Response onLine(CommandLine line) {
        try {
            // RFC 1939 section 3: printable characters, and SPACE between arguments; nothing else is guessed.
            if (line.hasControlCharacters()) {
                throw new Rejected("Invalid character in command.");
            }
            Outcome outcome = state.on(line);
            badCommands = 0;
            enter(outcome.next());
            return withoutUnannouncedCodes(outcome.response());
        } catch (Rejected rejected) {
            badCommands++;
            failedLogins += rejected.isLogin() ? 1 : 0;
            state = state.afterRejection();
            return withoutUnannouncedCodes(rejected.response());
        }
    }

    /** RFC 2449 section 6.4: no response code for who was not told of them; likewise RFC 3206 section 6. */
    private Response withoutUnannouncedCodes(Response response) {
        if (!response.isNegative()) {
            return response;
        }
        boolean announced = context.has("RESP-CODES")
                && (context.has("AUTH-RESP-CODE") || !response.status().startsWith("-ERR [AUTH]"));
        return announced ? response : response.withoutCode();
    }

    private void enter(SessionState next) {
        if (next == state) {
            return;
        }
        hasQuit = next == Ended.INSTANCE;
        state = next;
        if (next instanceof Transaction transaction) {
            maildrop = transaction.maildrop();
        }
    }

    /** The reply to a line that was too long to be read. */
    public Response onLineTooLong() {
        badCommands++;
        state = state.afterRejection();
        return Response.err("Line too long.");
    }

    /**
     * The line was not carried out: a fault has answered it. A rejection is one, whoever says it; and unless that was another
     * challenge, an exchange it belonged to is over.
     *
     * @param login whether the line attempts a login
     */
    public void answeredOtherwise(Response answer, boolean login) {
        failedLogins += login && answer.isNegative() ? 1 : 0;
        boolean endsExchange = state instanceof SaslDialogue && !answer.status().startsWith("+ ");
        if (answer.isNegative() || endsExchange) {
            state = state.afterRejection();
        }
    }

    /** The login that this line attempts: carrying it out opens the maildrop, or refuses to. Null if it attempts none. */
    public @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return line.hasControlCharacters() ? null : state.loginAttempt(line);
    }

    /** How many login attempts were refused, by the server or by a fault in its place. */
    public int failedLogins() {
        return failedLogins;
    }

    /** Whether the next line is no command, but the response to a challenge. */
    public boolean expectsSaslResponse() {
        return state instanceof SaslDialogue;
    }

    /** Whether the next line may be AUTH with a long initial response. */
    public boolean isBeforeLogin() {
        return state instanceof Authorization;
    }

    /** Whether the client could protect the connection, and has not yet. */
    public boolean offersStls() {
        return state.offersStls();
    }

    /** Whether the client has been told that it may send commands without waiting for replies. */
    public boolean announcesPipelining() {
        return context.has("PIPELINING");
    }

    /** What follows a reply. */
    public enum Follow {
        /** The client's next line. */
        LINE,
        /** The TLS handshake. */
        TLS,
        /** The end, since the client has said QUIT. */
        FAREWELL,
        /** The end, after too many failed logins, or bad commands in a row. */
        HANG_UP
    }

    /** What follows the reply to the last line. */
    public Follow follow() {
        if (hasQuit) {
            return Follow.FAREWELL;
        }
        if ((failedLogins > 0 || badCommands > 0) && exceedsLimits()) {
            return Follow.HANG_UP;
        }
        return startsTls() ? Follow.TLS : Follow.LINE;
    }

    /** Whether the reply to STLS was given, and the handshake is due. */
    public boolean startsTls() {
        return state instanceof TlsNegotiation;
    }

    /** The connection is protected from now on. */
    public void tlsStarted() {
        if (state instanceof TlsNegotiation negotiation) {
            state = negotiation.done();
        }
    }

    /** The maildrop that the session has opened, also after its end; null before login. */
    public @Nullable OpenMaildrop maildrop() {
        return maildrop;
    }

    /** Whether the client has said QUIT, and nothing more is to be answered. */
    public boolean hasQuit() {
        return hasQuit;
    }

    /** Whether the connection is to be closed, for too many failed logins, or bad commands in a row. */
    public boolean exceedsLimits() {
        return failedLogins >= context.features().loginAttempts()
                || badCommands >= context.features().badCommands();
    }

    /** The session ends without QUIT, and so without UPDATE (RFC 1939 section 6). */
    public void abandon() {
        state = Ended.INSTANCE;
        if (maildrop != null) {
            maildrop.abandon();
        }
    }
}
