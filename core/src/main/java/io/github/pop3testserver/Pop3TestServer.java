package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.fault.FaultRegistry;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.ManualTime;
import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.server.Acceptor;
import io.github.pop3testserver.internal.server.Actions;
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
 * A POP3 server in memory, for tests of code that fetches mail.
 *
 * <pre>{@code
 * try (var server = Pop3TestServer.start()) {
 *     var invoice = server.maildrop().add(message("Invoice 4711"));
 *     server.on(QUIT).disconnect(beforeProcessing());
 *
 *     new InvoiceFetcher(server.endpoint()).poll();
 *
 *     assertThat(server.maildrop()).hasDeletedNothing();
 * }
 * }</pre>
 *
 * <h2>What it promises</h2>
 *
 * <p>It keeps to RFC 1939 by the letter: one session at a time has a maildrop, message-numbers stand for the whole
 * session, and messages marked by DELE are removed by the QUIT of the same session and by nothing else. They are removed
 * before the reply to QUIT is written, so that a client that has read the reply, and the test behind it, sees it done.
 *
 * <p>It listens on loopback, on a port of its own, and does all its work on one daemon thread. All that a test holds,
 * this server, its maildrops, messages, sessions and faults, can be used from any thread, during sessions and after
 * {@link #close()}. Lists are snapshots. All sessions and all messages are remembered until {@link #reset()}.
 *
 * <h2>How it is built</h2>
 *
 * <p>From below: {@code internal.loop} has the thread, its selector and its timers; {@code internal.wire} turns octets into
 * lines and replies into octets; {@code internal.store} holds users, maildrops and messages; {@code internal.protocol} is
 * the protocol, a command line in and a reply out, with one class for each state of a session; {@code internal.fault} says
 * when faults act, and what they do to an exchange. {@code internal.server} brings these together: a connection moves octets,
 * a dialogue begins an exchange for each line, the exchange goes through its phases with the faults that act on it, and the
 * journal keeps what became of it. The classes of this package are handles on all that for tests: each call is one task on
 * the server's thread, which runs when all that clients had sent before was read.
 */
public final class Pop3TestServer implements AutoCloseable {

    /** Ten milliseconds apart. */
    private static final int ATTEMPTS_TO_COME_UP = 500;

    /** Room for command lines, which are short, and for most replies. */
    private static final int SCRATCH_OCTETS = 16 * 1024;

    private final String name;
    private final InetSocketAddress address;
    private final ServerContext context;
    private final Tls tls;
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
     * @param channels of the port, and of the second one if there is one
     */
    Pop3TestServer(Pop3TestServerBuilder builder, @Nullable TlsServer tlsServer, List<ServerSocketChannel> channels) {
        this.name = builder.name();
        this.address = addressOf(channels.get(0));
        List<Throwable> failures = new ArrayList<>();
        EventLoop loop = new EventLoop(name, TimeSource.system(), failures::add);
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
                new Journal(time, loop.time()),
                new Actions(loop, failures),
                failures,
                ByteBuffer.allocate(SCRATCH_OCTETS));
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
        administratorsBuilt.forEach(context.users()::addAdministrator);
    }

    private static InetSocketAddress addressOf(ServerSocketChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("the server's channel has no address", e);
        }
    }

    /** Starts a server on a free port of the loopback interface, with one maildrop, of user {@code user} with {@code password}. */
    public static Pop3TestServer start() {
        return builder().start();
    }

    /** A server that differs from the one of {@link #start()}. */
    public static Pop3TestServerBuilder builder() {
        return new Pop3TestServerBuilder();
    }

    /** The name given to the builder, {@code pop3-test-server} by default. */
    public String name() {
        return name;
    }

    /** The numeric address that the server listens on, {@code 127.0.0.1} by default. */
    public String host() {
        return address.getAddress().getHostAddress();
    }

    public int port() {
        return address.getPort();
    }

    /** How to reach the first maildrop. */
    public Pop3Endpoint endpoint() {
        return endpoint(maildrop());
    }

    /**
     * How to reach a maildrop, with the password that it has now.
     *
     * @throws IllegalArgumentException if the maildrop is another server's
     */
    public Pop3Endpoint endpoint(Maildrop maildrop) {
        context.loop().call(() -> maildrop.storedIn(context));
        return new Pop3Endpoint(host(), port(), tls, maildrop.username(), maildrop.password());
    }

    /** The second port, of a server built with {@code alsoImplicitTls()}. */
    public OptionalInt implicitTlsPort() {
        return implicitTlsPort;
    }

    /**
     * How to reach the first maildrop by the second port.
     *
     * @throws IllegalStateException if the server was not built with {@code alsoImplicitTls()}
     */
    public Pop3Endpoint implicitTlsEndpoint() {
        int tlsPort = implicitTlsPort.orElseThrow(() -> new IllegalStateException(
                this + " has no second port; build it with Pop3TestServer.builder().alsoImplicitTls()"));
        Maildrop maildrop = maildrop();
        return new Pop3Endpoint(host(), tlsPort, Tls.IMPLICIT, maildrop.username(), maildrop.password());
    }

    /**
     * From the next connection on the server has another certificate.
     *
     * @throws IllegalStateException if the server has no TLS
     */
    public void certificate(TestCertificate certificate) {
        Objects.requireNonNull(certificate, "a certificate; TestCertificate.valid() is the default");
        TlsServer tlsServer = context.tls();
        if (tlsServer == null) {
            throw new IllegalStateException("no certificate would ever be seen: " + withoutTls());
        }
        SSLContext identity = certificate.serverContext();
        context.loop().run(() -> tlsServer.become(identity));
    }

    private String withoutTls() {
        return this + " has no TLS; build it with Pop3TestServer.builder().tls(Tls.EXPLICIT) or .tls(Tls.IMPLICIT),"
                + " or declare @Pop3Server(tls = ...)";
    }

    /** The first maildrop: the only one, as a rule. */
    public Maildrop maildrop() {
        return context.loop().call(() -> handle(context.users().maildrops().get(0)));
    }

    /**
     * The maildrop of a user.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public Maildrop maildrop(String username) {
        Objects.requireNonNull(username, "a user name");
        return context.loop().call(() -> {
            StoredMaildrop stored = context.users().maildrop(username);
            if (stored == null) {
                throw new IllegalArgumentException("no maildrop \"" + username + "\"; known: " + knownUsers()
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
     * Adds a user with an empty maildrop.
     *
     * @throws IllegalArgumentException if there is such a user, or no client could send the name or the password
     */
    public Maildrop addMaildrop(String username, String password) {
        Check.userName(username);
        Check.password(password);
        return context.loop().call(() -> handle(context.users().add(username, password)));
    }

    /**
     * Adds somebody who may open any maildrop with SASL PLAIN, by naming its user as the authorization identity (RFC 4616
     * section 2), and has none.
     *
     * @throws IllegalArgumentException if there is such a user, or no client could send the name or the password
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
     * Begins a fault: says when something is to go wrong. It has no effect until the trigger is given one.
     *
     * @throws IllegalStateException if it is to be in a TLS handshake, and the server has no TLS, or after {@link #close()}
     */
    public FaultTrigger on(Pop3Event event) {
        Objects.requireNonNull(event, "an event");
        if (event == Pop3Event.TLS_HANDSHAKE && context.tls() == null) {
            throw new IllegalStateException("on(TLS_HANDSHAKE) can never match: " + withoutTls());
        }
        String declaredAt = CallSite.find();
        return context.loop().call(() -> {
            requireNotClosed("on(" + event + ")");
            return new FaultTrigger(context, event, context.faults().begin(event, declaredAt));
        });
    }

    /** The faults, in the order of their declaration. */
    public List<InstalledFault> faults() {
        return context.loop().call(() -> {
            List<InstalledFault> faults = new ArrayList<>();
            for (Fault fault : context.faults().faults()) {
                faults.add(new InstalledFault(context, fault));
            }
            return List.copyOf(faults);
        });
    }

    /** Takes all faults back: from the next command on the server is a correct one. */
    public void clearFaults() {
        context.loop().run(context.faults()::clear);
    }

    /**
     * Ends all sessions and listens no more, as a server that is down: clients are refused. The port stays this server's.
     * The second and later calls do nothing.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public void goDown() {
        context.loop().run(() -> {
            requireNotClosed("goDown()");
            acceptors.forEach(Acceptor::goDown);
            context.journal().wentDown("goDown()");
            acceptors.forEach(Acceptor::drop);
        });
    }

    /**
     * Listens again, on the same port; does nothing if the server is not down.
     *
     * @throws IllegalStateException after {@link #close()}
     * @throws UncheckedIOException if another process has taken the port
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

    /** All lines drop: each open session ends, and its client gets FIN. New ones can connect. */
    public void dropAllConnections() {
        context.loop().run(() -> acceptors.forEach(Acceptor::drop));
    }

    /**
     * The clock that the server measures by.
     *
     * @throws IllegalStateException if the server was built without one
     */
    public VirtualClock clock() {
        if (virtualTime == null) {
            throw new IllegalStateException(this + " goes by the real time; build it with"
                    + " Pop3TestServer.builder().virtualClock(), or declare @Pop3Server(virtualClock = true)");
        }
        return new VirtualClock(context.loop(), virtualTime);
    }

    /**
     * Makes the server as new, on the same port: sessions are ended, maildrops emptied, faults taken back, the record of what
     * has happened is cleared. Maildrops that the server was built with stay good, and have their first passwords again; those
     * that were added later are gone. Unique-ids from before do not come again. Errors inside the server that were not reported
     * yet are not forgotten.
     *
     * @throws IllegalStateException after {@link #close()}
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

    /** The sessions, in the order in which their clients connected. */
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
     * The session of the client that connected last.
     *
     * @throws IllegalStateException if no client has connected yet
     */
    public Pop3Session lastSession() {
        List<Pop3Session> sessions = sessions();
        if (sessions.isEmpty()) {
            throw new IllegalStateException("no client has connected to " + this + " yet");
        }
        return sessions.get(sessions.size() - 1);
    }

    /** All conversations so far. */
    public Transcript transcript() {
        return context.loop().call(context.journal()::transcript);
    }

    /** Waits, for five seconds at most, for what happens without the test's hearing of it. */
    public Pop3Await await() {
        return await(Pop3Await.DEFAULT_PATIENCE);
    }

    /** As {@link #await()}, with another patience. */
    public Pop3Await await(Duration timeout) {
        return new Pop3Await(context, timeout, reported);
    }

    /**
     * Waits until no client is connected, for half a second at most, so that what clients did last has arrived: a client that
     * closes its connection without reading the reply to QUIT cannot know whether QUIT was processed, and neither can its test.
     * {@link #verify()}, {@link #problems()} and the assertions do so before they judge against the clients; a test that looks
     * for itself may need it.
     *
     * @return whether no client is connected any more
     */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /** What {@link #verify()} would report: faults that never took effect, or have none, and gates left closed. */
    public List<String> problems() {
        List<String> problems = context.loop().call(context.faults()::problems);
        if (problems.isEmpty()) {
            return problems;
        }
        settle();
        return context.loop().call(context.faults()::problems);
    }

    /**
     * Says what is wrong with the test's use of the server: faults that never took effect, or have none, and gates that were
     * left closed, which are released. The JUnit extension calls this after each test that passed.
     *
     * @throws AssertionError if there is something, naming the lines that declare it, unless the server was built with
     *     another {@link Strictness}
     * @throws IllegalStateException if there was an error inside the server, whatever the strictness
     */
    public void verify() {
        throwFailures();
        boolean lenient = context.settings().strictness() == Strictness.LENIENT;
        List<String> problems = lenient ? List.of() : problems();
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

    /** Why a problem may be reported too early; empty if it is not. */
    private String stillConnected() {
        List<Integer> sessions = context.loop().call(new Settling(context)::connected);
        return sessions.isEmpty()
                ? ""
                : "\n(judged while clients were still connected, in sessions " + sessions
                        + "; let them close their connections)";
    }

    /**
     * Ends all sessions, releases the port, and ends the server's thread; the second and later calls do nothing. What was
     * recorded stays readable. Threads that wait for something, by {@link #await()} or at a {@link Gate}, fail at once if it
     * has not happened. Actions of {@link FaultTrigger#run} that are not over are interrupted, and waited for, for five seconds
     * at most. The server cannot be used again: {@code comeUp()}, {@code goDown()}, {@code reset()} and
     * {@code on(...)} are refused.
     *
     * @throws IllegalStateException if there was an error inside the server that {@link #verify()} has not reported, or an
     *     action does not end when it is interrupted
     */
    @Override
    public void close() {
        context.loop().close(() -> {
            acceptors.forEach(Acceptor::stop);
            context.journal().wentDown("close()");
            context.journal().close();
        });
        context.actions().stop();
        throwFailures();
    }

    /** Whether {@link #close()} has been called; a server that {@linkplain #goDown() is down} is not closed. */
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
