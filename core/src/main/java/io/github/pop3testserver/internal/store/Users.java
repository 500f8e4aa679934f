package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.internal.sasl.SaslPrep;
import io.github.pop3testserver.model.ResponseCode;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.UidPolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users of a server, each with one maildrop, and the administrators, who have none. */
public final class Users {

    /** The number of users that a refusal names. */
    private static final int MOST_NAMED = 10;

    private final LongSupplier nanos;
    private final int mostSessions;

    /** By {@link SaslPrep#key}, like the administrators. */
    private final Map<String, StoredMaildrop> maildrops = new LinkedHashMap<>();

    /** Further names of users, each with the user's maildrop. */
    private final Map<String, StoredMaildrop> otherNames = new LinkedHashMap<>();

    private final Map<String, Secrets> administrators = new LinkedHashMap<>();
    /** A message that is added again keeps its postmark. Weak: only a message that the test holds can be added again. */
    private final Map<SeedMessage, Postmark> postmarks = new WeakHashMap<>();

    /** Whether each name that nobody has is that of a user with any password. */
    private boolean anyLogin;

    /** How many times all users were removed. */
    private int generation;

    /**
     * Starts without users.
     *
     * @param nanos the time, for login delays and lockouts
     * @param mostSessions the maximum number of sessions that one user may have at a time
     */
    public Users(LongSupplier nanos, int mostSessions) {
        this.nanos = nanos;
        this.mostSessions = mostSessions;
    }

    /**
     * Adds a user with an empty maildrop.
     *
     * @throws IllegalArgumentException if there is such a user
     */
    public StoredMaildrop add(String username, String password) {
        return add(username, new Secrets(password));
    }

    private StoredMaildrop add(String username, Secrets secrets) {
        requireNew(username);
        StoredMaildrop maildrop = new StoredMaildrop(username, secrets, generation, postmarks, nanos);
        maildrops.put(SaslPrep.key(username), maildrop);
        return maildrop;
    }

    /**
     * Adds a user who may open any maildrop.
     *
     * @throws IllegalArgumentException if there is such a user
     */
    public void addAdministrator(String name, String password) {
        requireNew(name);
        administrators.put(SaslPrep.key(name), new Secrets(password));
    }

    /**
     * Gives a user a further name. Sessions that log in with it see messages that are hidden after retrieval.
     *
     * @throws IllegalArgumentException if there is such a user
     */
    public void addName(String name, StoredMaildrop maildrop) {
        requireNew(name);
        otherNames.put(SaslPrep.key(name), maildrop);
    }

    /** From now on each name that nobody has is that of a user with any password, also after {@link #clear()}. */
    public void acceptAnyLogin() {
        anyLogin = true;
    }

    /** Whether the name is that of a user whose maildrop has not been needed. */
    private boolean isStillToCome(String username) {
        return anyLogin && maildrop(username) == null && !isAdministrator(username);
    }

    /** The maildrop of a user, who gets one if any user exists; null if there is no such user. */
    public @Nullable StoredMaildrop existingOrNew(String username) {
        return isStillToCome(username) ? add(username, Secrets.any()) : maildrop(username);
    }

    /** Whether there is a user with this name. */
    public boolean hasMaildrop(String username) {
        return maildrop(username) != null || isStillToCome(username);
    }

    /** Removes all users and administrators. */
    public void clear() {
        maildrops.values().forEach(StoredMaildrop::cancelTimers);
        maildrops.clear();
        otherNames.clear();
        administrators.clear();
        postmarks.clear();
        generation++;
    }

    private void requireNew(String name) {
        StoredMaildrop maildrop = maildrop(name);
        if (maildrop != null && !otherNames.containsKey(SaslPrep.key(name))) {
            throw nameTaken(name, maildrop.username());
        }
        if (maildrop != null || isAdministrator(name)) {
            throw nameTaken(name, SaslPrep.key(name));
        }
    }

