package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.octets.Hash;
import io.github.pop3testserver.internal.sasl.SaslPrep;
import io.github.pop3testserver.internal.store.Secrets;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The APOP command (RFC 1939 section 7): the MD5 digest of the greeting's timestamp and the password. */
final class Apop {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private Apop() {}

    static Outcome login(SessionContext context, CommandLine line) throws Rejected {
        if (!context.features().apop()) {
            throw new Rejected("APOP not enabled.");
        }
        List<String> arguments = line.arguments();
        if (arguments.size() != 2) {
            throw new Rejected("Invalid parameters.");
        }
        String username = arguments.get(0);
        String digest = arguments.get(1);
        if (!MD5.matcher(digest).matches()) {
            throw new Rejected("Invalid characters in MD5 response.");
        }
        Secrets secrets = context.users().secrets(username);
        boolean proven =
                secrets != null && (secrets.acceptsAnyPassword() || isDigestOf(secrets.password(), digest, context));
        return Transaction.enter(context, username, proven);
    }

    private static boolean isDigestOf(String password, String digest, SessionContext context) {
        return SaslPrep.forms(password).stream().anyMatch(form -> digest.equals(digest(context.timestamp() + form)));
    }

    /** The login that the line attempts; null if {@link #login} would reject it before it checks the digest. */
    static @Nullable LoginAttempt loginAttempt(SessionContext context, CommandLine line) {
        List<String> arguments = line.arguments();
        return context.features().apop()
                        && arguments.size() == 2
                        && MD5.matcher(arguments.get(1)).matches()
                ? new LoginAttempt(arguments.get(0), "APOP")
                : null;
    }

    private static String digest(String text) {
        byte[] md5 = Hash.function("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(md5);
    }
}
