package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.SaslMechanism;
import io.github.pop3testserver.internal.sasl.SaslStep;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.ResponseCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchange that AUTH begins (RFC 5034). Until it ends, each line is the response to a challenge. Only rejected
 * credentials have the response code [AUTH] (RFC 3206 section 4), because a client that gets it asks the user for
 * another password.
 */
final class SaslDialogue implements SessionState {

    /** Stands for an empty initial response, because an argument cannot be empty (RFC 5034 section 4). */
    private static final String EMPTY_RESPONSE = "=";

    static final String CANCEL = "*";
    static final String ABORTED = "Authentication aborted by client.";

    private final SessionContext context;
    private final StoredCredentials credentials;
    private final String mechanism;
    private final SaslStep.Challenge challenge;

    private SaslDialogue(
            SessionContext context, StoredCredentials credentials, String mechanism, SaslStep.Challenge challenge) {
        this.context = context;
        this.credentials = credentials;
        this.mechanism = mechanism;
        this.challenge = challenge;
    }

    private static SaslDialogue with(SaslMechanism mechanism, SessionContext context) {
        StoredCredentials credentials = new StoredCredentials(context.users(), context.certified());
        return new SaslDialogue(
                context,
                credentials,
                mechanism.mechanismName(),
                mechanism.start(credentials, context.features().rejectsTokensImmediately()));
    }

    /** The AUTH command. Without an argument it lists the mechanisms, as before RFC 2449. */
    static Outcome begin(SessionContext context, CommandLine line) throws Rejected {
        if (!context.has("SASL")) {
            throw new Rejected("Unknown command.");
        }
        List<String> arguments = line.arguments();
        if (arguments.isEmpty()) {
            return new Outcome(Response.multiLine("", context.mechanismNames()), Authorization.of(context));
        }
        if (arguments.size() > 2) {
            throw new Rejected("Noise after AUTH command.");
        }
        SaslMechanism mechanism = context.mechanism(arguments.get(0));
        if (mechanism == null) {
            throw new Rejected("Unsupported authentication mechanism.");
        }
        SaslDialogue dialogue = with(mechanism, context);
        if (arguments.size() == 1) {
            return dialogue.sendChallenge();
        }
        if (!mechanism.takesInitialResponse()) {
            throw new Rejected(mechanism.mechanismName() + " takes no initial response.");
        }
        return dialogue.proceed(dialogue.challenge.respond(decoded(initialResponse(arguments.get(1)))));
    }

    private static String initialResponse(String argument) {
        return argument.equals(EMPTY_RESPONSE) ? "" : argument;
    }

    /** The login that an AUTH command with an initial response attempts. */
    static @Nullable LoginAttempt loginAttempt(SessionContext context, CommandLine line) {
        List<String> arguments = line.arguments();
        SaslMechanism mechanism =
                arguments.size() == 2 && context.has("SASL") ? context.mechanism(arguments.get(0)) : null;
        if (mechanism == null || !mechanism.takesInitialResponse()) {
            return null;
        }
        SaslDialogue dialogue = with(mechanism, context);
        try {
            return dialogue.attempt(dialogue.challenge.respond(decoded(initialResponse(arguments.get(1)))));
        } catch (Rejected malformed) {
            return null;
        }
    }

    @Override
    public @Nullable LoginAttempt loginAttempt(CommandLine line) {
        try {
            return attempt(stepAfter(line.text()));
        } catch (Rejected malformed) {
            return null;
        }
    }

    private @Nullable LoginAttempt attempt(SaslStep step) {
        if (step instanceof SaslStep.Success success) {
            return new LoginAttempt(success.username(), mechanism);
        }
        return step instanceof SaslStep.Failure failure && failure.reason() != SaslStep.Reason.MALFORMED
                ? new LoginAttempt(credentials.wanted(), mechanism)
                : null;
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

    @Override
    public Outcome on(CommandLine line) throws Rejected {
        SaslStep step = stepAfter(line.text());
        if (line.text().equals(CANCEL)) {
            // stepAfter() has found rejected credentials: they count as a failed login, but the reply is to the
            // cancellation.
            var unused = context.users().login(credentials.lastAskedFor(), false, context.session());
            throw Rejected.login(Response.err(ABORTED));
        }
        return proceed(step);
    }

    /** The step that follows a response. This does not change the session. */
    private SaslStep stepAfter(String response) throws Rejected {
        SaslStep.Failure decided = challenge.decided();
        // Rejected credentials are a failed login, no matter how the client responds.
        if (decided != null && decided.reason() == SaslStep.Reason.CREDENTIALS) {
            return decided;
        }
        if (response.equals(CANCEL)) {
            throw new Rejected(ABORTED);
        }
        return challenge.respond(decoded(response));
    }

    private Outcome proceed(SaslStep step) throws Rejected {
        if (step instanceof SaslStep.Challenge next) {
            return new SaslDialogue(context, credentials, mechanism, next).sendChallenge();
        }
        if (step instanceof SaslStep.Success success) {
            return Transaction.enter(context, success.username(), true);
        }
        return refused((SaslStep.Failure) step);
    }

    private Outcome refused(SaslStep.Failure failure) throws Rejected {
        return switch (failure.reason()) {
            case CREDENTIALS -> Transaction.enter(context, credentials.lastAskedFor(), false);
            case AUTHORIZATION ->
                throw Rejected.login(Response.err(ResponseCode.AUTH_FAILED, "Authorization failed.")
                        .withReason(failure.text()));
            case MALFORMED -> throw new Rejected("Invalid response: " + failure.text());
        };
    }

    /** RFC 5034 section 4: a response that is not valid base64 is rejected. */
    private static byte[] decoded(String base64) throws Rejected {
        try {
            if (base64.length() % 4 == 0) {
                return Base64.getDecoder().decode(base64);
            }
        } catch (IllegalArgumentException e) {
            // Rejected below, like a response without padding, which Java would accept.
        }
        throw new Rejected("Invalid base64 data in continued response.");
    }

    private Outcome sendChallenge() {
        byte[] octets = challenge.text().getBytes(StandardCharsets.UTF_8);
        return new Outcome(Response.challenge(Base64.getEncoder().encodeToString(octets)), this);
    }
}
