package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.internal.store.Delivery;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.PreparedMessage;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Transcript;
import io.github.pop3testserver.model.UidPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * One user's maildrop, as the test holds it: it adds messages, and sees what clients have done to them. A handle on the
 * server's own maildrop: each call tells how things are now. Safe from any thread, and after the server's end.
 */
public final class Maildrop {

    private final ServerContext context;
    private final String username;

    Maildrop(ServerContext context, String username) {
        this.context = context;
        this.username = username;
    }

    /** On the loop. */
    StoredMaildrop stored() {
        StoredMaildrop stored = context.users().maildrop(username);
        if (stored == null) {
            throw new IllegalStateException("the maildrop of \"" + username + "\" was added after the server's start,"
                    + " and server.reset() has taken it away; add it again with server.addMaildrop(\"" + username
                    + "\", password)");
        }
        return stored;
    }

    /** On the loop of the server that asks, which has to be the maildrop's own. */
    StoredMaildrop storedIn(ServerContext server) {
        if (context.loop() != server.loop()) {
            throw new IllegalArgumentException(this + " is a maildrop of another server");
        }
        return stored();
    }

    public String username() {
        return username;
    }

    public String password() {
        return context.loop().call(() -> stored().secrets().password());
    }

    /**
     * From now on logins need another password; sessions that are open go on.
     *
     * @throws IllegalArgumentException if no client could send it: if it holds CR, LF or NUL
     */
    public Maildrop changePassword(String password) {
        Check.password(password);
        return with(() -> stored().secrets().changePassword(password));
    }

    /**
     * From now on this OAuth access token is good, for XOAUTH2 and OAUTHBEARER. Until the first call of this or of
     * {@link #expireToken} the password is a good token, too.
     *
     * @throws IllegalArgumentException if no client could send it: unless it is of printable ASCII without spaces
     */
    public Maildrop acceptToken(String token) {
        Check.token(token);
        return with(() -> stored().secrets().acceptToken(token));
    }

    /**
     * From now on this OAuth access token is refused, whether or not it was good before.
     *
     * @throws IllegalArgumentException if no client could send it: unless it is of printable ASCII without spaces
     */
    public Maildrop expireToken(String token) {
        Check.token(token);
        return with(() -> stored().secrets().expireToken(token));
    }

    /** Logins that follow the last one more quickly are answered by {@code -ERR [LOGIN-DELAY]} (RFC 2449 section 8.1.1). */
    public Maildrop loginDelay(Duration between) {
        Duration delay = Check.positive(between, "a login delay");
        return with(() -> stored().delayLogins(delay));
    }

    /** After as many failed logins in a row all further ones fail, with the right password too, for a time. */
    public Maildrop lockOutAfter(int failedLogins, Duration duration) {
        Check.range(failedLogins, 1, Integer.MAX_VALUE, "a number of failed logins");
        Duration lockout = Check.positive(duration, "a lockout");
        return with(() -> stored().lockOutAfter(failedLogins, lockout));
    }

    /** After as many RETR in a session all further ones are answered by {@code -ERR [SYS/TEMP]}. */
    public Maildrop downloadLimit(int messagesPerSession) {
        Check.range(messagesPerSession, 0, Integer.MAX_VALUE, "a download limit");
        return with(() -> stored().limitDownloads(messagesPerSession));
    }

    /** Whether several sessions may have the maildrop open at a time, against RFC 1939 section 4 but as many servers do. */
    public Maildrop shared(boolean shared) {
        return with(() -> {
            stored().share(shared);
            context.journal().changed();
        });
    }

    /** How unique-ids are given; sessions that are open and messages that are there are told the new way, too. */
    public Maildrop uidPolicy(UidPolicy policy) {
        Objects.requireNonNull(policy, "a policy; UidPolicy.STABLE is the default");
        return with(() -> stored().uidPolicy(policy));
    }

    private Maildrop with(Runnable change) {
        context.loop().run(change);
        return this;
    }

    /**
     * Adds a message. Sessions that are open do not see it (RFC 1939 section 4).
     *
     * @throws IllegalArgumentException if it asks for a unique-id that the maildrop has had before, or if the sizes add up to
     *     more than STAT can report
     */
    public MaildropMessage add(SeedMessage message) {
        return addAll(Arrays.asList(message)).get(0);
    }

    /** Adds messages in this order, no session seeing only some of them. */
    public List<MaildropMessage> add(SeedMessage first, SeedMessage second, SeedMessage... more) {
        List<SeedMessage> messages = new ArrayList<>(Arrays.asList(first, second));
        messages.addAll(Arrays.asList(more));
        return addAll(messages);
    }

    /**
     * Adds many messages, no session seeing only some of them.
     *
     * @param message makes the message of a number from 1 to count
     */
    public List<MaildropMessage> add(int count, IntFunction<SeedMessage> message) {
        Objects.requireNonNull(message, "a function that makes messages");
        List<SeedMessage> messages = new ArrayList<>(Check.range(count, 0, Integer.MAX_VALUE, "a number of messages"));
        for (int number = 1; number <= count; number++) {
            messages.add(message.apply(number));
        }
        return addAll(messages);
    }

    /**
     * Adds messages in this order, no session seeing only some of them.
     *
     * @throws IllegalArgumentException if one asks for a unique-id that the maildrop has had before, or that another asks
     *     for, or if the sizes add up to more than STAT can report; then none is added
     */
    public List<MaildropMessage> addAll(Iterable<SeedMessage> messages) {
        List<PreparedMessage> prepared = prepare(messages, Duration.ZERO);
        return context.loop().call(() -> handles(stored().addAll(prepared)));
    }

