package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.SaslPrep;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import org.jspecify.annotations.Nullable;

/** One client's session, from the greeting to its end. It takes lines and returns replies. */
public final class Session {

    private final SessionContext context;
    private final int maxLoginAttempts;
    private final int maxBadCommands;
    private SessionState state;
    private @Nullable OpenMaildrop maildrop;
    private boolean hasQuit;
    private int failedLogins;
    private int badCommands;

    /**
     * A session in the AUTHORIZATION state.
     *
     * @param number the number of the session, from 1
     * @param timestamp the text that APOP hashes, different for each session; unused if the features have one
     * @param tls whether the connection uses implicit TLS
     */
    public Session(int number, Users users, ServerFeatures features, String timestamp, boolean tls) {
        String fixed = features.apopTimestamp();
        this.context = new SessionContext(number, users, features, fixed.isEmpty() ? timestamp : fixed, tls, "", false);
        this.maxLoginAttempts = features.maxLoginAttempts();
        this.maxBadCommands = features.maxBadCommands();
        this.state = Authorization.of(context);
    }

    /** RFC 1939 section 7: a timestamp in the greeting announces APOP. */
    public Response greeting() {
        ServerFeatures features = context.features();
        return Response.ok(features.greeting() + (features.apop() ? " " + context.timestamp() : ""));
    }

    /** Processes a command, or the response to a challenge. */
    public Response onLine(CommandLine line) {
        return perform(() -> {
            // RFC 1939 section 3 allows printable characters, and SPACE between arguments.
            if (line.hasControlCharacters()) {
                throw new Rejected("Invalid character in command.");
            }
            return state.on(line);
        });
    }

    /**
     * Logs the client in, whatever it has sent, unless it cancels a SASL exchange (RFC 5034 section 4). The maildrop may be
     * locked.
     */
    public Response logIn(@Nullable CommandLine line, String username) {
        if (line != null && expectsSaslResponse() && line.text().equals(SaslDialogue.CANCEL)) {
            return onLine(line);
        }
        return perform(() -> state.logIn(username));
    }

    private interface Step {
        Outcome take() throws Rejected;
    }

    private Response perform(Step step) {
        try {
            Outcome outcome = step.take();
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

    /** Only announced response codes are sent (RFC 2449 section 6.4, RFC 3206 section 6). */
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

    /** The reply to a line that is too long. */
    public Response onLineTooLong() {
        badCommands++;
        state = state.afterRejection();
        return Response.err("Line too long.");
    }

    /**
     * Something else has answered the line, so it is not processed. If the answer is {@code -ERR}, the session goes on as after a
     * rejection of its own. A SASL exchange ends unless the answer is another challenge. A challenge in answer to AUTH begins one.
     *
     * @param login whether the line attempts a login
     * @param auth whether the line is an AUTH command
     */
    public void answeredOtherwise(Response answer, boolean login, boolean auth) {
        // What judges the response of a foreign mechanism judges a login.
        boolean judged = login || state instanceof ForeignDialogue;
        failedLogins += judged && answer.isNegative() ? 1 : 0;
        boolean challenge = answer.isChallenge();
        if (answer.isNegative() || (expectsSaslResponse() && !challenge)) {
            state = state.afterRejection();
        } else if (auth && challenge) {
            state = state.challenged();
        }
    }

    /** The login that this line attempts; null if there is none. This does not change the session. */
    public @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return line.hasControlCharacters() ? null : state.loginAttempt(line);
    }

    /** How many login attempts were refused, by the server or by a fault. */
    public int failedLogins() {
        return failedLogins;
    }

    /** Whether the next line is the response to a challenge, not a command. */
    public boolean expectsSaslResponse() {
        return state.expectsResponse();
    }

    /** Whether the next line may be AUTH with a long initial response. */
    public boolean isBeforeLogin() {
        return state instanceof Authorization;
    }

    /** Whether the server supports STLS, and the client is not logged in and has not sent STLS. */
    public boolean offersStls() {
        return state.offersStls();
    }

    /** Whether CAPA lists PIPELINING, so that clients may send commands without waiting for replies. */
    public boolean announcesPipelining() {
        return context.has("PIPELINING");
    }

    /** What follows a reply. */
    public enum Follow {
        /** The client's next line. */
        LINE,
        /** The TLS handshake. */
        TLS,
        /** The end, because the client has sent QUIT. */
        FAREWELL,
        /** The end, because of too many failed logins, or too many bad commands in a row. */
        HANG_UP
    }

    /** What follows the reply to the last line. */
    public Follow follow() {
        if (hasQuit) {
            return Follow.FAREWELL;
        }
        if (exceedsLimits()) {
            return Follow.HANG_UP;
        }
        return startsTls() ? Follow.TLS : Follow.LINE;
    }

    /** Whether the TLS handshake is next, after the reply to STLS. */
    public boolean startsTls() {
        return state instanceof TlsNegotiation;
    }

    /** The TLS handshake after STLS begins. */
    public void tlsStarted() {
        if (state instanceof TlsNegotiation negotiation) {
            state = negotiation.done();
        }
    }

    /** The client has presented a certificate of this user in the TLS handshake, so it may log in by SASL EXTERNAL. */
    public void certified(String user) {
        String prepared = SaslPrep.prepared(user);
        state = Authorization.of(context.withTls().withCertified(prepared == null ? "" : prepared));
    }

    /** The maildrop of the session, also after its end; null before login. */
    public @Nullable OpenMaildrop maildrop() {
        return maildrop;
    }

    /** Whether the client has sent QUIT. The server answers nothing after it. */
    public boolean hasQuit() {
        return hasQuit;
    }

    /** Whether there were too many failed logins, or too many bad commands in a row. */
    public boolean exceedsLimits() {
        return failedLogins >= maxLoginAttempts || badCommands >= maxBadCommands;
    }

    /** Ends the session without QUIT, and so without UPDATE (RFC 1939 section 6). */
    public void abandon() {
        state = Ended.INSTANCE;
        if (maildrop != null) {
            maildrop.abandon();
        }
    }
}
