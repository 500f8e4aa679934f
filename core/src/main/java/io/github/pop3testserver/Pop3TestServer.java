package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.fault.FaultRegistry;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.ManualTime;
import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.server.Acceptor;
import io.github.pop3testserver.internal.server.Actions;
import io.github.pop3testserver.internal.server.BoundPorts;
import io.github.pop3testserver.internal.server.ConversationLog;
import io.github.pop3testserver.internal.server.HostPort;
import io.github.pop3testserver.internal.server.Journal;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.internal.server.TlsServer;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.model.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory POP3 server for testing code that fetches mail.
 *
 * <pre>{@code
 * try (var server = Pop3TestServer.start()) {
 *     var invoice = server.maildrop().add(message("Invoice 4711"));
 *     server.on(QUIT).disconnect(beforeProcessing());
 *
 *     new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).poll();
 *
 *     assertThat(server.maildrop()).hasDeletedNothing();
 * }
 * }</pre>
 *
 * <p>The server follows RFC 1939. One session at a time has the maildrop open, message-numbers do not change during a
 * session, and QUIT removes the messages that the same session marked with DELE. It removes them before it sends its
 * reply: when a client has read the reply, the test sees the result.
 *
 * <p>The server listens on a free port of the loopback interface and runs on one daemon thread. Each call runs after
 * the server has processed the input that has already arrived. The server keeps all sessions and messages until
 * {@link #reset()}.
 *
 * <p>This class is thread-safe, and so are the maildrops, messages, sessions, faults and gates that it returns. They
 * remain usable after {@link #close()}. Lists are snapshots.
 *
 * <h2>How it is built</h2>
 *
 * <p>From the bottom up: {@code internal.loop} has the thread with its selector and timers. {@code internal.wire} turns octets
 * into lines and back. {@code internal.store} holds users, maildrops and messages. {@code internal.protocol} answers one command
 * line at a time, with one class for each state of a session. {@code internal.fault} decides which faults are applied to an
 * exchange. {@code internal.server} connects them: a connection moves octets, a dialogue begins an exchange for each line, the
 * exchange goes through its phases, and the journal records the result. The classes of this package give tests access: each
 * call is one task on the server's thread.
 */
public final class Pop3TestServer implements AutoCloseable {

    /** With pauses of 10 milliseconds. */
    private static final int ATTEMPTS_TO_COME_UP = 500;

    /** What becomes of clients that connect to a server that is down. */
    private static final String REFUSED = "are refused";

    /** Room for command lines, which are short, and for most replies. */
    private static final int SCRATCH_OCTETS = 16 * 1024;

    private final String name;
    private final InetSocketAddress address;
    private final ServerContext context;
    private final Tls tls;
    private final BoundPorts ports;
    private final List<Acceptor> acceptors = new ArrayList<>(2);
    private final OptionalInt implicitTlsPort;
    private final Reported reported = new Reported();
    private final Map<String, String> maildropsBuilt;
    private final Map<String, String> administratorsBuilt;
    private final @Nullable ManualTime virtualTime;
    private int failuresReported;

    /**
     * A server that runs.
     *
     * @param tlsServer null without TLS
     * @param ports the port, and the second one if there is one
     */
    Pop3TestServer(Pop3TestServerBuilder builder, @Nullable TlsServer tlsServer, BoundPorts ports) {
        List<ServerSocketChannel> channels = ports.channels();
        this.ports = ports;
        this.name = builder.name();
        this.address = addressOf(channels.get(0));
        List<Throwable> failures = new ArrayList<>();
        EventLoop loop = new EventLoop(name, builder.realTime(), failures::add);
        this.virtualTime = builder.virtualTime();
        TimeSource time = virtualTime == null ? loop.time() : virtualTime;
        this.context = new ServerContext(
                loop,
                time,
                virtualTime == null ? loop.timers() : virtualTime.timers(),
                builder.settings(),
                tlsServer,
                new Users(time::nanos, builder.maxSessionsPerUser()),
                new FaultRegistry(),
                new Journal(time, loop.time(), listening(channels), new ConversationLog(name, builder.log(), failures)),
                new Actions(loop, failures),
                failures,
                ByteBuffer.allocate(SCRATCH_OCTETS));
        if (builder.acceptsAnyLogin()) {
            context.users().acceptAnyLogin();
        }
        this.maildropsBuilt = builder.maildrops();
        this.administratorsBuilt = builder.administrators();
        addBuiltUsers();
        this.tls = builder.tls();
        acceptors.add(new Acceptor(context, channels.get(0), tls == Tls.IMPLICIT));
        if (channels.size() > 1) {
            acceptors.add(new Acceptor(context, channels.get(1), true));
            this.implicitTlsPort = OptionalInt.of(addressOf(channels.get(1)).getPort());
        } else {
            this.implicitTlsPort = OptionalInt.empty();
        }
        loop.start();
    }

    private void addBuiltUsers() {
        maildropsBuilt.forEach(context.users()::add);
        if (maildropsBuilt.isEmpty()) {
            context.users().existingOrNew(Pop3TestServerBuilder.DEFAULT_USER);
        }
        administratorsBuilt.forEach(context.users()::addAdministrator);
    }

    private static String listening(List<ServerSocketChannel> channels) {
        StringBuilder addresses = new StringBuilder();
        for (ServerSocketChannel channel : channels) {
            InetSocketAddress address = addressOf(channel);
            addresses
                    .append(addresses.length() == 0 ? "" : " or ")
                    .append(HostPort.of(address.getAddress(), address.getPort()));
        }
        return addresses.toString();
    }

    private static InetSocketAddress addressOf(ServerSocketChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("the server's channel has no address", e);
        }
    }

    /**
     * Starts a server without TLS on a free port of the loopback interface. It has one maildrop, with user name
     * {@code user} and password {@code password}.
     *
     * @throws UncheckedIOException if the server cannot listen
     */
    public static Pop3TestServer start() {
        return builder().start();
    }

    /** Returns a builder for a server that differs from the one of {@link #start()}. */
    public static Pop3TestServerBuilder builder() {
        return new Pop3TestServerBuilder();
    }

    /** Returns the name given to the builder. Default: {@code pop3-test-server}. */
    public String name() {
        return name;
    }

    /** Returns the numeric address that the server listens on. Default: {@code 127.0.0.1}. */
    public String host() {
        return address.getAddress().getHostAddress();
    }

    /**
     * Returns the port that the server listens on. It does not change while the server {@linkplain #goDown() is down}.
     */
    public int port() {
        return address.getPort();
    }

    /** Returns the connection details for the first maildrop. */
    public Pop3Endpoint endpoint() {
        return endpoint(maildrop());
    }

    /**
     * Returns the connection details for a maildrop, with its current password.
     *
     * @throws IllegalArgumentException if the maildrop belongs to another server
     * @throws IllegalStateException if {@link #reset()} has removed the maildrop
     */
    public Pop3Endpoint endpoint(Maildrop maildrop) {
        Objects.requireNonNull(maildrop, "a maildrop must not be null");
        context.loop().call(() -> maildrop.storedIn(context));
        return new Pop3Endpoint(host(), port(), tls, maildrop.username(), maildrop.password());
    }

    /**
     * Returns the second port, for implicit TLS; empty unless the server was built with
     * {@link Pop3TestServerBuilder#alsoImplicitTls()}.
     */
    public OptionalInt implicitTlsPort() {
        return implicitTlsPort;
    }

    /**
     * Returns the connection details for the first maildrop over implicit TLS on the second port.
     *
     * @throws IllegalStateException unless the server was built with {@link Pop3TestServerBuilder#alsoImplicitTls()}
     */
    public Pop3Endpoint implicitTlsEndpoint() {
        int tlsPort = implicitTlsPort.orElseThrow(() -> new IllegalStateException(
                this + " has no second port; build it with Pop3TestServer.builder().alsoImplicitTls()"));
        Maildrop maildrop = maildrop();
        return new Pop3Endpoint(host(), tlsPort, Tls.IMPLICIT, maildrop.username(), maildrop.password());
    }

    /**
     * Changes the server's certificate, from the next TLS handshake on. {@link #reset()} restores the first
     * certificate. Clients that ask for a host of {@link Pop3TestServerBuilder#certificateFor} do not get it.
     *
     * @throws IllegalStateException if the server has no TLS, configured with {@link Pop3TestServerBuilder#tls}, or if no
     *     client could get the certificate because of {@link Pop3TestServerBuilder#refuseUnknownHosts()}
     */
    public void certificate(TestCertificate certificate) {
        Objects.requireNonNull(certificate, "a certificate must not be null; TestCertificate.valid() is the default");
        TlsServer tlsServer = context.tls();
        if (tlsServer == null) {
            throw new IllegalStateException("certificate(...) would have no effect: " + withoutTls());
        }
        if (tlsServer.refusesOtherHosts()) {
            throw new IllegalStateException(
                    "certificate(...) would have no effect: refuseUnknownHosts() leaves no client that"
                            + " gets it; build the server without refuseUnknownHosts()");
        }
        SSLContext identity = certificate.serverContext();
        context.loop().run(() -> tlsServer.become(identity));
    }

    private String withoutTls() {
        return this + " has no TLS; build it with Pop3TestServer.builder().tls(Tls.EXPLICIT) or .tls(Tls.IMPLICIT),"
                + " or declare @Pop3Server(tls = ...)";
    }

    /** Returns the first maildrop: that of the user named first in the builder, or the default user. */
    public Maildrop maildrop() {
        return context.loop().call(() -> handle(context.users().maildrops().get(0)));
    }

    /**
     * Returns the maildrop of a user. On a server built with {@link Pop3TestServerBuilder#anyLogin()}, it need not have been opened
     * before.
     *
     * @throws IllegalArgumentException if there is no such user; the message lists the users
     */
    public Maildrop maildrop(String username) {
        Objects.requireNonNull(username, "a user name must not be null");
        return context.loop().call(() -> {
            Users users = context.users();
            StoredMaildrop stored = users.maildrop(username);
            if (stored == null && users.hasMaildrop(username)) {
                stored = users.existingOrNew(Check.userName(username));
            }
            if (stored == null) {
                throw new IllegalArgumentException("no maildrop \"" + username + "\"; configured: " + knownUsers()
                        + "; add one with server.addMaildrop(\"" + username + "\", password)");
            }
            return handle(stored);
        });
    }

    private String knownUsers() {
        List<String> names = new ArrayList<>();
        for (StoredMaildrop maildrop : context.users().maildrops()) {
            names.add(maildrop.username());
        }
        return String.join(", ", names);
    }

    /**
     * Adds a user with an empty maildrop. {@link #reset()} removes it again.
     *
     * @throws IllegalArgumentException if the user exists, or if no client could send the name or the password; see
     *     {@link Pop3TestServerBuilder#maildrop}
     */
    public Maildrop addMaildrop(String username, String password) {
        Check.userName(username);
        Check.password(password);
        return context.loop().call(() -> handle(context.users().add(username, password)));
    }

    /**
     * Adds an administrator, who may open any maildrop with SASL PLAIN or EXTERNAL and has none. The client sends the
     * maildrop's user as the authorization identity (RFC 4616 section 2). {@link #reset()} removes the administrator
     * again.
     *
     * @throws IllegalArgumentException if the user exists, or if no client could send the name or the password; see
     *     {@link Pop3TestServerBuilder#maildrop}
     */
    public void addAdministrator(String name, String password) {
        Check.userName(name);
        Check.password(password);
        context.loop().run(() -> context.users().addAdministrator(name, password));
    }

    private Maildrop handle(StoredMaildrop stored) {
        return new Maildrop(context, stored.username());
    }

    /**
     * Begins a fault at this event. The fault does nothing until you call one of the trigger's effects;
     * {@link #verify()} reports a fault without an effect.
     *
     * @throws IllegalStateException if the event is {@code TLS_HANDSHAKE} and the server has no TLS, or after
     *     {@link #close()}
     */
    public FaultTrigger on(Pop3Event event) {
        Objects.requireNonNull(event, "an event must not be null");
        if (event == Pop3Event.TLS_HANDSHAKE && context.tls() == null) {
            throw new IllegalStateException("on(TLS_HANDSHAKE) can never match: " + withoutTls());
        }
        String declaredAt = CallSite.find();
        return context.loop().call(() -> {
            requireNotClosed("on(" + event + ")");
            return new FaultTrigger(context, event, context.faults().begin(event, declaredAt));
        });
    }

    /** Returns the faults in the order of their declaration, without those that were removed. */
    public List<InstalledFault> faults() {
        return context.loop().call(() -> {
            List<InstalledFault> faults = new ArrayList<>();
            for (Fault fault : context.faults().faults()) {
                faults.add(new InstalledFault(context, fault));
            }
            return List.copyOf(faults);
        });
    }

    /** Removes all faults and releases all gates. The server behaves normally from the next command on. */
    public void clearFaults() {
        context.loop().run(context.faults()::clear);
    }

    /**
     * Takes the server down: ends all sessions and refuses connections until {@link #comeUp()}. The server keeps its
     * port reserved. If it refuses connections already, this has no effect.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public void goDown() {
        context.loop().run(() -> {
            requireNotClosed("goDown()");
            acceptors.forEach(Acceptor::goDown);
            context.journal().wentDown("goDown()", REFUSED);
            acceptors.forEach(Acceptor::drop);
        });
    }

    /**
     * Like {@link #goDown()}, but clients that connect are not refused, and are refused no longer if the server was down: they
     * get no answer at all, as if a firewall dropped their packets. So a client needs a timeout for connecting; one for
     * reading does not help. A client that still waits at {@link #comeUp()} is let in when its system tries again, usually
     * after a second or more. This takes some 50 milliseconds for each port.
     *
     * @throws IllegalStateException after {@link #close()}
     * @throws UncheckedIOException if this system cannot do that; Linux can, Windows cannot
     */
    public void goDownSilently() {
        context.loop().run(() -> {
            requireNotClosed("goDownSilently()");
            acceptors.forEach(Acceptor::goDownSilently);
            context.journal().wentDown("goDownSilently()", "get no answer");
            acceptors.forEach(Acceptor::drop);
        });
    }

    /**
     * Listens again on the same port. If the server is not down, this has no effect.
     *
     * @throws IllegalStateException after {@link #close()}
     * @throws UncheckedIOException if another process has taken the port; waits about five seconds for it to become
     *     free
     */
    public void comeUp() {
        int attempts = context.loop().isCurrentThread() ? 1 : ATTEMPTS_TO_COME_UP;
        while (!comesUp(attempts == 1)) {
            attempts--;
        }
    }

    /**
     * A process that this JVM is just starting has copies of all sockets, until it closes them: so the port may be taken for some
     * milliseconds more.
     */
    private boolean comesUp(boolean lastAttempt) {
        try {
            listenAgain();
            return true;
        } catch (UncheckedIOException e) {
            if (lastAttempt || !new Settling(context).pause()) {
                throw e;
            }
            return false;
        }
    }

    private void listenAgain() {
        context.loop().run(() -> {
            requireNotClosed("comeUp()");
            acceptors.forEach(Acceptor::comeUp);
            context.journal().cameUp();
        });
    }

    /** On the loop. */
    private void requireNotClosed(String call) {
        if (context.journal().isClosed()) {
            throw new IllegalStateException(
                    call + " is not possible: " + this + " was closed. Start another server, or close this one later.");
        }
    }

    /** Closes all connections with FIN, which ends their sessions. Clients can connect again. */
    public void dropAllConnections() {
        context.loop().run(() -> acceptors.forEach(Acceptor::drop));
    }

    /**
     * Returns the virtual clock.
     *
     * @throws IllegalStateException unless the server was built with {@link Pop3TestServerBuilder#virtualClock()}
     */
    public VirtualClock clock() {
        if (virtualTime == null) {
            throw new IllegalStateException(this + " has no virtual clock; build it with"
                    + " Pop3TestServer.builder().virtualClock(), or declare @Pop3Server(virtualClock = true)");
        }
        return new VirtualClock(context.loop(), virtualTime);
    }

    /**
     * Restores the state after the start, on the same port. This ends all sessions, removes all faults, and forgets all
     * sessions and messages. The maildrops of the builder are empty and have their first passwords and settings.
     * Maildrops and administrators that were added later are gone. A server that was down comes up, and a virtual clock
     * returns to its start.
     *
     * <p>Unique-ids that the server generated before do not occur again. Errors inside the server that
     * {@link #verify()} has not reported are kept.
     *
     * @throws IllegalStateException after {@link #close()}
     * @throws UncheckedIOException if the server was down and another process has taken the port
     */
    public void reset() {
        context.loop().run(() -> {
            requireNotClosed("reset()");
            acceptors.forEach(Acceptor::turnAway);
            acceptors.forEach(Acceptor::stopConnections);
            acceptors.forEach(Acceptor::comeUp);
            context.faults().clear();
            context.users().clear();
            addBuiltUsers();
            context.journal().cameUp();
            context.journal().clear();
            reported.reset();
            TlsServer tlsServer = context.tls();
            if (tlsServer != null) {
                tlsServer.reset();
            }
            if (virtualTime != null) {
                virtualTime.reset();
            }
        });
    }

    /** Returns all sessions, open and ended, in the order of their connections. */
    public List<Pop3Session> sessions() {
        return context.loop().call(() -> {
            List<Pop3Session> sessions = new ArrayList<>();
            for (SessionRecord record : context.journal().sessions()) {
                sessions.add(new Pop3Session(context, record));
            }
            return List.copyOf(sessions);
        });
    }

    /**
     * Returns the session of the client that connected last.
     *
     * @throws IllegalStateException if no client has connected
     */
    public Pop3Session lastSession() {
        List<Pop3Session> sessions = sessions();
        if (sessions.isEmpty()) {
            throw new IllegalStateException(
                    "no client connected to " + this + " yet; call lastSession() after your client has connected");
        }
        return sessions.get(sessions.size() - 1);
    }

    /** Returns all conversations so far. */
    public Transcript transcript() {
        return context.loop().call(context.journal()::transcript);
    }

    /** Returns an awaiter (timeout: 5 s) for server-side events, such as a client disconnecting. */
    public Pop3Await await() {
        return await(Pop3Await.DEFAULT_TIMEOUT);
    }

    /**
     * Like {@link #await()}, with a custom timeout.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public Pop3Await await(Duration timeout) {
        return new Pop3Await(context, timeout, reported);
    }

    /**
     * Waits until no client is connected, for at most 500 milliseconds. If no client has connected yet, it first waits
     * up to 100 milliseconds for one.
     *
     * <p>When a client closes its connection without reading the reply to QUIT, its call may return before the server
     * has processed QUIT. {@link #verify()}, {@link #problems()} and the assertions settle before they report a missing
     * event. They do not settle if there is nothing to report: call this method before you check that something did
     * <em>not</em> happen.
     *
     * @return whether no client is connected
     */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /**
     * Returns what {@link #verify()} reports: faults that never fired or have no effect, and gates that were not
     * released.
     */
    public List<String> problems() {
        List<String> problems = context.loop().call(context.faults()::problems);
        if (problems.isEmpty()) {
            return problems;
        }
        settle();
        return context.loop().call(context.faults()::problems);
    }

    /**
     * Fails if the test did not use all its faults: one never fired or has no effect, or a gate was not released. A
     * fault that is {@code always()}, or {@code withProbability(...)} without {@code times(n)}, need not fire. Releases
     * all gates. The JUnit extension calls this method after each test that passed; without the extension, call it
     * yourself.
     *
     * @throws AssertionError with all {@link #problems()} and the transcript, unless the server was built with another
     *     {@link Strictness}
     * @throws IllegalStateException if an error occurred inside the server or in code that the test passed to it,
     *     whatever the strictness
     */
    public void verify() {
        boolean lenient = context.settings().strictness() == Strictness.LENIENT;
        if (context.loop().call(() -> endsWell(lenient))) {
            return;
        }
        throwFailures();
        List<String> problems = problems();
        String report = String.join("\n", problems) + stillConnected();
        context.loop().run(context.faults()::release);
        if (problems.isEmpty()) {
            return;
        }
        if (context.settings().strictness() == Strictness.STRICT) {
            throw transcript().attachTo(new AssertionError(report));
        }
        System.getLogger(Pop3TestServer.class.getPackageName())
                .log(System.Logger.Level.WARNING, report + "\n\n" + transcript().render());
    }

    /** Most tests do: for them this one call on the loop is all that {@link #verify()} costs. */
    private boolean endsWell(boolean lenient) {
        boolean endsWell = failuresReported == context.failures().size()
                && (lenient || context.faults().problems().isEmpty());
        if (endsWell) {
            context.faults().release();
        }
        return endsWell;
    }

    /** Why a problem may be reported too early; empty if it is not. */
    private String stillConnected() {
        List<Integer> sessions = context.loop().call(new Settling(context)::connected);
        return sessions.isEmpty()
                ? ""
                : "\n(checked while clients were still connected, in sessions " + sessions
                        + "; close the clients before verify())";
    }

    /**
     * Ends all sessions, releases the port and stops the thread. Further calls have no effect. Sessions, messages and
     * transcripts remain readable. Threads that wait in {@link #await()} or at a {@link Gate} fail at once. Actions of
     * {@link FaultTrigger#run} are interrupted; this method waits up to five seconds for them to end.
     *
     * <p>This method does not call {@link #verify()}.
     *
     * @throws IllegalStateException if an error occurred inside the server that {@link #verify()} has not reported, if
     *     an action does not end, or if this is called in a callback on the server's thread
     */
    @Override
    public void close() {
        context.loop().close(() -> {
            acceptors.forEach(Acceptor::stop);
            closeSilentPorts();
            context.journal().wentDown("close()", REFUSED);
            context.journal().close();
        });
        context.actions().stop();
        throwFailures();
    }

    private void closeSilentPorts() {
        try {
            ports.closeSilent();
        } catch (IOException e) {
            context.failures().add(e);
        }
    }

    /** Returns whether {@link #close()} has been called. A server that {@linkplain #goDown() is down} is not closed. */
    public boolean isClosed() {
        return context.loop().isClosed();
    }

    private void throwFailures() {
        List<Throwable> failures = context.loop().call(this::unreportedFailures);
        if (!failures.isEmpty()) {
            IllegalStateException report = new IllegalStateException(
                    "an error inside " + this + " (" + failures.size() + " in all): " + failures.get(0),
                    failures.get(0));
            failures.subList(1, failures.size()).forEach(report::addSuppressed);
            throw report;
        }
    }

    private List<Throwable> unreportedFailures() {
        List<Throwable> all = context.failures();
        List<Throwable> unreported = List.copyOf(all.subList(failuresReported, all.size()));
        failuresReported = all.size();
        return unreported;
    }

    @Override
    public String toString() {
        return "POP3 server \"" + name + "\" at " + HostPort.of(address.getAddress(), port());
    }
}
