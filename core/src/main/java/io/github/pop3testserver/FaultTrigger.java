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
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When something is to go wrong, and then what.
 *
 * <pre>{@code
 * server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
 * server.on(RETR).message(invoice).disconnect(afterOctets(20_000));
 * server.on(LIST).always().delay(Duration.ofMillis(200));
 * }</pre>
 *
 * <p>Some effects <em>decide</em> what becomes of a command: {@code err}, {@code reply}, {@code processThenReply},
 * {@code ignore}, {@code disconnect}, {@code reset}, {@code stall} and {@code hold}. Such faults are tried in the order of
 * their declaration, and the first that fits and is not used up is applied: two of them on one event read as first
 * attempt, second attempt. The others <em>shape</em> what was decided: all that fit are applied, always in the order
 * {@code run}, {@code delay}, {@code corrupt}, {@code throttle}, {@code fragment}.
 *
 * <p>Unless said otherwise a fault is applied once. A fault that is {@code times(n)} is applied n times in all, whatever the
 * number of sessions, also of sessions at the same time.
 */
public final class FaultTrigger {

    private final ServerContext context;
    private final Pop3Event event;
    private final Fault fault;
    private final StringBuilder description;
    private final List<Predicate<FaultedExchange>> conditions = new ArrayList<>();
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
     * Only for commands that name this message, by whatever number it has in their session.
     *
     * @throws IllegalArgumentException if commands of the event do not name messages, or the message is another server's,
     *     or from before the server's last reset
     */
    public FaultTrigger message(MaildropMessage message) {
        return checked(() -> {
            requireNamingAMessage("message(...)");
            StoredMessage wanted = message.storedIn(context);
            requireNotFromBeforeReset(message, wanted.maildrop());
            return when(".message(" + message + ")", exchange -> exchange.message() == wanted);
        });
    }

