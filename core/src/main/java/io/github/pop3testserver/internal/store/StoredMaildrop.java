package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageOrder;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.UidPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One user's maildrop: messages in order of arrival, the lock (RFC 1939 section 4), and the limits for logins. */
public final class StoredMaildrop {

    private final String username;
    private final Secrets secrets;
    private final LoginGuard guard;
    private final UniqueIds uids;
    private final SessionView view = new SessionView();

    /** All messages ever seeded. Tests can inspect removed ones too. */
    private final List<StoredMessage> allMessages = new ArrayList<>();

    private List<StoredMessage> messages = new ArrayList<>();

    /** Of the current {@link #messages}; null until a session needs it. */
    private @Nullable Snapshot snapshot;

    /** The sessions that have it open: at most one, unless it is shared. */
    private final Set<OpenMaildrop> sessions = new LinkedHashSet<>(2);

    /** The test's own lock; null if the test has none. */
    private @Nullable Object testsLock;

    /** Cancels the end of the test's lock; null if only the test ends it. */
    private @Nullable Runnable cancelUnlock;

    /** Cancels the arrival of each message that is still to arrive. */
    private final Map<StoredMessage, Runnable> arrivals = new HashMap<>(2);

    /** The server's; see {@link Users}. */
    private final Map<SeedMessage, Postmark> postmarks;

    /** The number of deliveries so far. */
    private int deliveries;

    /** Of the messages that are present or scheduled. */
    private AnnouncedSizes sizes = AnnouncedSizes.NONE;

    private boolean shared;
    private int downloadLimit = Integer.MAX_VALUE;

    /** @param generation differs from that of an earlier maildrop of this user, whose unique-ids must not be reused */
    StoredMaildrop(
            String username,
            Secrets secrets,
            int generation,
            Map<SeedMessage, Postmark> postmarks,
            LongSupplier nanos) {
        this.username = username;
        this.secrets = secrets;
        this.guard = new LoginGuard(nanos);
        this.uids = new UniqueIds(username.hashCode() + generation);
        this.postmarks = postmarks;
    }

