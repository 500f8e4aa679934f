package io.github.pop3testserver.internal.x509;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;

/** A client's certificate and its private key. The common name of its subject is the user. */
public final class ClientIdentity {

    /** In a name as text (RFC 4514 section 3), where a backslash escapes. */
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=((?:[^\\\\,+]|\\\\.)*)");

    private final Identity identity;

    private ClientIdentity(Identity identity) {
        this.identity = identity;
    }

    /** From the CA whose certificates servers accept. */
    public static ClientIdentity issued(String user, Duration begin, Duration end) {
        return new ClientIdentity(Authority.trusted().issueToClient(user, begin, end));
    }

    /** From a CA that no server knows. */
    public static ClientIdentity issuedByUnknown(String user, Duration begin, Duration end) {
        return new ClientIdentity(Authority.unknown().issueToClient(user, begin, end));
    }

    public X509Certificate certificate() {
        return identity.certificate();
    }

    public KeyManager keyManager() {
        return new IdentityKeyManager(identity);
    }

    /** The user that a certificate names; empty if it names none. */
    public static String userOf(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : "";
    }
}