    /**
     * Only for commands with this message-number.
     *
     * @throws IllegalArgumentException if commands of the event do not name messages, or if the number is below 1
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
     * Only in sessions that have opened this maildrop; with {@code LOGIN}, only for attempts to open it.
     *
     * @throws IllegalArgumentException if the event comes before login, or the maildrop is another server's
     */
    public FaultTrigger maildrop(Maildrop maildrop) {
        return checked(() -> {
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

    /** Only in the session of this number, from 1, in the order of their connections. */
    public FaultTrigger inSession(int number) {
        return checked(() -> {
            Check.range(number, 1, Integer.MAX_VALUE, "a session's number");
            return when(".inSession(" + number + ")", exchange -> exchange.session() == number);
        });
    }

    /**
     * Only for commands that pass a test, which is run on the server's thread and must be quick.
     *
     * @throws IllegalArgumentException if the event is not a command's; for {@code LOGIN} there is {@link #matchingLogin}
     */
    public FaultTrigger matching(Predicate<CommandLine> test) {
        return checked(() -> {
            if (!event.isCommand()) {
                throw new IllegalArgumentException("on(" + event
                        + ").matching(...) can never match: no command comes with " + event
                        + (event == Pop3Event.LOGIN ? "; use matchingLogin(...)" : ""));
            }
            Objects.requireNonNull(test, "a test");
            return when(".matching(...)", exchange -> {
                CommandLine command = exchange.command();
                return command != null && test.test(command);
            });
        });
    }

    /**
     * Only for attempts to log in that pass a test, which is run on the server's thread and must be quick:
     *
     * <pre>{@code
     * server.on(LOGIN).matchingLogin(login -> login.mechanism().startsWith("SCRAM")).err(SYS_TEMP, "try later");
     * }</pre>
     *
     * @throws IllegalArgumentException if the event is not {@code LOGIN}
     */
    public FaultTrigger matchingLogin(Predicate<LoginAttempt> test) {
        return checked(() -> {
            if (event != Pop3Event.LOGIN) {
                throw new IllegalArgumentException(
                        "on(" + event + ").matchingLogin(...) can never match; use on(LOGIN).matchingLogin(...)");
            }
            Objects.requireNonNull(test, "a test");
            return when(".matchingLogin(...)", exchange -> {
                LoginAttempt login = exchange.login();
                return login != null && test.test(login);
            });
        });
    }

    /** Lets a number of matches pass first. */
    public FaultTrigger afterSkipping(int matches) {
        skip = checked(() -> Check.range(matches, 0, Integer.MAX_VALUE, "a number of matches to skip"));
        description.append(".afterSkipping(").append(matches).append(')');
        return this;
    }

    /** At the first match only, which is the default. */
    public FaultTrigger once() {
        times = 1;
        description.append(".once()");
        return this;
    }

    /** At the first matches only. */
    public FaultTrigger times(int number) {
        times = checked(() -> Check.range(number, 1, Integer.MAX_VALUE - 1, "a number of times"));
        description.append(".times(").append(number).append(')');
        return this;
    }

    /** At each match. */
    public FaultTrigger always() {
        times = FaultSpec.ALWAYS;
        description.append(".always()");
        return this;
    }

    /**
     * At each match with a probability, and as long as {@link #times(int)} allows.
     *
     * @param probability from 0 to 1
     * @param seed the same seed strikes at the same matches
     */
    public FaultTrigger withProbability(double probability, long seed) {
        chance = checked(() -> {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
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

    /** A name, for transcripts and messages. */
    public FaultTrigger named(String name) {
        this.name = checked(() -> Objects.requireNonNull(name, "a name"));
        return this;
    }

    /**
     * Where the fault is declared, for transcripts and messages: by default the line that has called {@code on(...)}. For code
     * that declares faults in the name of a test.
     */
    public FaultTrigger declaredAt(String place) {
        String given = checked(() -> Objects.requireNonNull(place, "a place"));
        context.loop().run(() -> fault.declaredAt(given));
        return this;
    }

    /** The command has no effect; {@code -ERR} and the text are answered. After such a greeting the server hangs up. */
    public InstalledFault err(String text) {
        return refuse(".err(\"" + text + "\")", () -> Reply.err(text));
    }

    /** As {@link #err(String)}, with a response code. */
    public InstalledFault err(ResponseCode code, String text) {
        return refuse(".err(" + code + ", \"" + text + "\")", () -> Reply.err(code, text));
    }

    /** A server that does not even greet hangs up. */
    private InstalledFault refuse(String effect, Supplier<Reply> reply) {
        boolean hangsUp = event == Pop3Event.GREETING;
        return answer(effect, () -> hangsUp ? reply.get().thenDisconnect() : reply.get(), false);
    }

    /**
     * The command has no effect; something else is answered. The connection stays open, whatever the reply says, unless it
     * has {@link Reply#thenDisconnect()}.
     */
    public InstalledFault reply(Reply reply) {
        return answer(".reply(" + reply + ")", () -> reply, false);
    }

    /** The command has its full effect, and the client is told something else. */
    public InstalledFault processThenReply(Reply reply) {
        return answer(".processThenReply(" + reply + ")", () -> reply, true);
    }

    private InstalledFault answer(String effect, Supplier<Reply> reply, boolean processed) {
        return install(effect, () -> {
            Reply given = Objects.requireNonNull(reply.get(), "a reply");
            requireReply(effect, "");
            return new Effect.Answer(given, processed);
        });
    }

    /** The command has no effect, and nothing is answered; the session goes on with the next one. */
    public InstalledFault ignore() {
        return install(".ignore()", () -> {
            requireReply(".ignore()", "");
            return new Effect.Ignore();
        });
    }

    /**
     * The reply is sent up to the cut point, and the connection is closed there: the client gets exactly what was sent, then
     * FIN. With TLS there is no close_notify, as when a line drops.
     */
    public InstalledFault disconnect(CutPoint at) {
        return install(".disconnect(" + at + ")", () -> new Effect.Disconnect(possible(at)));
    }

    /** The connection is reset at the cut point: the client gets no more than was sent, perhaps less, then RST. */
    public InstalledFault reset(CutPoint at) {
        return install(".reset(" + at + ")", () -> new Effect.Reset(possible(at)));
    }

    /** The command is received, and nothing more is ever heard of the server. */
    public InstalledFault stall() {
        return install(".stall()", () -> new Effect.Stall(CutPoint.beforeProcessing()));
    }

    /** The reply is sent up to the cut point, and then nothing more, until the client gives up. */
    public InstalledFault stall(CutPoint at) {
        return install(".stall(" + at + ")", () -> new Effect.Stall(possible(at)));
    }

    /**
     * The conversation is frozen before the command is processed, until the gate is released. A client that closes its side
     * meanwhile ends its session.
     */
    public Gate hold() {
        return gate(".hold()", CutPoint.beforeProcessing());
    }

    /** The reply is sent up to the cut point, and the rest when the gate is released. */
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
     * The server takes its time before it processes the command: real time, whatever clock the server has. A client that
     * resets the connection meanwhile ends its session, and the command has no effect. A client that closes its side may still
     * read, so the server stops waiting: it processes the command at once, and all that was sent after it.
     */
    public InstalledFault delay(Duration duration) {
        return install(".delay(" + duration + ")", () -> new Effect.Delay(Check.positive(duration, "a delay")));
    }

    /** The reply is sent slowly, by the real clock. What is left when the client closes its side is sent at once. */
    public InstalledFault throttle(int octetsPerSecond) {
        String effect = ".throttle(" + octetsPerSecond + ")";
        return install(effect, () -> {
            requireReply(effect, "; use on(ANY_COMMAND).always().throttle(...) for a whole session");
            Check.range(octetsPerSecond, 1, Integer.MAX_VALUE, "a number of octets per second");
            return new Effect.Throttle(octetsPerSecond);
        });
    }

    /**
     * The reply is sent in pieces, each a segment of its own, or with TLS a record.
     *
     * @param octets the size of a piece
     * @param gap the real time between two pieces, zero for none
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
     * The octets of the reply are changed. A message that was spoiled does not count as retrieved completely.
     *
     * @throws IllegalArgumentException if replies at the event cannot be corrupted like that
     */
    public InstalledFault corrupt(Corruption corruption) {
        String effect = ".corrupt(" + corruption + ")";
        return install(effect, () -> {
            Objects.requireNonNull(corruption, "a corruption");
            if (!corruption.fits(event) && event != Pop3Event.UNKNOWN_COMMAND) {
                throw new IllegalArgumentException("on(" + event + ")" + effect
                        + " can never change anything; events whose replies it changes: " + corruption.events());
            }
            return new Effect.Corrupt(corruption);
        });
    }

    /**
     * Something else happens first: a message arrives, another client logs in. The action has a thread of its own and may
     * wait; the conversation waits for it, unless the client closes its side, which ends the session. What it throws is thrown by {@code verify()}. It has to end when its thread is
     * interrupted: {@code close()} does that if it is not over by then.
     */
    public InstalledFault run(Runnable action) {
        return install(".run(...)", () -> new Effect.Run(Objects.requireNonNull(action, "an action")));
    }

    private InstalledFault install(String text, Supplier<Effect> effect) {
        Effect what = checked(effect);
        if (refusal != null) {
            throw new IllegalStateException(context.loop().call(fault::description) + " was refused: " + refusal
                    + "; begin another fault with server.on(" + event + ")");
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
        if (Objects.requireNonNull(at, "a cut point").place() != CutPoint.Place.BEFORE_PROCESSING) {
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
        conditions.add(condition);
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
