package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.ManualTime;
import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.protocol.Capabilities;
import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.internal.sasl.SaslMechanism;
import io.github.pop3testserver.internal.sasl.SaslPrep;
import io.github.pop3testserver.internal.server.Acceptor;
import io.github.pop3testserver.internal.server.Settings;
import io.github.pop3testserver.internal.server.TlsServer;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to be like; {@link #start()} ends it. Without any step it is a correct and complete server on
 * loopback, with one maildrop, of user {@code user} with {@code password}. Not for use by several threads at once.
 */
public final class Pop3TestServerBuilder {

    private static final int LARGEST_LINE = 1 << 20;

    /** The users' names as given, by what SASLprep makes of them. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> maildrops = new LinkedHashMap<>();
    private final Map<String, String> administrators = new LinkedHashMap<>();
    private String name = "pop3-test-server";
    private InetAddress bindAddress = InetAddress.getLoopbackAddress();
    private int port;
    private String greeting = "POP3 server ready";
    private boolean apop;
    private boolean utf8;
    private List<SaslMechanism> mechanisms = List.of(SaslMechanism.values());
    private boolean plaintextNeedsTls;
    private boolean rejectsTokensImmediately;
    private @Nullable List<String> capabilities;
    private final Set<String> withheld = new TreeSet<>();
    private final List<String> afterLogin = new ArrayList<>();
    private int maxLineOctets = 512;
    private int maxSaslLineOctets = 16 * 1024;
    private int maxLoginAttempts = Integer.MAX_VALUE;
    private int maxBadCommands = Integer.MAX_VALUE;
    private int maxSessionsPerUser = Integer.MAX_VALUE;
    private Duration autologout = Duration.ofMinutes(10);
    private PlaintextAfterStls plaintextAfterStls = PlaintextAfterStls.CLOSE;
    private Tls tls = Tls.NONE;
    private @Nullable TestCertificate certificate;
    private List<String> tlsVersions = List.of();
    private boolean alsoImplicitTls;
    private Strictness strictness = Strictness.STRICT;

    /** Null for the real time. */
    private @Nullable Instant virtualStart;

    Pop3TestServerBuilder() {}

    /** A name for threads and messages. */
    public Pop3TestServerBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "a name");
        return this;
    }

    /**
     * A fixed port. Rarely a good idea: two test runs on one machine cannot share it.
     *
     * @param port 0, as by default, for one that is free
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    public Pop3TestServerBuilder port(int port) {
        this.port = Check.range(port, 0, 65_535, "a port");
        return this;
    }

    /** Another address than loopback. Whoever can reach it can then read and delete what the test has seeded. */
    public Pop3TestServerBuilder bindAddress(InetAddress address) {
        // Without an address a socket listens on all of them.
        this.bindAddress =
                Objects.requireNonNull(address, "an address; InetAddress.getLoopbackAddress() is the default");
        return this;
    }

    /**
     * A user and the password of the user's maildrop. With the first call the default user is gone.
     *
     * @throws IllegalArgumentException if the user was named before (names that SASLprep, RFC 4013, makes the same are one), or
     *     no client could send the name or the password: a name is not empty, and has neither control characters nor a space at
     *     either end; a password has no CR, LF and NUL
     */
    public Pop3TestServerBuilder maildrop(String username, String password) {
        addUser(username, password, maildrops);
        return this;
    }

    /**
     * Somebody who may open any maildrop with SASL PLAIN, by naming its user as the authorization identity (RFC 4616
     * section 2), and has none.
     *
     * @throws IllegalArgumentException if there is such a user, or no client could send the name or the password
     */
    public Pop3TestServerBuilder administrator(String name, String password) {
        addUser(name, password, administrators);
        return this;
    }

    private void addUser(String username, String password, Map<String, String> users) {
        String key = SaslPrep.key(Check.userName(username));
        Check.password(password);
        String user = names.putIfAbsent(key, username);
        if (user != null) {
            throw Users.nameTaken(username, user);
        }
        users.put(username, password);
    }

    /** The text that follows {@code +OK} in the greeting. */
    public Pop3TestServerBuilder greeting(String text) {
        Reply.ok(text); // refuses what cannot stand in a status line
        this.greeting = text;
        return this;
    }

    /** The greeting gets a timestamp, and APOP is taken (RFC 1939 section 7). */
    public Pop3TestServerBuilder apop() {
        this.apop = true;
        return this;
    }

    /**
     * The server announces and accepts UTF8 (RFC 6856): RETR and TOP refuse a message with UTF-8 in its headers with
     * {@code -ERR [UTF8]} until the client has sent UTF8. By default, as on servers in the field, there is no such command,
     * and each message is sent as it is.
     */
    public Pop3TestServerBuilder utf8() {
        this.utf8 = true;
        return this;
    }

    /**
     * The SASL mechanisms that are announced and taken, in this order; none for none. By default all that there are.
     *
     * @throws IllegalArgumentException if one is unknown, naming those that are known
     */
    public Pop3TestServerBuilder authMechanisms(String... names) {
        List<SaslMechanism> chosen = new ArrayList<>();
        for (String mechanismName : Check.noNulls("the name of a mechanism", names)) {
            chosen.add(mechanism(mechanismName));
        }
        this.mechanisms = chosen;
        return this;
    }

    private static SaslMechanism mechanism(String name) {
        SaslMechanism mechanism = SaslMechanism.named(name);
        if (mechanism == null) {
            List<String> known = Arrays.stream(SaslMechanism.values())
                    .map(SaslMechanism::mechanismName)
                    .toList();
            throw new IllegalArgumentException(
                    "no SASL mechanism \"" + name + "\"; known: " + String.join(", ", known));
        }
        return mechanism;
    }

    /** A token that XOAUTH2 refuses is answered by {@code -ERR} at once, as Microsoft does, and not by a challenge first. */
    public Pop3TestServerBuilder rejectTokensImmediately() {
        this.rejectsTokensImmediately = true;
        return this;
    }

    /** Passwords and tokens in the clear are neither announced nor taken before TLS (RFC 5034 section 4). */
    public Pop3TestServerBuilder requireTlsForPlaintextLogin() {
        this.plaintextNeedsTls = true;
        return this;
    }

    /**
     * The lines that CAPA lists, true or not, in place of those that are true: {@code "EXPIRE 0"} for example.
     *
     * @throws IllegalArgumentException if one is empty, begins with a dot, or has a line end of its own
     */
    public Pop3TestServerBuilder capabilities(String... lines) {
        this.capabilities = capabilityLines(lines);
        return this;
    }

    /**
     * Lines that CAPA lists after login only. One takes the place of a line of {@link #capabilities} with the same name, which
     * is listed before login: {@code EXPIRE 25 USER}, and then {@code EXPIRE 60} (RFC 2449 section 6.7).
     *
     * @throws IllegalArgumentException if one is empty, begins with a dot, or has a line end of its own
     */
    public Pop3TestServerBuilder capabilitiesAfterLogin(String... lines) {
        this.afterLogin.addAll(capabilityLines(lines));
        return this;
    }

    private static List<String> capabilityLines(String... lines) {
        for (String line : Check.noNulls("a capability", lines)) {
            if (line.isEmpty() || line.startsWith(".") || !LineEnds.isOneLine(line)) {
                throw new IllegalArgumentException(
                        "a capability is one line, which is not empty and does not begin with a"
                                + " dot (RFC 2449 section 3), not \"" + line + "\"");
            }
        }
        return List.of(lines);
    }

    /**
     * Capabilities that the server has not got: neither are they announced, nor is the command carried out. {@code CAPA}
     * itself can be named; without {@code RESP-CODES} no reply has a response code.
     *
     * @throws IllegalArgumentException if a name is none that the server has, naming those that it has
     */
    public Pop3TestServerBuilder withoutCapabilities(String... names) {
        for (String capability : Check.noNulls("the name of a capability", names)) {
            withheld.add(knownCapability(capability));
        }
        return this;
    }

    private static String knownCapability(String name) {
        String known = name.toUpperCase(Locale.ROOT);
        if (!Capabilities.NAMES.contains(known)) {
            throw new IllegalArgumentException("the server has no capability \"" + name + "\" to be without; known: "
                    + String.join(", ", Capabilities.NAMES));
        }
        return known;
    }

    /**
     * The most octets that a command line may have, its CRLF included: 512 by default. A longer line is answered by
     * {@code -ERR}, and the session goes on.
     *
     * @throws IllegalArgumentException if it is below 255 (RFC 2449 section 4) or above 1,048,576
     */
    public Pop3TestServerBuilder maxLineOctets(int octets) {
        this.maxLineOctets = Check.range(octets, 255, LARGEST_LINE, "a line limit");
        return this;
    }

    /**
     * The same for AUTH with an initial response, and for responses to challenges: 16,384 by default, which is enough for
     * any token. Some servers take 512, so that a long token has to come in a line of its own.
     *
     * @throws IllegalArgumentException if it is below 255 or above 1,048,576
     */
    public Pop3TestServerBuilder maxSaslLineOctets(int octets) {
        this.maxSaslLineOctets = Check.range(octets, 255, LARGEST_LINE, "a SASL line limit");
        return this;
    }

    /** After as many failed logins the server hangs up; by default never. */
    public Pop3TestServerBuilder maxLoginAttempts(int most) {
        this.maxLoginAttempts = Check.range(most, 1, Integer.MAX_VALUE, "a number of login attempts");
        return this;
    }

    /** After as many commands in a row that were answered by {@code -ERR} the server hangs up; by default never. */
    public Pop3TestServerBuilder maxBadCommands(int most) {
        this.maxBadCommands = Check.range(most, 1, Integer.MAX_VALUE, "a number of bad commands");
        return this;
    }

    /**
     * How many sessions one user may have at a time, if the maildrop is {@link Maildrop#shared shared}: one more is
     * refused with {@code -ERR [IN-USE]}.
     */
    public Pop3TestServerBuilder maxSessionsPerUser(int most) {
        this.maxSessionsPerUser = Check.range(most, 1, Integer.MAX_VALUE, "a number of sessions");
        return this;
    }

    /**
     * How long a session may go without a command before the server closes it, without UPDATE: ten minutes by default,
     * the least that RFC 1939 section 3 allows a real server.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Pop3TestServerBuilder autologout(Duration idle) {
        this.autologout = Check.positive(idle, "an autologout time");
        return this;
    }

    /** Whether TLS is offered with STLS, or begins with the first octet; by default there is none. */
    public Pop3TestServerBuilder tls(Tls kind) {
        this.tls = Objects.requireNonNull(kind, "a kind of TLS; Tls.NONE is the default");
        return this;
    }

    /**
     * The only versions of TLS that the server offers, {@code "TLSv1.2"} for example; by default all that the JDK does.
     * {@link #start()} refuses one that this JVM does not speak: the security property {@code jdk.tls.disabledAlgorithms}
     * disables {@code "TLSv1.1"} and older ones.
     */
    public Pop3TestServerBuilder tlsVersions(String... versions) {
        this.tlsVersions = Check.noNulls("a TLS version", versions);
        return this;
    }

    /** Who the server says it is, {@link TestCertificate#valid()} by default; of use only with TLS. */
    public Pop3TestServerBuilder certificate(TestCertificate certificate) {
        this.certificate = Objects.requireNonNull(certificate, "a certificate; TestCertificate.valid() is the default");
        return this;
    }

    /** Opens a second port, where TLS begins with the first octet, to the same maildrops. */
    public Pop3TestServerBuilder alsoImplicitTls() {
        this.alsoImplicitTls = true;
        return this;
    }

    /** What becomes of plaintext that a client has sent after STLS: by default the connection is closed. */
    public Pop3TestServerBuilder plaintextAfterStls(PlaintextAfterStls policy) {
        this.plaintextAfterStls = Objects.requireNonNull(
                policy, "what becomes of plaintext after STLS; PlaintextAfterStls.CLOSE is the default");
        return this;
    }

    /** The server measures by a clock that the test moves, which begins at 2026-01-01T00:00:00Z. */
    public Pop3TestServerBuilder virtualClock() {
        return virtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /**
     * The server measures by a clock that the test moves.
     *
     * @throws IllegalArgumentException if the start is more than 292 million years away from now
     */
    public Pop3TestServerBuilder virtualClock(Instant start) {
        this.virtualStart =
                Check.clockStart(Objects.requireNonNull(start, "a start; virtualClock() has one of its own"));
        return this;
    }

    /** How seriously {@code verify()} takes faults that were of no use: by default it throws. */
    public Pop3TestServerBuilder strictness(Strictness how) {
        this.strictness = Objects.requireNonNull(how, "a strictness; Strictness.STRICT is the default");
        return this;
    }

    /**
     * Starts the server. When this returns, clients can connect.
     *
     * @throws IllegalArgumentException if an administrator is named {@code user}, and no maildrop was named
     */
    public Pop3TestServer start() {
        // First what may be refused, so that no port is left open.
        if (administrators.keySet().stream().map(SaslPrep::key).anyMatch(maildrops()::containsKey)) {
            throw new IllegalArgumentException("the administrator \"user\" has the name of the default maildrop's user;"
                    + " name another maildrop with maildrop(username, password)");
        }
        TlsServer tlsServer = tlsServer();
        return new Pop3TestServer(
                this, tlsServer, Acceptor.bind(bindAddress, alsoImplicitTls ? List.of(port, 0) : List.of(port)));
    }

    String name() {
        return name;
    }

    /** The maildrops by their users' names; one of a default user if none was named. */
    Map<String, String> maildrops() {
        return maildrops.isEmpty() ? Map.of("user", "password") : new LinkedHashMap<>(maildrops);
    }

    Tls tls() {
        return tls;
    }

    /** Null for a server without TLS; takes tenths of a second for the first in a JVM. */
    private @Nullable TlsServer tlsServer() {
        if (tls == Tls.NONE && !alsoImplicitTls) {
            return null;
        }
        return new TlsServer(
                (certificate == null ? TestCertificate.valid() : certificate).serverContext(), tlsVersions);
    }

    Map<String, String> administrators() {
        return new LinkedHashMap<>(administrators);
    }

    int maxSessionsPerUser() {
        return maxSessionsPerUser;
    }

    /** Null for the real time. */
    @Nullable
    ManualTime virtualTime() {
        return virtualStart == null ? null : new ManualTime(virtualStart);
    }

    private Set<String> missingCapabilities() {
        Set<String> missing = new TreeSet<>(withheld);
        if (!utf8) {
            missing.add("UTF8");
        }
        return missing;
    }

    Settings settings() {
        ServerFeatures features = new ServerFeatures(
                greeting,
                new Capabilities(capabilities, missingCapabilities(), afterLogin),
                mechanisms,
                apop,
                tls == Tls.EXPLICIT,
                plaintextNeedsTls,
                rejectsTokensImmediately,
                maxLoginAttempts,
                maxBadCommands);
        return new Settings(features, maxLineOctets, maxSaslLineOctets, autologout, plaintextAfterStls, strictness);
    }
}
