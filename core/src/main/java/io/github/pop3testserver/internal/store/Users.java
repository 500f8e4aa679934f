package io.github.pop3testserver.internal.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The users of a server, each with one maildrop. */
public final class Users {

    private final Map<String, StoredMaildrop> maildrops = new LinkedHashMap<>();

    /**
     * Adds a user with an empty maildrop.
     *
     * @throws IllegalArgumentException if there is such a user
     */
    public StoredMaildrop add(String username, String password) {
        if (maildrops.containsKey(username)) {
            throw new IllegalArgumentException("there is a maildrop \"" + username + "\" already; each user has one");
        }
        StoredMaildrop maildrop = new StoredMaildrop(username, password);
        maildrops.put(username, maildrop);
        return maildrop;
    }

    /** In the order in which they were added. */
    public List<StoredMaildrop> maildrops() {
        return List.copyOf(maildrops.values());
    }

    public @Nullable StoredMaildrop maildrop(String username) {
        return maildrops.get(username);
    }

    /** The maildrop of a user who has given the right password; null for a wrong one, and for an unknown user alike. */
    public @Nullable StoredMaildrop authenticate(String username, byte[] password) {
        StoredMaildrop maildrop = maildrops.get(username);
        return maildrop != null && maildrop.hasPassword(password) ? maildrop : null;
    }
}
