package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.internal.store.Delivery;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.PreparedMessage;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.MessageOrder;
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
 * One user's maildrop. It adds messages and shows what clients did with them.
 *
 * <p>This is a live view of the server's maildrop. It is thread-safe and remains usable after the server is closed. If
 * the maildrop was added after the server's start and {@link Pop3TestServer#reset()} has removed it, methods throw
 * {@link IllegalStateException}.
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
        StoredMaildrop stored = context.users().existingOrNew(username);
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

    /** Returns the name of the user. */
    public String username() {
        return username;
    }

    /** Returns the current password. */
    public String password() {
        return context.loop().call(() -> stored().secrets().password());
    }

    /**
     * Changes the password, from the next login on. Open sessions continue.
     *
     * @throws IllegalArgumentException if the password contains CR, LF or NUL, which no client could send
     */
    public Maildrop changePassword(String password) {
        Check.password(password);
        return with(() -> stored().secrets().changePassword(password));
    }

    /**
     * Accepts this OAuth access token in XOAUTH2 and OAUTHBEARER from now on. Until the first call of this method or
     * {@link #expireToken}, the password is accepted as the token; after it, only tokens passed to this method are.
     *
     * @throws IllegalArgumentException unless the token consists of printable ASCII characters without spaces
     */
    public Maildrop acceptToken(String token) {
        Check.token(token);
        return with(() -> stored().secrets().acceptToken(token));
    }

    /**
     * Rejects this OAuth access token from now on, whether or not it was valid before. The password is no longer
     * accepted as the token.
     *
     * @throws IllegalArgumentException unless the token consists of printable ASCII characters without spaces
     */
    public Maildrop expireToken(String token) {
        Check.token(token);
        return with(() -> stored().secrets().expireToken(token));
    }

    /**
     * Refuses logins that follow the last successful one too quickly, with {@code -ERR [LOGIN-DELAY]} (RFC 2449 section
     * 8.1.1). The virtual clock measures the delay, if there is one.
     *
     * @throws IllegalArgumentException if the delay is not positive
     */
    public Maildrop loginDelay(Duration between) {
        Duration delay = Check.positive(between, "a login delay");
        return with(() -> stored().delayLogins(delay));
    }

    /**
     * Locks the user out after this many failed logins in a row, in whatever sessions. For the duration, all logins
     * fail with {@code -ERR [AUTH]}, even with the right password. The virtual clock measures the duration, if there is
     * one.
     *
     * @throws IllegalArgumentException if the number is below 1 or the duration is not positive
     */
    public Maildrop lockOutAfter(int failedLogins, Duration duration) {
        Check.range(failedLogins, 1, Integer.MAX_VALUE, "a number of failed logins");
        Duration lockout = Check.positive(duration, "a lockout");
        return with(() -> stored().lockOutAfter(failedLogins, lockout));
    }

    /**
     * Limits the downloads of a session. The server answers further RETR commands with {@code -ERR [SYS/TEMP]}. Every
     * retrieval counts as in {@link MaildropMessage#timesRetrieved()}, also of the same message.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Maildrop downloadLimit(int messagesPerSession) {
        Check.range(messagesPerSession, 0, Integer.MAX_VALUE, "a download limit");
        return with(() -> stored().limitDownloads(messagesPerSession));
    }

    /**
     * Sets whether several sessions may have the maildrop open at a time, from the next login on. RFC 1939 section 4
     * forbids that. Default: false.
     */
    public Maildrop shared(boolean shared) {
        return with(() -> {
            stored().share(shared);
            context.journal().changed();
        });
    }

    /**
     * Sets how the server assigns unique-ids. The change also affects open sessions and existing messages. Default:
     * {@link UidPolicy#STABLE}.
     */
    public Maildrop uidPolicy(UidPolicy policy) {
        Objects.requireNonNull(policy, "a policy must not be null; UidPolicy.STABLE is the default");
        return with(() -> stored().uidPolicy(policy));
    }

    /**
     * Shows at most this many messages to each session, the oldest ones (the first of {@link #messages()}), from the next
     * login on. STAT, LIST, UIDL and RETR know no others. When the client has deleted some, its next session sees as many
     * of the following ones. Replaces {@link #showNewest}.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Maildrop showOldest(int messagesPerSession) {
        Check.range(messagesPerSession, 0, Integer.MAX_VALUE, "a number of messages");
        return with(() -> stored().showOldest(messagesPerSession));
    }

    /**
     * Like {@link #showOldest}, but shows the newest messages (the last of {@link #messages()}).
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Maildrop showNewest(int messagesPerSession) {
        Check.range(messagesPerSession, 0, Integer.MAX_VALUE, "a number of messages");
        return with(() -> stored().showNewest(messagesPerSession));
    }

    /**
     * Sets the order in which sessions number the messages that they see, from the next login on. Default:
     * {@link MessageOrder#OLDEST_FIRST}.
     */
    public Maildrop messageOrder(MessageOrder order) {
        Objects.requireNonNull(order, "an order must not be null; MessageOrder.OLDEST_FIRST is the default");
        return with(() -> stored().order(order));
    }

    /**
     * Sets whether sessions see messages that an earlier session has retrieved before it ended with QUIT, from the next
     * login on. Gmail hides them. They stay in the maildrop: a session under a {@linkplain #addUserName second user
     * name} sees them. Default: false.
     */
    public Maildrop hideAfterRetrieval(boolean hide) {
        return with(() -> stored().hideRetrieved(hide));
    }

    /**
     * Adds a user name for this maildrop, with the same password and tokens. A session that logs in with it also sees
     * messages that are {@linkplain #hideAfterRetrieval hidden after retrieval}, as with Gmail's {@code recent:user}.
     * {@link Pop3TestServer#maildrop(String)} knows the name too; sessions and transcripts show the first name.
     * {@link Pop3TestServer#reset()} removes it.
     *
     * @throws IllegalArgumentException if there is such a user, or if no client could send the name; see
     *     {@link Pop3TestServerBuilder#maildrop}
     */
    public Maildrop addUserName(String username) {
        Check.userName(username);
        return with(() -> context.users().addName(username, stored()));
    }

    private Maildrop with(Runnable change) {
        context.loop().run(change);
        return this;
    }

    /**
     * Adds a message. Open sessions do not see it (RFC 1939 section 4).
     *
     * @throws IllegalArgumentException as for {@link #addAll}
     */
    public MaildropMessage add(SeedMessage message) {
        return addAll(Arrays.asList(message)).get(0);
    }

    /**
     * Adds messages in this order. No session sees only some of them.
     *
     * @throws IllegalArgumentException as for {@link #addAll}
     */
    public List<MaildropMessage> add(SeedMessage first, SeedMessage second, SeedMessage... more) {
        List<SeedMessage> messages = new ArrayList<>(Arrays.asList(first, second));
        messages.addAll(Arrays.asList(Objects.requireNonNull(more, "messages must not be null")));
        return addAll(messages);
    }

    /**
     * Adds this many messages. No session sees only some of them.
     *
     * @param message returns the message for a number from 1 to {@code count}
     * @throws IllegalArgumentException if the count is negative, or as for {@link #addAll}
     */
    public List<MaildropMessage> add(int count, IntFunction<SeedMessage> message) {
        Objects.requireNonNull(message, "a function that makes messages must not be null");
        List<SeedMessage> messages = new ArrayList<>(Check.range(count, 0, Integer.MAX_VALUE, "a number of messages"));
        for (int number = 1; number <= count; number++) {
            messages.add(message.apply(number));
        }
        return addAll(messages);
    }

    /**
     * Adds messages in this order. No session sees only some of them.
     *
     * @throws IllegalArgumentException if a message asks for a unique-id that was already used in this maildrop, if two
     *     ask for the same one, or if the sum of the announced sizes does not fit in a {@code long}; no message is
     *     added then
     */
    public List<MaildropMessage> addAll(Iterable<SeedMessage> messages) {
        List<PreparedMessage> prepared = prepare(messages, Duration.ZERO);
        return context.loop().call(() -> handles(stored().addAll(prepared)));
    }

    /**
     * Adds a message that becomes number {@code position} of {@link #messages()}, and so moves later ones up. Open
     * sessions do not see it. Some servers sort messages by their dates, so late mail gets a lower number than old mail.
     *
     * @param position from 1 to the number of messages plus 1
     * @throws IllegalArgumentException if there is no such position, or as for {@link #addAll}
     */
    public MaildropMessage addAt(int position, SeedMessage message) {
        List<PreparedMessage> prepared = prepare(Arrays.asList(message), Duration.ZERO);
        return context.loop().call(() -> {
            StoredMaildrop maildrop = stored();
            Check.range(position, 1, maildrop.messages().size() + 1, "a position in " + this);
            return handles(maildrop.addAllAt(position - 1, prepared)).get(0);
        });
    }

    private List<PreparedMessage> prepare(Iterable<SeedMessage> messages, Duration delay) {
        List<SeedMessage> seeds = new ArrayList<>();
        for (SeedMessage message : Objects.requireNonNull(messages, "messages must not be null")) {
            seeds.add(Objects.requireNonNull(message, "a message must not be null"));
        }
        List<Delivery> deliveries = context.loop().call(() -> {
            Instant arrival = context.time().now().plus(delay);
            List<Delivery> begun = new ArrayList<>(seeds.size());
            for (SeedMessage seed : seeds) {
                begun.add(stored().delivery(seed, arrival));
            }
            return begun;
        });
        // Composing takes time, so it runs on the caller's thread.
        List<PreparedMessage> prepared = new ArrayList<>(seeds.size());
        for (Delivery delivery : deliveries) {
            prepared.add(delivery.prepare());
        }
        return prepared;
    }

    /**
     * Adds a message that arrives after this delay, measured by the virtual clock if there is one. Until then it is
     * {@link MessageState#SCHEDULED}.
     *
     * @throws IllegalArgumentException if the delay is not positive, or as for {@link #addAll}
     */
    public MaildropMessage addAfter(Duration delay, SeedMessage message) {
        Duration arrival = Check.positive(delay, "the time until a message arrives");
        PreparedMessage prepared = prepare(Arrays.asList(message), arrival).get(0);
        return context.loop().call(() -> {
            StoredMaildrop maildrop = stored();
            StoredMessage scheduled = maildrop.schedule(prepared);
            Timers.Timer timer = context.timers().schedule(arrival, () -> maildrop.arrive(scheduled));
            maildrop.expect(scheduled, timer::cancel);
            return new MaildropMessage(context, scheduled);
        });
    }

    /**
     * Removes a message, as another client or an administrator would. It keeps its message-number in an open session,
     * but RETR, TOP and DELE fail. A scheduled message does not arrive. If the message is gone already, this has no
     * effect.
     *
     * @throws IllegalArgumentException if the message is not of this maildrop, or was added before the last
     *     {@link Pop3TestServer#reset()}
     */
    public void remove(MaildropMessage message) {
        StoredMessage removed =
                Objects.requireNonNull(message, "a message must not be null").stored();
        context.loop().run(() -> {
            if (removed.maildrop() != stored()) {
                throw new IllegalArgumentException(
                        message + " is not a message of " + this + ", but of the maildrop of \""
                                + removed.maildrop().username() + "\", or from before the server's last reset");
            }
            stored().remove(removed);
        });
    }

    /**
     * Returns the messages in the maildrop, in order of arrival, or where {@link #addAt} has put them. Messages that are
     * marked as deleted are included until QUIT, and so are messages that sessions do not see.
     */
    public List<MaildropMessage> messages() {
        return context.loop().call(() -> handles(stored().messages()));
    }

    /**
     * Returns the messages that clients have deleted with DELE and QUIT. Only {@link Pop3TestServer#reset()} clears
     * this list.
     */
    public List<MaildropMessage> deleted() {
        return in(MessageState.DELETED);
    }

    /** Returns the messages that open sessions have marked with DELE. */
    public List<MaildropMessage> markedForDeletion() {
        return in(MessageState.MARKED_FOR_DELETION);
    }

    /** Returns all messages ever added, including those that are scheduled, deleted or removed. */
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
     * Locks the maildrop, as another client's session would. Logins are refused with {@code -ERR [IN-USE]} until you
     * close the lock. If a client polls in the background, it may have the maildrop open at this moment: use
     * {@link #lockWhenFree}, or refuse its logins with the fault {@code server.on(LOGIN).err(IN_USE, "locked")}, which
     * does not depend on timing.
     *
     * @throws IllegalStateException if a session or the test has locked the maildrop already
     */
    public MaildropLock lock() {
        return context.loop().call(this::takeFreeLock);
    }

    /**
     * Locks the maildrop, as the session of a client does that is gone and has not closed its connection: the server
     * notices that at its {@linkplain Pop3TestServerBuilder#autologout(Duration) autologout} only, which releases the
     * lock. The virtual clock measures the time, if there is one. You can also close the lock earlier.
     *
     * @throws IllegalStateException if a session or the test has locked the maildrop already
     */
    public MaildropLock lockUntilAutologout() {
        return context.loop().call(() -> {
            MaildropLock lock = takeFreeLock();
            Duration idle = context.settings().limits().idle();
            Timers.Timer timer = context.timers().schedule(idle, lock::close);
            stored().expectUnlock(timer::cancel);
            return lock;
        });
    }

    /** On the loop. */
    private MaildropLock takeFreeLock() {
        if (stored().isLocked()) {
            throw new IllegalStateException(this + " is locked already: " + stored().holder()
                    + ". Use lockWhenFree(timeout) to wait until it is free, or server.on(LOGIN).err(IN_USE, \"locked\")"
                    + " to refuse logins no matter who has it open");
        }
        return takeLock();
    }

    /**
     * Waits until the maildrop is free, then locks it like {@link #lock()}. No client can log in between.
     *
     * @throws AssertionError with the transcript, if the maildrop is not free within the timeout or the server is
     *     closed
     * @throws IllegalArgumentException if the timeout is not positive
     * @throws IllegalStateException if called in a callback on the server's thread
     */
    public MaildropLock lockWhenFree(Duration timeout) {
        return new Waiting(context, timeout, "")
                .until(this + " to be free", () -> stored().isLocked() ? null : takeLock());
    }

    /** On the loop. */
    private MaildropLock takeLock() {
        MaildropLock lock = new MaildropLock(context, stored());
        stored().lock(lock);
        return lock;
    }

    /**
     * Returns whether a session or {@link #lock()} has locked the maildrop. Sessions do not lock a
     * {@linkplain #shared shared} one.
     */
    public boolean isLocked() {
        return context.loop().call(() -> stored().isLocked());
    }

    /** Returns the sessions that have logged in to this maildrop, in the order of their connections. */
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

    /** Like {@link Pop3TestServer#settle()}. */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /** Returns all conversations with the server so far, also those that concern other maildrops. */
    public Transcript transcript() {
        return context.loop().call(context.journal()::transcript);
    }

    /** Returns whether the other object is a view of the same maildrop. */
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