    public String username() {
        return username;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** From the next login on several sessions may have the maildrop open at a time. */
    public void share(boolean withOthers) {
        shared = withOthers;
    }

    public int downloadLimit() {
        return downloadLimit;
    }

    public void limitDownloads(int perSession) {
        downloadLimit = perSession;
    }

    /** Sessions see at most this many messages, the oldest ones. */
    public void showOldest(int messages) {
        view.showOldest(messages);
    }

    /** Sessions see at most this many messages, the newest ones. */
    public void showNewest(int messages) {
        view.showNewest(messages);
    }

    /** Whether sessions see no message that a session has retrieved before it ended with QUIT. */
    public void hideRetrieved(boolean hides) {
        view.hideRetrieved(hides);
    }

    public void order(MessageOrder order) {
        view.order(order);
    }

    public Duration loginDelay() {
        return guard.delay();
    }

    public void delayLogins(Duration between) {
        guard.delayLogins(between);
    }

    public void lockOutAfter(int failedLogins, Duration duration) {
        guard.lockOutAfter(failedLogins, duration);
    }

    LoginGuard guard() {
        return guard;
    }

    public UidPolicy uidPolicy() {
        return uids.policy();
    }

    public void uidPolicy(UidPolicy policy) {
        uids.policy(policy);
    }

    /**
     * Returns the delivery of a message, which the caller prepares, and then adds or schedules.
     *
     * @param arrival when the message will be in the maildrop
     */
    public Delivery delivery(SeedMessage seed, Instant arrival) {
        // The user's name distinguishes the messages of two maildrops. After a reset the numbers begin again.
        long number = (long) ++deliveries << 32 | Integer.toUnsignedLong(31 * username.hashCode());
        Postmark postmark = postmarks.get(seed);
        if (postmark == null) {
            postmark = new Postmark(arrival, number);
            postmarks.put(seed, postmark);
        }
        return new Delivery(seed, postmark, uids.areHashes());
    }

    /**
     * Adds messages, each with the unique-id it asks for or a generated one.
     *
     * @throws IllegalArgumentException if a unique-id is taken or asked for twice, or if the sizes are too large for STAT;
     *     then none is added
     */
    public List<StoredMessage> addAll(List<PreparedMessage> prepared) {
        return addAllAt(messages.size(), prepared);
    }

    /** As {@link #addAll}, in front of the message with this index. */
    public List<StoredMessage> addAllAt(int index, List<PreparedMessage> prepared) {
        List<StoredMessage> added = scheduleAll(prepared);
        for (StoredMessage message : added) {
            message.arrive();
        }
        messages.addAll(index, added);
        snapshot = null;
        return added;
    }

    /**
     * Remembers how to cancel the arrival of a scheduled message, which is done if the message or the whole maildrop is
     * removed.
     */
    public void expect(StoredMessage scheduled, Runnable cancel) {
        arrivals.put(scheduled, cancel);
    }

    /** The maildrop is removed. Nothing arrives in it any more, and no lock ends. */
    void cancelTimers() {
        arrivals.values().forEach(Runnable::run);
        arrivals.clear();
        stopExpectingUnlock();
    }

    /** A scheduled message arrives, unless it was removed in the meantime. */
    public void arrive(StoredMessage message) {
        arrivals.remove(message);
        if (message.arrive()) {
            messages.add(message);
            snapshot = null;
        }
    }

    /**
     * Adds a message that will arrive later, with the unique-id it asks for or a generated one.
     *
     * @throws IllegalArgumentException if the unique-id is taken, or if the sizes are too large for STAT
     */
    public StoredMessage schedule(PreparedMessage prepared) {
        return scheduleAll(List.of(prepared)).get(0);
    }

    private List<StoredMessage> scheduleAll(List<PreparedMessage> prepared) {
        Set<String> wanted = unusedUids(prepared);
        sizes = sizesWith(prepared);
        // Before the first unique-id is generated, because it must differ from all of these.
        for (String uid : wanted) {
            uids.take(uid);
        }
        List<StoredMessage> scheduled = new ArrayList<>(prepared.size());
        for (PreparedMessage each : prepared) {
            Optional<String> uid = each.seed().uid();
            scheduled.add(new StoredMessage(this, uid.isPresent() ? uid.get() : uids.next(), each));
        }
        allMessages.addAll(scheduled);
        return scheduled;
    }

    /** The unique-ids that the messages ask for. */
    private Set<String> unusedUids(List<PreparedMessage> prepared) {
        Set<String> wanted = new HashSet<>();
        for (PreparedMessage each : prepared) {
            String uid = each.seed().uid().orElse(null);
            if (uid != null && (uids.isTaken(uid) || !wanted.add(uid))) {
                throw taken(uid);
            }
        }
        return wanted;
    }

    private AnnouncedSizes sizesWith(List<PreparedMessage> prepared) {
        AnnouncedSizes sum = sizes;
        for (PreparedMessage each : prepared) {
            long size = each.announcedSize();
            try {
                sum = sum.plus(size);
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(
                        each.seed() + " with a reported size of " + size + " makes the sizes in the maildrop of \""
                                + username + "\" add up to more than 63 bits, which STAT cannot report; give it a"
                                + " reportedSize(...) nearer to zero",
                        e);
            }
        }
        return sum;
    }

    private IllegalArgumentException taken(String uid) {
        return new IllegalArgumentException("uid \"" + uid + "\" was already used in maildrop \"" + username
                + "\" and cannot be reused (RFC 1939 section 7); choose another");
    }

    /** Removes a message as another client or an administrator would. Open sessions keep its number. */
    public void remove(StoredMessage message) {
        if (message.state() == MessageState.SCHEDULED) {
            forget(message);
        }
        message.remove();
        removeGone();
    }

    /** A message has gone for good: its size no longer counts, and its unique-id may be reused. */
    private void forget(StoredMessage message) {
        Runnable cancel = arrivals.remove(message);
        if (cancel != null) {
            cancel.run();
        }
        sizes = sizes.minus(message.announcedSize());
        uids.gone(message.uid());
    }

    /** Makes a new list in one pass. The snapshots of open sessions do not change. */
    void removeGone() {
        List<StoredMessage> left = new ArrayList<>(messages.size());
        for (StoredMessage message : messages) {
            if (message.isGone()) {
                forget(message);
            } else {
                left.add(message);
            }
        }
        messages = left;
        snapshot = null;
    }

    /** The messages in the maildrop, marked ones included. */
    public List<StoredMessage> messages() {
        return List.copyOf(messages);
    }

    /** All messages ever seeded, in order of arrival. */
    public List<StoredMessage> allMessages() {
        return List.copyOf(allMessages);
    }

    /** All messages ever seeded that are now in this state. */
    public List<StoredMessage> in(MessageState state) {
        List<StoredMessage> found = new ArrayList<>();
        for (StoredMessage message : allMessages) {
            if (message.state() == state) {
                found.add(message);
            }
        }
        return found;
    }

    public boolean isLocked() {
        return testsLock != null || (!shared && !sessions.isEmpty());
    }

    /** Says who has locked it; it must be locked. */
    public String holder() {
        return testsLock == null
                ? "session " + sessions.iterator().next().session() + " has it open"
                : "the test has locked it";
    }

    /** The sessions that have it open. */
    public Set<OpenMaildrop> sessions() {
        return Set.copyOf(sessions);
    }

    /** Takes the lock for the test; it must be free. */
    public void lock(Object holder) {
        testsLock = holder;
    }

    /** Releases the test's lock if this holder has it. */
    public void unlock(Object holder) {
        if (testsLock == holder) {
            testsLock = null;
            stopExpectingUnlock();
        }
    }

    /** Remembers how to cancel the end of the test's lock, which is done if it or the whole maildrop is gone before. */
    public void expectUnlock(Runnable cancel) {
        cancelUnlock = cancel;
    }

    private void stopExpectingUnlock() {
        if (cancelUnlock != null) {
            cancelUnlock.run();
            cancelUnlock = null;
        }
    }

    /** Opens the maildrop for a session, and locks it; the lock must be free. */
    OpenMaildrop open(int session) {
        return open(session, false);
    }

    /** As {@link #open(int)}. The session also sees messages that are hidden after retrieval. */
    OpenMaildrop openUnderOtherName(int session) {
        return open(session, true);
    }

    private OpenMaildrop open(int session, boolean alsoRetrieved) {
        if (snapshot == null) {
            snapshot = new Snapshot(messages());
        }
        List<StoredMessage> shown = view.next(snapshot.messages(), alsoRetrieved);
        Snapshot seen = shown == snapshot.messages() ? snapshot : new Snapshot(shown);
        OpenMaildrop opened = new OpenMaildrop(this, session, seen, messages.size());
        sessions.add(opened);
        return opened;
    }

    void closed(OpenMaildrop session) {
        sessions.remove(session);
    }

    /** Whether sessions see the unique-ids that the messages have. */
    boolean showsOwnUniqueIds() {
        return uids.areOwn();
    }

    String uidInSession(int session, int number, StoredMessage message) {
        return uids.inSession(session, number, message);
    }
}
