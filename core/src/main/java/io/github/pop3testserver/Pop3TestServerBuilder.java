package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.ManualTime;
import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.protocol.Capabilities;
import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.internal.sasl.SaslMechanism;
import io.github.pop3testserver.internal.sasl.SaslPrep;
import io.github.pop3testserver.internal.server.BoundPorts;
import io.github.pop3testserver.internal.server.Settings;
import io.github.pop3testserver.internal.server.TimeLimits;
import io.github.pop3testserver.internal.server.TlsHosts;
import io.github.pop3testserver.internal.server.TlsProfile;
import io.github.pop3testserver.internal.server.TlsProfile.ClientCertificates;
import io.github.pop3testserver.internal.server.TlsServer;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.internal.x509.HostName;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.io.PrintStream;
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
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures a server. Call {@link #start()} to launch it.
 *
 * <p>By default the server offers every feature but TLS, APOP and UTF8. It listens on a free loopback port, and has one
 * maildrop, with user name {@code user} and password {@code password}. A builder can start several servers. It is not
 * thread-safe.
 */
public final class Pop3TestServerBuilder {

    /** Who has a maildrop if no user was named. */
    static final String DEFAULT_USER = "user";

    private static final int LARGEST_LINE = 1 << 20;
    private static final List<SaslMechanism> ALL_MECHANISMS = List.of(SaslMechanism.values());

    /** The users' names as given, by their SASLprep form. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, String> maildrops = new LinkedHashMap<>();
    private final Map<String, String> administrators = new LinkedHashMap<>();
    private String name = "pop3-test-server";
    private InetAddress bindAddress = InetAddress.getLoopbackAddress();
    private final List<InetAddress> silentAddresses = new ArrayList<>(0);
    private int port;
    private String greeting = "POP3 server ready";
    private boolean anyLogin;
    private boolean apop;

    /** Empty for one that differs from session to session. */
    private String apopTimestamp = "";

    private boolean utf8;
    private List<SaslMechanism> mechanisms = ALL_MECHANISMS;
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
    private @Nullable Reply lastReply;
    private @Nullable Duration maxSessionTime;
    private PlaintextAfterStls plaintextAfterStls = PlaintextAfterStls.CLOSE;
    private Tls tls = Tls.NONE;
    private @Nullable TestCertificate certificate;
    private List<String> tlsVersions = List.of();
    /** The certificates for clients that ask for a host, by host. */
    private final Map<String, TestCertificate> hosts = new LinkedHashMap<>();

    private boolean refusesUnknownHosts;
    private List<String> cipherSuites = List.of();
    private ClientCertificates clientCertificates = ClientCertificates.NOT_REQUESTED;
    private boolean alsoImplicitTls;
    private Strictness strictness = Strictness.STRICT;
    private @Nullable PrintStream log;
    private TimeSource realTime = TimeSource.system();

    /** Null for the real time. */
    private @Nullable Instant virtualStart;

    Pop3TestServerBuilder() {}

    /** Sets the server's name, for its thread and for messages. Default: {@code pop3-test-server}. */
    public Pop3TestServerBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "a name must not be null");
        return this;
    }

    /**
     * Sets a fixed port. Prefer the default: two test runs on one machine cannot share a port.
     *
     * @param port from 0 to 65,535; 0, the default, selects a free port
     * @throws IllegalArgumentException if the port is out of range
     */
    public Pop3TestServerBuilder port(int port) {
        this.port = Check.range(port, 0, 65_535, "a port");
        return this;
    }

    /**
     * Sets the address to listen on. Default: the loopback address. Anyone who can reach another address can read and
     * delete the test's messages.
     */
    public Pop3TestServerBuilder bindAddress(InetAddress address) {
        // Without an address a socket listens on all of them.
        this.bindAddress = Objects.requireNonNull(
                address, "an address must not be null; InetAddress.getLoopbackAddress() is the default");
        return this;
    }

    /**
     * Takes the server's port at another address of this machine as well, where clients that connect get no answer: so a host
     * name can have an address of the other family that does not work. For example, let {@code curl} find two addresses by
     * {@code --resolve "mail.test:<port>:[::1],127.0.0.1"}. Default: nothing listens at other addresses, so clients are refused.
     * {@link #start()} rejects the address that the server listens on; on a system that cannot ignore clients, such as Windows,
     * it fails.
     *
     * @param address such as {@code InetAddress.getByName("::1")}
     */
    public Pop3TestServerBuilder silentAddress(InetAddress address) {
        silentAddresses.add(Objects.requireNonNull(address, "an address must not be null"));
        return this;
    }

    /**
     * Adds a user with a maildrop. The first call replaces the default user.
     *
     * @param username must not be blank, begin or end with a space, or contain a control character
     * @param password must not contain CR, LF or NUL
     * @throws IllegalArgumentException if no client could send the name or the password, or if the user exists; names
     *     that SASLprep (RFC 4013) maps to the same name are the same user
     */
    public Pop3TestServerBuilder maildrop(String username, String password) {
        addUser(username, password, maildrops);
        return this;
    }

    /**
     * Adds an administrator, who may open any maildrop with SASL PLAIN or EXTERNAL and has none. The client sends the
     * maildrop's user as the authorization identity (RFC 4616 section 2).
     *
     * @throws IllegalArgumentException as for {@link #maildrop}
     */
    public Pop3TestServerBuilder administrator(String name, String password) {
        addUser(name, password, administrators);
        return this;
    }

    /**
     * Makes every user name exist, with any password or token. Each user has a separate maildrop, from the first login on, or
     * from {@link Pop3TestServer#maildrop(String)}. APOP and CRAM-MD5 accept any digest. SCRAM is not offered, because there the
     * server proves that it knows the password. Users of {@link #maildrop} and {@link Pop3TestServer#addMaildrop} and
     * administrators need their own passwords, and so does a user from {@link Maildrop#changePassword} on. {@link #start()}
     * rejects this together with {@link #authMechanisms} that name SCRAM. Default: only users that were added can log in.
     */
    public Pop3TestServerBuilder anyLogin() {
        this.anyLogin = true;
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

    /**
     * Sets the text after {@code +OK} in the greeting. Default: {@code POP3 server ready}.
     *
     * @throws IllegalArgumentException if the text contains CR or LF, or begins like a response code or a status line
     */
    public Pop3TestServerBuilder greeting(String text) {
        Reply.ok(text); // rejects text that is not valid in a status line
        this.greeting = text;
        return this;
    }

    /** Enables APOP, and adds a timestamp to the greeting (RFC 1939 section 7). Default: off. */
    public Pop3TestServerBuilder apop() {
        this.apop = true;
        this.apopTimestamp = "";
        return this;
    }

    /**
     * Like {@link #apop()}, with this timestamp in the greeting of each session, so that a test knows the digest.
     *
     * @param timestamp such as {@code <1896.697170952@dbc.mtview.ca.us>}
     * @throws IllegalArgumentException if the timestamp is not a message-id in angle brackets (RFC 1939 section 7)
     */
    public Pop3TestServerBuilder apop(String timestamp) {
        apop();
        this.apopTimestamp = Check.timestamp(timestamp);
        return this;
    }

    /**
     * Enables and announces the UTF8 command (RFC 6856). RETR and TOP then refuse a message with UTF-8 in its headers
     * with {@code -ERR [UTF8]} until the client has sent UTF8. Default: off; the server sends every message as it is.
     */
    public Pop3TestServerBuilder utf8() {
        this.utf8 = true;
        return this;
    }

    /**
     * Sets the SASL mechanisms of AUTH, announced in this order. Pass no names to disable AUTH. Default: all supported
     * mechanisms. {@code EXTERNAL} is offered only to a client that has presented a certificate; {@link #start()}
     * rejects its name without {@link #wantClientCertificate()} or {@link #requireClientCertificate()}.
     *
     * @throws IllegalArgumentException if a mechanism is unknown; the message lists the supported ones
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

    /**
     * Makes XOAUTH2 reject a token with {@code -ERR} at once. By default, the server first sends the error as a
     * challenge, which the client must answer.
     */
    public Pop3TestServerBuilder rejectTokensImmediately() {
        this.rejectsTokensImmediately = true;
        return this;
    }

    /**
     * Disables logins that send a password or token in cleartext until the connection uses TLS (RFC 5034 section 4).
     * These are USER and PASS, and AUTH with PLAIN, LOGIN, XOAUTH2 and OAUTHBEARER.
     */
    public Pop3TestServerBuilder requireTlsForPlaintextLogin() {
        this.plaintextNeedsTls = true;
        return this;
    }

    /**
     * Sets the lines that CAPA lists, such as {@code EXPIRE 0}, whether or not the server supports them. This changes
     * only what CAPA lists. Default: what the server supports.
     *
     * @throws IllegalArgumentException if a line is empty, begins with a dot, or contains CR or LF
     */
    public Pop3TestServerBuilder capabilities(String... lines) {
        this.capabilities = capabilityLines(lines);
        return this;
    }

    /**
     * Adds lines that CAPA lists only after login. There they replace lines with the same name (RFC 2449 section 6.7):
     * with {@link #capabilities}, {@code EXPIRE 25 USER} before login can become {@code EXPIRE 60}.
     *
     * @throws IllegalArgumentException if a line is empty, begins with a dot, or contains CR or LF
     */
    public Pop3TestServerBuilder capabilitiesAfterLogin(String... lines) {
        this.afterLogin.addAll(capabilityLines(lines));
        return this;
    }

    private static List<String> capabilityLines(String... lines) {
        for (String line : Check.noNulls("a capability", lines)) {
            if (line.isEmpty() || line.startsWith(".") || !LineEnds.isOneLine(line)) {
                throw new IllegalArgumentException(
                        "a capability must be one line that is not empty and does not begin with a"
                                + " dot (RFC 2449 section 3), but was \"" + line + "\"");
            }
        }
        return List.of(lines);
    }

    /**
     * Removes capabilities, {@code CAPA} itself included. CAPA does not list them, and the server rejects their
     * commands. Without {@code RESP-CODES}, replies have no response codes.
     *
     * @throws IllegalArgumentException if a name is unknown; the message lists the known ones
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
            throw new IllegalArgumentException(
                    "the server has no capability \"" + name + "\"; known: " + String.join(", ", Capabilities.NAMES));
        }
        return known;
    }

    /**
     * Sets the maximum length of a command line, in octets, including CRLF. The server answers a longer line with
     * {@code -ERR}, and the session continues. Default: 512.
     *
     * @throws IllegalArgumentException if the limit is below 255 (RFC 2449 section 4) or above 1,048,576
     */
    public Pop3TestServerBuilder maxLineOctets(int octets) {
        this.maxLineOctets = Check.range(octets, 255, LARGEST_LINE, "a line limit");
        return this;
    }

    /**
     * Sets the maximum length of AUTH lines and of responses to challenges, in octets, including CRLF. Default: 16,384.
     * With a smaller limit, such as 512, a client must send a long token in a line of its own, or not at all.
     *
     * @throws IllegalArgumentException if the limit is below 255 or above 1,048,576
     */
    public Pop3TestServerBuilder maxSaslLineOctets(int octets) {
        this.maxSaslLineOctets = Check.range(octets, 255, LARGEST_LINE, "a SASL line limit");
        return this;
    }

    /**
     * Makes the server close the connection after this many failed logins in a session. Default: never.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Pop3TestServerBuilder maxLoginAttempts(int most) {
        this.maxLoginAttempts = Check.range(most, 1, Integer.MAX_VALUE, "a number of login attempts");
        return this;
    }

    /**
     * Makes the server close the connection after this many commands in a row that it answered with {@code -ERR}.
     * Default: never.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Pop3TestServerBuilder maxBadCommands(int most) {
        this.maxBadCommands = Check.range(most, 1, Integer.MAX_VALUE, "a number of bad commands");
        return this;
    }

    /**
     * Sets how many sessions may have a {@linkplain Maildrop#shared shared} maildrop open at a time. The server refuses
     * further logins with {@code -ERR [IN-USE]}. Default: unlimited.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public Pop3TestServerBuilder maxSessionsPerUser(int most) {
        this.maxSessionsPerUser = Check.range(most, 1, Integer.MAX_VALUE, "a number of sessions");
        return this;
    }

    /**
     * Sets how long a client may be idle before the server ends its session without UPDATE (RFC 1939 section 3). The
     * virtual clock measures this time, if there is one. A client to which a reply is still being sent is not idle. Default: 10
     * minutes, the minimum that the RFC allows.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public Pop3TestServerBuilder autologout(Duration idle) {
        this.autologout = Check.positive(idle, "an autologout time");
        this.lastReply = null;
        return this;
    }

    /**
     * Like {@link #autologout(Duration)}, but the server says this before it ends the session, such as
     * {@code Reply.err("Disconnected for inactivity.")}. A client takes it for the reply to its next command.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public Pop3TestServerBuilder autologout(Duration idle, Reply lastReply) {
        Objects.requireNonNull(idle, "an autologout time must not be null");
        Objects.requireNonNull(lastReply, "a last reply must not be null; autologout(idle) sends none");
        autologout(idle);
        this.lastReply = lastReply;
        return this;
    }

    /**
     * Makes the server close the connection this long after login, however busy the session is. It ends without UPDATE.
     * The virtual clock measures this time, if there is one. Default: never.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public Pop3TestServerBuilder maxSessionTime(Duration afterLogin) {
        this.maxSessionTime = Check.positive(afterLogin, "a session time");
        return this;
    }

    /** Sets whether clients use STLS, implicit TLS or neither. Default: {@link Tls#NONE}. */
    public Pop3TestServerBuilder tls(Tls kind) {
        this.tls = Objects.requireNonNull(kind, "a kind of TLS must not be null; Tls.NONE is the default");
        return this;
    }

    /**
     * Sets the TLS versions that the server offers, such as {@code TLSv1.2}. {@link #start()} rejects a version that
     * this JVM does not support, or that the security property {@code jdk.tls.disabledAlgorithms} disables, as it
     * usually does {@code TLSv1.1}. Default: the versions that the JVM enables.
     */
    public Pop3TestServerBuilder tlsVersions(String... versions) {
        this.tlsVersions = Check.noNulls("a TLS version", versions);
        return this;
    }

    /**
     * Sets the cipher suites that the server offers, such as {@code TLS_AES_128_GCM_SHA256} for TLS 1.3 and
     * {@code TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256} for TLS 1.2. The key of the test CA's certificates is an elliptic
     * curve key; suites for RSA need a {@linkplain TestCertificate#keyStore certificate of your own}. {@link #start()}
     * rejects a suite that this JVM does not support or disables, one that belongs to none of the
     * {@linkplain #tlsVersions versions}, a version without any of the suites, and suites without TLS. Default: the
     * suites that the JVM enables.
     */
    public Pop3TestServerBuilder cipherSuites(String... suites) {
        this.cipherSuites = Check.noNulls("a cipher suite", suites);
        return this;
    }

    /** Sets the server certificate; without TLS it is unused. Default: {@link TestCertificate#valid()}. */
    public Pop3TestServerBuilder certificate(TestCertificate certificate) {
        this.certificate = Objects.requireNonNull(
                certificate, "a certificate must not be null; TestCertificate.valid() is the default");
        return this;
    }

    /**
     * Sets the certificate for clients that ask for this host in their TLS handshake (SNI, RFC 6066 section 3). Other
     * clients, and those that ask for none, get that of {@link #certificate}. {@link #start()} rejects this without
     * TLS.
     *
     * @param host a DNS name without a wildcard; upper and lower case do not matter
     * @throws IllegalArgumentException if the host is not such a name
     */
    public Pop3TestServerBuilder certificateFor(String host, TestCertificate certificate) {
        HostName.checkRequested(Objects.requireNonNull(host, "a host name must not be null"));
        hosts.put(
                host.toLowerCase(Locale.ROOT),
                Objects.requireNonNull(
                        certificate, "a certificate must not be null; TestCertificate.forHost(host) is a valid one"));
        return this;
    }

    /**
     * Refuses a client that asks for no host of {@link #certificateFor}, or for no host at all, with the alert
     * {@code unrecognized_name} (RFC 6066 section 3). {@link #start()} rejects this without such a host, and a
     * {@link #certificate}, which no client would get.
     */
    public Pop3TestServerBuilder refuseUnknownHosts() {
        this.refusesUnknownHosts = true;
        return this;
    }

    /**
     * Asks each client for a certificate in the TLS handshake (RFC 8446 section 4.3.2). A client may have none. The
     * server refuses a certificate that has expired or that the test CA has not issued; see
     * {@link io.github.pop3testserver.model.ClientCertificate}. The user of a certificate can log in by SASL EXTERNAL
     * (RFC 4422 appendix A): as itself if the client sends no authorization identity; as another user only if it is an
     * {@linkplain #administrator administrator}. {@link #start()} rejects this without TLS.
     */
    public Pop3TestServerBuilder wantClientCertificate() {
        this.clientCertificates = ClientCertificates.WANTED;
        return this;
    }

    /**
     * Like {@link #wantClientCertificate()}, but the TLS handshake fails for a client without a certificate. With TLS
     * 1.3, the client then learns it from its first read, after its side of the handshake is complete.
     */
    public Pop3TestServerBuilder requireClientCertificate() {
        this.clientCertificates = ClientCertificates.REQUIRED;
        return this;
    }

    /**
     * Opens a second port to the same maildrops, with implicit TLS; see {@link Pop3TestServer#implicitTlsEndpoint()}.
     */
    public Pop3TestServerBuilder alsoImplicitTls() {
        this.alsoImplicitTls = true;
        return this;
    }

    /** Sets what the server does with plaintext that arrives after STLS. Default: {@link PlaintextAfterStls#CLOSE}. */
    public Pop3TestServerBuilder plaintextAfterStls(PlaintextAfterStls policy) {
        this.plaintextAfterStls = Objects.requireNonNull(
                policy,
                "what becomes of plaintext after STLS must not be null; PlaintextAfterStls.CLOSE is the default");
        return this;
    }

    /**
     * Gives the server a {@linkplain VirtualClock virtual clock} that starts at 2026-01-01T00:00:00Z. Default: real
     * time.
     */
    public Pop3TestServerBuilder virtualClock() {
        return virtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /**
     * Gives the server a {@linkplain VirtualClock virtual clock} that starts at this instant.
     *
     * @throws IllegalArgumentException if the start is more than about 292 million years before or after 1970
     */
    public Pop3TestServerBuilder virtualClock(Instant start) {
        this.virtualStart = Check.clockStart(
                Objects.requireNonNull(start, "a start must not be null; use virtualClock() for the default"));
        return this;
    }

    /** Sets what {@link Pop3TestServer#verify()} does about unused faults. Default: {@link Strictness#STRICT}. */
    public Pop3TestServerBuilder strictness(Strictness how) {
        this.strictness =
                Objects.requireNonNull(how, "a strictness must not be null; Strictness.STRICT is the default");
        return this;
    }

    /**
     * Prints each conversation while it happens, line by line as in transcripts: secrets are masked. The server's thread
     * prints, so the stream must not wait for anything. It is flushed after each line, and never closed. Default: no
     * stream.
     *
     * <p>With or without a stream, the lines go to the {@link System.Logger} {@code io.github.pop3testserver.conversation}
     * at level {@code DEBUG}, which {@code java.util.logging} does not show by default. This needs a JVM that logs: one
     * with JUnit, SLF4J or Log4j, or with a configuration file of {@code java.util.logging}. If a fault has kept a client
     * waiting for 30 seconds of real time, the stream and the logger get a warning, which is shown by default.
     *
     * <p>What the stream or the logger throws, {@link Pop3TestServer#verify()} or {@link Pop3TestServer#close()} throws.
     * After that, this server prints and logs nothing more.
     */
    public Pop3TestServerBuilder log(PrintStream stream) {
        this.log = Objects.requireNonNull(stream, "a stream must not be null; System.out, for example");
        return this;
    }

    /** Lets tests wait without waiting. */
    Pop3TestServerBuilder realTime(TimeSource time) {
        this.realTime = time;
        return this;
    }

    /**
     * Starts the server. When this method returns, clients can connect.
     *
     * @throws IllegalArgumentException if the JVM does not support a TLS version or a cipher suite, if a setting for TLS
     *     would have no effect, or if an administrator has the name {@code user} and there is no {@link #maildrop}
     * @throws java.io.UncheckedIOException if the server cannot listen on the address and port
     */
    public Pop3TestServer start() {
        // Validate first, so that no port is left open.
        for (String administrator : administrators.keySet()) {
            if (maildrops.isEmpty() && SaslPrep.key(administrator).equals(DEFAULT_USER)) {
                throw new IllegalArgumentException(
                        "the administrator \"user\" has the name of the default maildrop's user;"
                                + " name another maildrop with maildrop(username, password)");
            }
        }
        requireNoScramWithAnyLogin();
        if (silentAddresses.contains(bindAddress)) {
            throw new IllegalArgumentException("the server cannot be silent at " + bindAddress.getHostAddress()
                    + ", because it listens there; give silentAddress(...) another address, or call goDownSilently()");
        }
        TlsServer tlsServer = tlsServer();
        return new Pop3TestServer(
                this,
                tlsServer,
                BoundPorts.open(bindAddress, alsoImplicitTls ? List.of(port, 0) : List.of(port), silentAddresses));
    }

    String name() {
        return name;
    }

    private void requireNoScramWithAnyLogin() {
        if (anyLogin && mechanisms != ALL_MECHANISMS) {
            mechanisms.stream().filter(SaslMechanism::needsPassword).findFirst().ifPresent(scram -> {
                throw new IllegalArgumentException("anyLogin() cannot offer " + scram.mechanismName()
                        + ": the server would have to prove that it knows the password; name other mechanisms in"
                        + " authMechanisms(...), or add users with maildrop(username, password) instead of anyLogin()");
            });
        }
    }

    private List<SaslMechanism> offeredMechanisms() {
        return anyLogin
                ? mechanisms.stream()
                        .filter(mechanism -> !mechanism.needsPassword())
                        .toList()
                : mechanisms;
    }

    /** The maildrops by their users' names; one of a default user if none was named, unless that user exists anyway. */
    Map<String, String> maildrops() {
        return maildrops.isEmpty() && !anyLogin ? Map.of(DEFAULT_USER, "password") : new LinkedHashMap<>(maildrops);
    }

    boolean acceptsAnyLogin() {
        return anyLogin;
    }

    Tls tls() {
        return tls;
    }

    /** Null for none. */
    @Nullable
    PrintStream log() {
        return log;
    }

    TimeSource realTime() {
        return realTime;
    }

    /** Null for a server without TLS. The first one in a JVM takes tenths of a second. */
    private @Nullable TlsServer tlsServer() {
        boolean namesExternal = mechanisms != ALL_MECHANISMS && mechanisms.contains(SaslMechanism.EXTERNAL);
        if (namesExternal && clientCertificates == ClientCertificates.NOT_REQUESTED) {
            throw new IllegalArgumentException(
                    "the mechanism EXTERNAL can never be offered: the server asks for no client"
                            + " certificate; call wantClientCertificate() or requireClientCertificate() too");
        }
        if (tls == Tls.NONE && !alsoImplicitTls) {
            requireTlsIf(clientCertificates != ClientCertificates.NOT_REQUESTED, "a request for client certificates");
            requireTlsIf(!cipherSuites.isEmpty(), "cipherSuites(...)");
            requireTlsIf(!hosts.isEmpty(), "certificateFor(...)");
            requireTlsIf(refusesUnknownHosts, "refuseUnknownHosts()");
            return null;
        }
        return new TlsServer(
                (certificate == null ? TestCertificate.valid() : certificate).serverContext(),
                new TlsProfile(tlsVersions, cipherSuites, clientCertificates, tlsHosts()));
    }

    private TlsHosts tlsHosts() {
        if (refusesUnknownHosts && hosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "refuseUnknownHosts() would refuse each client; name a host with certificateFor(host, certificate)");
        }
        if (refusesUnknownHosts && certificate != null) {
            throw new IllegalArgumentException(
                    "certificate(...) would have no effect: refuseUnknownHosts() leaves no client"
                            + " that gets it; remove one of them");
        }
        Map<String, SSLContext> contexts = new HashMap<>();
        hosts.forEach((host, own) -> contexts.put(host, own.serverContext()));
        return new TlsHosts(contexts, refusesUnknownHosts);
    }

    private static void requireTlsIf(boolean isSet, String setting) {
        if (isSet) {
            throw new IllegalArgumentException(setting + " would have no effect: the server has no TLS; build it with"
                    + " tls(Tls.EXPLICIT), tls(Tls.IMPLICIT) or alsoImplicitTls(), or declare @Pop3Server(tls = ...)");
        }
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
                offeredMechanisms(),
                apop,
                apopTimestamp,
                tls == Tls.EXPLICIT,
                plaintextNeedsTls,
                rejectsTokensImmediately,
                maxLoginAttempts,
                maxBadCommands);
        TimeLimits limits = new TimeLimits(autologout, lastReply, maxSessionTime);
        return new Settings(features, maxLineOctets, maxSaslLineOctets, limits, plaintextAfterStls, strictness);
    }
}