    private List<PreparedMessage> prepare(Iterable<SeedMessage> messages, Duration delay) {
        List<SeedMessage> seeds = new ArrayList<>();
        messages.forEach(message -> seeds.add(Objects.requireNonNull(message, "a message")));
        List<Delivery> deliveries = context.loop().call(() -> {
            Instant arrival = context.time().now().plus(delay);
            List<Delivery> begun = new ArrayList<>(seeds.size());
            seeds.forEach(seed -> begun.add(stored().delivery(seed, arrival)));
            return begun;
        });
        // Composing takes time, which is the caller's and not the server's.
        List<PreparedMessage> prepared = new ArrayList<>(seeds.size());
        deliveries.forEach(delivery -> prepared.add(delivery.prepare()));
        return prepared;
    }

    /**
     * Adds a message that arrives later: by the virtual clock, where the server has one. Until then it is
     * {@link MessageState#SCHEDULED}.
     *
     * @throws IllegalArgumentException if the duration is zero or negative, if the message asks for a unique-id that the
     *     maildrop has had before, or if the sizes add up to more than STAT can report
     */
    public MaildropMessage addAfter(Duration delay, SeedMessage message) {
        Duration arrival = Check.positive(delay, "the time until a message arrives");
        PreparedMessage prepared = prepare(List.of(message), arrival).get(0);
        return context.loop().call(() -> {
            StoredMaildrop maildrop = stored();
            StoredMessage scheduled = maildrop.schedule(prepared);
            Timers.Timer timer = context.timers().schedule(arrival, () -> maildrop.arrive(scheduled));
            maildrop.expect(scheduled, timer::cancel);
            return new MaildropMessage(context, scheduled);
        });
    }

    /** Removes a message as another client or an administrator would; its number in an open session stays taken. */
    public void remove(MaildropMessage message) {
        StoredMessage removed = message.stored();
        context.loop().run(() -> {
            if (removed.maildrop() != stored()) {
                throw new IllegalArgumentException(message + " is no message of " + this + " but of the maildrop of \""
                        + removed.maildrop().username() + "\", or from before the server's last reset");
            }
            stored().remove(removed);
        });
    }

    /** The messages in the maildrop, in order of arrival; those that are marked as deleted are there until QUIT. */
    public List<MaildropMessage> messages() {
        return context.loop().call(() -> handles(stored().messages()));
    }

    /** The messages that clients have deleted, by DELE and QUIT; the list never shrinks. */
    public List<MaildropMessage> deleted() {
        return in(MessageState.DELETED);
    }

    /** The messages that an open session has marked by DELE. */
    public List<MaildropMessage> markedForDeletion() {
        return in(MessageState.MARKED_FOR_DELETION);
    }

    /** All messages that were ever added. */
    public List<MaildropMessage> allMessages() {
        return context.loop().call(() -> handles(stored().allMessages()));
    }

    private List<MaildropMessage> in(MessageState state) {
        return context.loop().call(() -> handles(stored().in(state)));
    }

    private List<MaildropMessage> handles(List<StoredMessage> messages) {
        List<MaildropMessage> handles = new ArrayList<>(messages.size());
        for (StoredMessage message : messages) {
            handles.add(new MaildropMessage(context, message));
        }
        return List.copyOf(handles);
    }

    /**
     * Locks the maildrop as another client's session would: logins are refused with {@code -ERR [IN-USE]} until the lock is
     * closed. A client that polls in the background may be logged in just now: use {@link #lockWhenFree}, or refuse its logins
     * by a fault, {@code server.on(LOGIN).err(IN_USE, "locked")}, which does not depend on the moment.
     *
     * @throws IllegalStateException if it is locked already
     */
    public MaildropLock lock() {
        return context.loop().call(() -> {
            if (stored().isLocked()) {
                throw new IllegalStateException(this + " is locked already: " + stored().holder()
                        + ". Use lockWhenFree(timeout) to wait until it is free, or server.on(LOGIN).err(IN_USE, \"locked\")"
                        + " to refuse logins whoever has it open");
            }
            return takeLock();
        });
    }

    /**
     * As {@link #lock()}; if a session has the maildrop open, waits until that session has ended. No client can log in between
     * the end of the session and the lock.
     *
     * @throws AssertionError if the maildrop is not free in time, with the transcript
     */
    public MaildropLock lockWhenFree(Duration timeout) {
        return new Waiting(context, timeout).until(this + " to be free", () -> stored().isLocked() ? null : takeLock());
    }

    /** On the loop. */
    private MaildropLock takeLock() {
        MaildropLock lock = new MaildropLock(context, stored());
        stored().lock(lock);
        return lock;
    }

    /** Whether a session, or {@link #lock()}, has it locked. */
    public boolean isLocked() {
        return context.loop().call(() -> stored().isLocked());
    }

    /** The sessions that have logged in to it, in the order of their connections. */
    public List<Pop3Session> sessions() {
        return context.loop().call(() -> {
            List<Pop3Session> sessions = new ArrayList<>();
            for (SessionRecord record : context.journal().sessions()) {
                OpenMaildrop opened = record.maildrop();
                if (opened != null && opened.maildrop() == stored()) {
                    sessions.add(new Pop3Session(context, record));
                }
            }
            return List.copyOf(sessions);
        });
    }

    /** As {@link Pop3TestServer#settle()}. */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /** All conversations of the server so far, with this maildrop or another. */
    public Transcript transcript() {
        return context.loop().call(context.journal()::transcript);
    }

    /** Handles on the same maildrop are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Maildrop that
                && context.loop() == that.context.loop()
                && username.equals(that.username);
    }

    @Override
    public int hashCode() {
        return username.hashCode();
    }

    @Override
    public String toString() {
        return "maildrop \"" + username() + "\"";
    }
}