    /** The exception for a name that a user has already, perhaps only after SASLprep. */
    public static IllegalArgumentException nameTaken(String name, String user) {
        String same = name.equals(user) ? "" : ", and SASLprep (RFC 4013) makes \"" + name + "\" the same name";
        return new IllegalArgumentException(
                "user \"" + user + "\" already exists" + same + "; each user has one maildrop, so choose another name");
    }

    /** In the order in which they were added. */
    public List<StoredMaildrop> maildrops() {
        return List.copyOf(maildrops.values());
    }

    public @Nullable StoredMaildrop maildrop(String username) {
        String key = SaslPrep.key(username);
        StoredMaildrop maildrop = maildrops.get(key);
        return maildrop == null ? otherNames.get(key) : maildrop;
    }

    public boolean isAdministrator(String name) {
        return administrators.containsKey(SaslPrep.key(name));
    }

    /** The secrets of a user or an administrator; null if there is neither with this name. */
    public @Nullable Secrets secrets(String name) {
        StoredMaildrop maildrop = maildrop(name);
        if (maildrop != null) {
            return maildrop.secrets();
        }
        return isStillToCome(name) ? Secrets.any() : administrators.get(SaslPrep.key(name));
    }

    /** Whether each maildrop supports UIDL. */
    public boolean allHaveUniqueIds() {
        return maildrops.values().stream().noneMatch(maildrop -> maildrop.uidPolicy() == UidPolicy.UNSUPPORTED);
    }

    public Duration longestLoginDelay() {
        return loginDelays().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** Rounded up: RFC 2449 section 6.5 has whole seconds, and a client that waits that long must not be too early. */
    public static long seconds(Duration loginDelay) {
        return loginDelay.plusNanos(999_999_999).toSeconds();
    }

    public boolean loginDelaysDiffer() {
        return loginDelays().distinct().count() > 1;
    }

    private Stream<Duration> loginDelays() {
        return maildrops.values().stream().map(StoredMaildrop::loginDelay);
    }

    /** Opens a user's maildrop for a session, or refuses. The reply to an unknown user is that to a wrong password. */
    public Login login(String username, boolean proven, int session) {
        StoredMaildrop maildrop = existingOrNew(username);
        if (maildrop == null) {
            return wrong(
                    isAdministrator(username)
                            ? "administrators have no maildrop"
                            : "no user \"" + username + "\"; configured: " + configured());
        }
        LoginGuard guard = maildrop.guard();
        if (guard.isLockedOut()) {
            return new Login.Refused(ResponseCode.AUTH_FAILED, "Too many failed logins.", "by lockOutAfter(...)");
        }
        if (!proven) {
            guard.failed();
            return wrong("wrong password or token for \"" + username + "\"");
        }
        if (guard.isTooSoon()) {
            return new Login.Refused(
                    ResponseCode.LOGIN_DELAY,
                    "Logins must be at least " + seconds(guard.delay()) + " seconds apart.",
                    "by loginDelay(...)");
        }
        if (maildrop.isLocked()) {
            return new Login.Refused(
                    ResponseCode.IN_USE, "Mailbox is locked by another POP3 session.", maildrop.holder());
        }
        if (maildrop.sessions().size() >= mostSessions) {
            return new Login.Refused(
                    ResponseCode.IN_USE, "Too many sessions of this user.", "by maxSessionsPerUser(...)");
        }
        guard.succeeded();
        boolean otherName = otherNames.containsKey(SaslPrep.key(username));
        return new Login.Opened(otherName ? maildrop.openUnderOtherName(session) : maildrop.open(session));
    }

    private String configured() {
        String names = Stream.concat(maildrops.keySet().stream(), otherNames.keySet().stream())
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return maildrops.size() + otherNames.size() <= MOST_NAMED ? names : names + ", ...";
    }

    private static Login wrong(String why) {
        return new Login.Refused(ResponseCode.AUTH_FAILED, "Authentication failed.", why);
    }
}
