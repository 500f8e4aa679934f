package io.github.pop3testserver.internal.store;

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
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One user's maildrop: messages in order of arrival, the lock (RFC 1939 section 4), and what a login has to overcome. */
public final class StoredMaildrop {

    private final String username;
    private final Secrets secrets;
    private final LoginGuard guard;
    private final UniqueIds uids;

    /** All that were ever seeded: what was removed stays inspectable. */
    private final List<StoredMessage> allMessages = new ArrayList<>();

    private List<StoredMessage> messages = new ArrayList<>();

    /** Of {@link #messages} as they are; null until a session asks. */
    private @Nullable Snapshot snapshot;

    /** The sessions that have it open: one at the most, unless it is shared. */
    private final Set<OpenMaildrop> sessions = new LinkedHashSet<>(2);

    /** The test's own lock; null if the test has none. */
    private @Nullable Object testsLock;

    /** What calls off the arrival of each message that is still to arrive. */
    private final Map<StoredMessage, Runnable> arrivals = new HashMap<>(2);

    /** The server's; see {@link Users}. */
    private final Map<SeedMessage, Postmark> postmarks;

    /** How many there were. */
    private int deliveries;

    /** Of the messages that are there, or will be. */
    private AnnouncedSizes sizes = AnnouncedSizes.NONE;

    private boolean shared;
    private int downloadLimit = Integer.MAX_VALUE;

    /** @param generation differs from that of an earlier maildrop of this user, whose unique-ids must not come again */
    StoredMaildrop(
            String username,
            String password,
            int generation,
            Map<SeedMessage, Postmark> postmarks,
            LongSupplier nanos) {
        this.username = username;
        this.secrets = new Secrets(password);
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
     * The delivery of a message that is to be composed, and then added or scheduled.
     *
     * @param arrival when the message will be in the maildrop
     */
    public Delivery delivery(SeedMessage seed, Instant arrival) {
        // The user's name tells the messages of two maildrops apart. After a reset the numbers begin again.
        long number = (long) ++deliveries << 32 | Integer.toUnsignedLong(31 * username.hashCode());
        Postmark postmark = postmarks.computeIfAbsent(seed, first -> new Postmark(arrival, number));
        return new Delivery(seed, postmark, uids.areHashes());
    }

    /**
     * Adds messages, each with the unique-id it asks for or one of ours.
     *
     * @throws IllegalArgumentException if a unique-id is taken or asked for twice, or if the sizes are too large for STAT;
     *     then none is added
     */
    public List<StoredMessage> addAll(List<PreparedMessage> prepared) {
        List<StoredMessage> added = scheduleAll(prepared);
        added.forEach(this::arrive);
        return added;
    }

    /**
     * A message that was scheduled will arrive unless that is called off, as it is when the message or the whole maildrop
     * goes.
     */
    public void expect(StoredMessage scheduled, Runnable callOff) {
        arrivals.put(scheduled, callOff);
    }

    /** The maildrop is forgotten: nothing arrives any more. */
    void callOffArrivals() {
        arrivals.values().forEach(Runnable::run);
        arrivals.clear();
    }

    /** A message that was scheduled is there, unless it was removed meanwhile. */
    public void arrive(StoredMessage message) {
        arrivals.remove(message);
        if (message.arrive()) {
            messages.add(message);
            snapshot = null;
        }
    }

    /**
     * A message that is still to arrive, with the unique-id it asks for or one of ours.
     *
     * @throws IllegalArgumentException if the unique-id is taken, or if the sizes are too large for STAT
     */
    public StoredMessage schedule(PreparedMessage prepared) {
        return scheduleAll(List.of(prepared)).get(0);
    }

    private List<StoredMessage> scheduleAll(List<PreparedMessage> prepared) {
        Set<String> wanted = unusedUids(prepared);
        sizes = sizesWith(prepared);
        // All of them before the first of ours is made, which must be none of them.
        wanted.forEach(uids::take);
        List<StoredMessage> scheduled = new ArrayList<>(prepared.size());
        for (PreparedMessage each : prepared) {
            String uid = each.seed().uid().orElseGet(uids::next);
            scheduled.add(new StoredMessage(this, uid, each));
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
        return new IllegalArgumentException(
                "the maildrop of \"" + username + "\" has had a message with the unique-id \"" + uid
                        + "\" already (RFC 1939 section 7: a unique-id is not used again); give this one another uid");
    }

    /** Removes a message as another client or an administrator would; its number in an open session stays taken. */
    public void remove(StoredMessage message) {
        if (message.state() == MessageState.SCHEDULED) {
            forget(message);
        }
        message.remove();
        removeGone();
    }

    /** A message will be in the maildrop no more: its size counts no longer, and its unique-id may come again. */
    private void forget(StoredMessage message) {
        Runnable callOff = arrivals.remove(message);
        if (callOff != null) {
            callOff.run();
        }
        sizes = sizes.minus(message.announcedSize());
        uids.gone(message.uid());
    }

    /** One pass whatever the number of messages; a session's snapshot of the list stays what it is. */
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

    /** All messages ever seeded that are in a state now. */
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

    /** Who keeps others from opening it; it must be locked. */
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

    /** Gives the test's lock back if this holder has it. */
    public void unlock(Object holder) {
        if (testsLock == holder) {
            testsLock = null;
        }
    }

    /** Takes the snapshot that a session works on, and the lock for it; the lock must be free. */
    OpenMaildrop open(int session) {
        if (snapshot == null) {
            snapshot = new Snapshot(messages());
        }
        OpenMaildrop opened = new OpenMaildrop(this, session, snapshot);
        sessions.add(opened);
        return opened;
    }

    void closed(OpenMaildrop session) {
        sessions.remove(session);
    }

    /** Whether sessions are told the unique-ids that messages have, and no others. */
    boolean tellsOwnUniqueIds() {
        return uids.areOwn();
    }

    String uidInSession(int session, int number, StoredMessage message) {
        return uids.inSession(session, number, message);
    }
}
