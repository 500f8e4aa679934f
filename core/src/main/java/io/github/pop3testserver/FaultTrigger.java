package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.fault.Effect;
import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.fault.FaultSpec;
import io.github.pop3testserver.internal.fault.FaultedExchange;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.ResponseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a fault: when it fires and what it does.
 *
 * <pre>{@code
 * server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
 * server.on(RETR).message(invoice).disconnect(afterOctets(20_000));
 * server.on(LIST).always().delay(Duration.ofMillis(200));
 * }</pre>
 *
 * <p>The last call is an effect, which installs the fault. By default a fault fires once, in whatever session matches
 * first.
 *
 * <p>Some effects decide the outcome of a command: {@code err}, {@code reply}, {@code processThenReply},
 * {@code logIn}, {@code ignore}, {@code disconnect}, {@code reset}, {@code stall} and {@code hold}. Of these, only the
 * first fault that matches and is not used up is applied, in the order of declaration: two {@code err} faults on one
 * event answer the first and the second attempt. All other effects that match are applied, in the order {@code run}, {@code delay},
 * {@code corrupt}, {@code throttle}, {@code fragment}.
 *
 * <p>A call that makes the fault impossible throws {@link IllegalArgumentException} and removes the fault.
 * {@code CONNECT} and {@code TLS_HANDSHAKE} have no reply: they allow no effect on one, and only the cut point
 * {@link CutPoint#beforeProcessing()}. Every effect throws {@link IllegalStateException} if the trigger has an effect
 * already, or if its fault was removed. This class is not thread-safe.
 */
public final class FaultTrigger {

    private static final Set<Pop3Event> LOGGING_IN = EnumSet.of(
            Pop3Event.LOGIN,
            Pop3Event.PASS,
            Pop3Event.APOP,
            Pop3Event.AUTH,
            Pop3Event.SASL_RESPONSE,
            Pop3Event.UNKNOWN_COMMAND);

    private final ServerContext context;
    private final Pop3Event event;
    private final Fault fault;
    private final StringBuilder description;
    private final List<FaultSpec.Condition> conditions = new ArrayList<>();
    private String name = "";
    private int skip;
    private FaultSpec.@Nullable Chance chance;

    private boolean installed;

    /** Why part of the declaration was refused; null if none was. */
    private @Nullable String refusal;

    /** 0 if the test has not set it. Then the default is once, or always for a fault with a probability. */
    private int times;

    FaultTrigger(ServerContext context, Pop3Event event, Fault fault) {
        this.context = context;
        this.event = event;
        this.fault = fault;
        this.description = new StringBuilder("on(").append(event).append(")");
    }

    /**
     * Restricts the fault to commands for this message, whatever its number in the session.
     *
     * @throws IllegalArgumentException if commands of the event do not name a message, or if the message belongs to
     *     another server or was added before the last {@link Pop3TestServer#reset()}
     */
    public FaultTrigger message(MaildropMessage message) {
        return checked(() -> {
            Objects.requireNonNull(message, "a message must not be null");
            requireNamingAMessage("message(...)");
            StoredMessage wanted = message.storedIn(context);
            requireNotFromBeforeReset(message, wanted.maildrop());
            return when(".message(" + message + ")", exchange -> exchange.message() == wanted);
        });
    }

    /**
     * Restricts the fault to commands with this message-number.
     *
     * @throws IllegalArgumentException if commands of the event do not name a message, or if the number is below 1
     */
    public FaultTrigger messageNumber(int number) {
        return checked(() -> {
            requireNamingAMessage("messageNumber(...)");
            Check.range(number, 1, 999_999_999, "a message-number");
            return when(".messageNumber(" + number + ")", exchange -> {
                CommandLine command = exchange.command();
                return command != null && command.messageNumber().orElse(0) == number;
            });
        });
    }

    /**
     * Restricts the fault to sessions that have opened this maildrop or, with {@code LOGIN}, to attempts to open it.
     *
     * @throws IllegalArgumentException if the event comes before login, or if the maildrop belongs to another server
     */
    public FaultTrigger maildrop(Maildrop maildrop) {
        return checked(() -> {
            Objects.requireNonNull(maildrop, "a maildrop must not be null");
            if (event.isBeforeLogin() && event != Pop3Event.LOGIN) {
                throw new IllegalArgumentException(
                        "on(" + event + ").maildrop(...) can never match: " + event
                                + " comes before a session has opened a maildrop; use on(LOGIN).maildrop(...), or inSession(...)");
            }
            StoredMaildrop wanted = context.loop().call(() -> maildrop.storedIn(context));
            return when(".maildrop(\"" + wanted.username() + "\")", exchange -> concerns(exchange, wanted));
        });
    }

    private boolean concerns(FaultedExchange exchange, StoredMaildrop wanted) {
        if (event == Pop3Event.LOGIN) {
            LoginAttempt login = exchange.login();
            return login != null && context.users().maildrop(login.username()) == wanted;
        }
        OpenMaildrop opened = exchange.maildrop();
        return opened != null && opened.maildrop() == wanted;
    }

    /**
     * Restricts the fault to one session, by its {@linkplain Pop3Session#number() number}.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public FaultTrigger inSession(int number) {
        return checked(() -> {
            Check.range(number, 1, Integer.MAX_VALUE, "a session's number");
            return when(".inSession(" + number + ")", exchange -> exchange.session() == number);
        });
    }

    /**
     * Restricts the fault to commands for which the predicate returns true. The predicate runs on the server's thread
     * and must not block.
     *
     * @throws IllegalArgumentException if the event is not a command; for {@code LOGIN} use {@link #matchingLogin}
     */
    public FaultTrigger matching(Predicate<CommandLine> test) {
        return checked(() -> {
            Objects.requireNonNull(test, "a test must not be null");
            if (!event.isCommand()) {
                throw new IllegalArgumentException("on(" + event
                        + ").matching(...) can never match: no command comes with " + event
                        + (event == Pop3Event.LOGIN ? "; use matchingLogin(...)" : ""));
            }
            return when(".matching(...)", exchange -> {
                CommandLine command = exchange.command();
                return command != null && test.test(command);
            });
        });
    }

    /**
     * Restricts the fault to login attempts for which the predicate returns true. The predicate runs on the server's
     * thread and must not block.
     *
     * <pre>{@code
     * server.on(LOGIN).matchingLogin(login -> login.mechanism().startsWith("SCRAM")).err(SYS_TEMP, "try later");
     * }</pre>
     *
     * @throws IllegalArgumentException if the event is not {@code LOGIN}
     */
    public FaultTrigger matchingLogin(Predicate<LoginAttempt> test) {
        return checked(() -> {
            Objects.requireNonNull(test, "a test must not be null");
            if (event != Pop3Event.LOGIN) {
                throw new IllegalArgumentException(
                        "on(" + event + ").matchingLogin(...) can never match; use on(LOGIN).matchingLogin(...)");
            }
            return when(".matchingLogin(...)", exchange -> {
                LoginAttempt login = exchange.login();
                return login != null && test.test(login);
            });
        });
    }

    /**
     * Ignores this many matches first.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public FaultTrigger afterSkipping(int matches) {
        skip = checked(() -> Check.range(matches, 0, Integer.MAX_VALUE, "a number of matches to skip"));
        description.append(".afterSkipping(").append(matches).append(')');
        return this;
    }

    /** Fires at the first match only. This is the default. */
    public FaultTrigger once() {
        times = 1;
        description.append(".once()");
        return this;
    }

    /**
     * Fires at the first matches, this many times in all, counted over all sessions.
     *
     * @throws IllegalArgumentException if the number is below 1
     */
    public FaultTrigger times(int number) {
        times = checked(() -> Check.range(number, 1, Integer.MAX_VALUE - 1, "a number of times"));
        description.append(".times(").append(number).append(')');
        return this;
    }

    /** Fires at every match. */
    public FaultTrigger always() {
        times = FaultSpec.ALWAYS;
        description.append(".always()");
        return this;
    }

    /**
     * Fires at each match with this probability, up to the limit of {@link #times(int)} if you call it.
     *
     * @param probability from 0 to 1
     * @param seed the same seed selects the same matches
     * @throws IllegalArgumentException if the probability is out of range
     */
    public FaultTrigger withProbability(double probability, long seed) {
        chance = checked(() -> {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability must be between 0 and 1, but was " + probability);
            }
            return new FaultSpec.Chance(probability, new Random(seed));
        });
        description
                .append(".withProbability(")
                .append(probability)
                .append(", ")
                .append(seed)
                .append(')');
        return this;
    }

    /** Names the fault in transcripts and messages. */
    public FaultTrigger named(String name) {
        this.name = checked(() -> Objects.requireNonNull(name, "a name must not be null"));
        return this;
    }

    /**
     * Sets the source location that transcripts and messages show for the fault. Default: the line that calls
     * {@link Pop3TestServer#on}. Use this in code that declares faults for a test.
     */
    public FaultTrigger declaredAt(String place) {
        String given = checked(() -> Objects.requireNonNull(place, "a place must not be null"));
        context.loop().run(() -> fault.declaredAt(given));
        return this;
    }

    /**
     * Answers {@code -ERR} and this text instead of processing the command. After such a greeting the server closes the
     * connection.
     *
     * @throws IllegalArgumentException as for {@link Reply#err(String)}
     */
    public InstalledFault err(String text) {
        return refuse(".err(\"" + text + "\")", () -> Reply.err(text));
    }

    /**
     * Like {@link #err(String)}, with a response code.
     *
     * @throws IllegalArgumentException as for {@link Reply#err(ResponseCode, String)}
     */
    public InstalledFault err(ResponseCode code, String text) {
        return refuse(".err(" + code + ", \"" + text + "\")", () -> Reply.err(code, text));
    }

    /** After a refusal instead of a greeting, the connection is closed. */
    private InstalledFault refuse(String effect, Supplier<Reply> reply) {
        boolean hangsUp = event == Pop3Event.GREETING;
        return answer(effect, () -> hangsUp ? reply.get().thenDisconnect() : reply.get(), false);
    }

    /**
     * Sends this reply instead of processing the command. The connection stays open, whatever the reply says, unless
     * you add {@link Reply#thenDisconnect()}.
     */
    public InstalledFault reply(Reply reply) {
        return answer(".reply(" + reply + ")", () -> reply, false);
    }

    /** Processes the command, then sends this reply instead of the server's own. */
    public InstalledFault processThenReply(Reply reply) {
        return answer(".processThenReply(" + reply + ")", () -> reply, true);
    }

    private InstalledFault answer(String effect, Supplier<Reply> reply, boolean processed) {
        return install(effect, () -> {
            Reply given = Objects.requireNonNull(reply.get(), "a reply must not be null");
            requireReply(effect, "");
            return new Effect.Answer(given, processed);
        });
    }

    /**
     * Logs the client in to this maildrop instead of processing the line, and answers {@code +OK}: whatever the client has sent, it
     * is taken for proof. So two faults make a mechanism that the server does not know, such as NTLM, GSSAPI or your own, if
     * {@link Pop3TestServerBuilder#capabilities} announces it:
     *
     * <pre>{@code
     * server.on(AUTH).reply(Reply.raw("+ Y2hhbGxlbmdl\r\n"));
     * server.on(SASL_RESPONSE).logIn(maildrop);
     * }</pre>
     *
     * <p>The login is refused like any other if the maildrop is locked, its login delay or lockout is not over, or the user has
     * too many sessions. A client that cancels with {@code *} is not logged in. Refuse a response with {@link #err}, which then
     * counts as a failed login. {@code on(LOGIN)} does not see a login by a mechanism that the server does not know.
     *
     * @throws IllegalArgumentException if the event is not {@code LOGIN}, {@code PASS}, {@code APOP}, {@code AUTH},
     *     {@code SASL_RESPONSE} or {@code UNKNOWN_COMMAND}, or if the maildrop belongs to another server
     */
    public InstalledFault logIn(Maildrop maildrop) {
        String effect = ".logIn(" + maildrop + ")";
        return install(effect, () -> {
            Objects.requireNonNull(maildrop, "a maildrop must not be null");
            if (!LOGGING_IN.contains(event)) {
                throw new IllegalArgumentException(
                        "on(" + event + ")" + effect + " can never log in: clients do not log in by " + event
                                + "; events by which they can: " + LOGGING_IN);
            }
            StoredMaildrop wanted = context.loop().call(() -> maildrop.storedIn(context));
            return new Effect.LogIn(wanted.username());
        });
    }

    /** Ignores the command: the server neither processes nor answers it. The session continues. */
    public InstalledFault ignore() {
        return install(".ignore()", () -> {
            requireReply(".ignore()", "");
            return new Effect.Ignore();
        });
    }

    /**
     * Closes the connection at this point. The client receives exactly the octets before it, then FIN. With TLS there
     * is no close_notify, as when a connection breaks.
     */
    public InstalledFault disconnect(CutPoint at) {
        return install(".disconnect(" + at + ")", () -> new Effect.Disconnect(possible(at)));
    }

    /** Resets the connection at this point. The client receives at most the octets before it, then RST. */
    public InstalledFault reset(CutPoint at) {
        return install(".reset(" + at + ")", () -> new Effect.Reset(possible(at)));
    }

    /**
     * The server receives the command and never replies. The session lasts until the client disconnects; autologout
     * does not end it.
     */
    public InstalledFault stall() {
        return install(".stall()", () -> new Effect.Stall(CutPoint.beforeProcessing()));
    }

    /** Sends the reply up to this point, and then nothing more. */
    public InstalledFault stall(CutPoint at) {
        return install(".stall(" + at + ")", () -> new Effect.Stall(possible(at)));
    }

    /**
     * Holds the session before the server processes the command, until the gate is released. If the client closes its
     * side meanwhile, its session ends.
     */
    public Gate hold() {
        return gate(".hold()", CutPoint.beforeProcessing());
    }

    /**
     * Sends the reply up to this point, and the rest when the gate is released.
     *
     * @throws IllegalArgumentException if the event is {@code STLS} and the cut point is after part of the reply; use
     *     {@code on(TLS_HANDSHAKE).hold()} then
     */
    public Gate hold(CutPoint at) {
        return gate(".hold(" + at + ")", at);
    }

    private Gate gate(String effect, CutPoint at) {
        Barrier barrier = new Barrier();
        InstalledFault hold = install(effect, () -> {
            requireNoHoldAfterStls(possible(at));
            return new Effect.Hold(at, barrier);
        });
        return new Gate(context, hold, barrier);
    }

    private void requireNoHoldAfterStls(CutPoint at) {
        boolean replied = at.place() == CutPoint.Place.AFTER_REPLY
                || (at.place() == CutPoint.Place.AFTER_LINES && at.count() > 0);
        if (event == Pop3Event.STLS && replied) {
            throw new IllegalArgumentException("on(STLS).hold(" + at + ") would let TLS begin in the middle of a hold;"
                    + " use on(TLS_HANDSHAKE).hold()");
        }
    }

    /**
     * Delays processing of the command, in real time. If the client resets the connection meanwhile, the session ends
     * and the command has no effect. If the client only closes its side, it may still read: the server processes the
     * command at once, and everything that was sent after it.
     *
     * @throws IllegalArgumentException if the duration is not positive
     */
    public InstalledFault delay(Duration duration) {
        return install(".delay(" + duration + ")", () -> new Effect.Delay(Check.positive(duration, "a delay")));
    }

    /**
     * Limits the rate at which the reply is sent, in octets per second of real time. If several faults throttle a
     * reply, the lowest rate counts. If the client closes its side, the rest is sent at once.
     *
     * @throws IllegalArgumentException if the rate is below 1
     */
    public InstalledFault throttle(int octetsPerSecond) {
        String effect = ".throttle(" + octetsPerSecond + ")";
        return install(effect, () -> {
            requireReply(effect, "; use on(ANY_COMMAND).always().throttle(...) for a whole session");
            Check.range(octetsPerSecond, 1, Integer.MAX_VALUE, "a number of octets per second");
            return new Effect.Throttle(octetsPerSecond);
        });
    }

    /**
     * Sends the reply in fragments, each in its own TCP segment, or with TLS in its own record. If several faults
     * fragment a reply, the smallest size and the longest gap count.
     *
     * @param octets the size of a fragment
     * @param gap the real time between two fragments; may be zero
     * @throws IllegalArgumentException if the size is below 1 or the gap is negative
     */
    public InstalledFault fragment(int octets, Duration gap) {
        String effect = ".fragment(" + octets + ", " + gap + ")";
        return install(effect, () -> {
            requireReply(effect, "");
            Check.range(octets, 1, Integer.MAX_VALUE, "a number of octets");
            return new Effect.Fragment(octets, Check.notNegative(gap, "a gap between two pieces"));
        });
    }

    /**
     * Changes the octets of the reply. A corrupted message does not count as completely retrieved.
     *
     * @throws IllegalArgumentException if the corruption does not apply to replies of the event; the message lists the
     *     events
     */
    public InstalledFault corrupt(Corruption corruption) {
        String effect = ".corrupt(" + corruption + ")";
        return install(effect, () -> {
            Objects.requireNonNull(corruption, "a corruption must not be null");
            if (!corruption.fits(event) && event != Pop3Event.UNKNOWN_COMMAND) {
                throw new IllegalArgumentException("on(" + event + ")" + effect
                        + " can never change anything; events whose replies it changes: " + corruption.events());
            }
            return new Effect.Corrupt(corruption);
        });
    }

    /**
     * Runs an action before the command is processed, for example to add a message or to let another client log in. The
     * action has its own thread and may block. The session waits for it; if the client closes its side meanwhile, the
     * session ends. {@link Pop3TestServer#verify()} throws what the action throws, as the cause of an
     * {@link IllegalStateException}. {@link Pop3TestServer#close()} interrupts the action; it must end then.
     */
    public InstalledFault run(Runnable action) {
        return install(".run(...)", () -> new Effect.Run(Objects.requireNonNull(action, "an action must not be null")));
    }

    private InstalledFault install(String text, Supplier<Effect> effect) {
        Effect what = checked(effect);
        if (refusal != null) {
            throw new IllegalStateException(context.loop().call(fault::description) + " was refused: " + refusal
                    + "; declare another fault with server.on(" + event + ")");
        }
        int often = times != 0 ? times : chance == null ? 1 : FaultSpec.ALWAYS;
        String title = name.isEmpty() ? "" : '"' + name + "\" ";
        FaultSpec spec = new FaultSpec(title + description + text, conditions, skip, chance, often, what);
        context.loop().run(() -> context.faults().complete(fault, spec));
        installed = true;
        return new InstalledFault(context, fault);
    }

    /**
     * Checks and builds one part of the declaration. If the part is refused, the fault is removed: the exception has
     * reported the mistake, and {@code verify()} must not report it again as an unused fault.
     */
    private <T> T checked(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            if (!installed) {
                refusal = String.valueOf(e.getMessage());
                context.loop().run(() -> context.faults().remove(fault));
            }
            throw e;
        }
    }

    private CutPoint possible(CutPoint at) {
        if (Objects.requireNonNull(at, "a cut point must not be null").place() != CutPoint.Place.BEFORE_PROCESSING) {
            requireReply(at.toString(), "; use beforeProcessing()");
        }
        return at;
    }

    private void requireReply(String what, String remedy) {
        if (!event.hasReply()) {
            throw new IllegalArgumentException("on(" + event + ") has no reply, so " + what + " can never apply"
                    + (remedy.isEmpty() ? "; use on(GREETING)" : remedy));
        }
    }

    private FaultTrigger when(String text, Predicate<FaultedExchange> condition) {
        description.append(text);
        conditions.add(new FaultSpec.Condition(text, condition));
        return this;
    }

    private void requireNotFromBeforeReset(MaildropMessage message, StoredMaildrop maildrop) {
        if (context.loop().call(() -> context.users().maildrop(maildrop.username())) != maildrop) {
            throw new IllegalArgumentException(
                    "on(" + event + ").message(" + message + ") can never match: the message was"
                            + " in the maildrop of \"" + maildrop.username()
                            + "\" before the server's last reset; add it again,"
                            + " and use the MaildropMessage that add(...) returns");
        }
    }

    private void requireNamingAMessage(String narrowing) {
        if (!event.mayNameMessage()) {
            List<Pop3Event> naming = Arrays.stream(Pop3Event.values())
                    .filter(Pop3Event::mayNameMessage)
                    .toList();
            throw new IllegalArgumentException("on(" + event + ")." + narrowing + " can never match: " + event
                    + " names no message; events that do: " + naming);
        }
    }
}
