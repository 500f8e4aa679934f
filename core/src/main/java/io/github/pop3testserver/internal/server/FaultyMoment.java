package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.server.Step.Goodbye;
import io.github.pop3testserver.model.CutPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a conversation in which fault rules have a part. Their order is fixed, however they were declared: run,
 * delay; then the decisive one, or the command as usual; and on the octets of the reply corrupt, throttle, fragment.
 */
final class FaultyMoment {

    private final Conversation conversation;
    private final Moment moment;
    private final FaultRules.Verdict verdict;
    private final Supplier<Response> processing;

    FaultyMoment(Conversation conversation, Moment moment, FaultRules.Verdict verdict, Supplier<Response> processing) {
        this.conversation = conversation;
        this.moment = moment;
        this.verdict = verdict;
        this.processing = processing;
    }

    /** What happens at a moment that has no reply. */
    static List<Step> obstacles(FaultRules.Verdict verdict) {
        List<Step> steps = prelude(verdict);
        FaultRule rule = verdict.decisive();
        if (rule != null) {
            steps.add(step(rule, (Effect.Cutting) rule.effect()));
        }
        return steps;
    }

    List<Step> steps() {
        List<Step> steps = prelude(verdict);
        steps.add(new Step.Continue(this::decide));
        return steps;
    }

    private static List<Step> prelude(FaultRules.Verdict verdict) {
        List<Step> steps = new ArrayList<>();
        for (FaultRule rule : verdict.shaping()) {
            if (rule.effect() instanceof Effect.Run run) {
                steps.add(new Step.Run(rule, run.action()));
            }
        }
        for (FaultRule rule : verdict.shaping()) {
            if (rule.effect() instanceof Effect.Delay delay) {
                steps.add(new Step.Pause(rule, delay.duration()));
            }
        }
        return steps;
    }

    private List<Step> decide() {
        FaultRule rule = verdict.decisive();
        if (rule == null) {
            return asUsual();
        }
        Effect effect = rule.effect();
        if (effect instanceof Effect.Answer answer) {
            return answer(rule, answer);
        }
        if (effect instanceof Effect.Cutting cutting) {
            return cutting.at().place() == CutPoint.Place.BEFORE_PROCESSING
                    ? cutBefore(rule, cutting)
                    : cut(rule, cutting);
        }
        conversation.applied(rule);
        return List.of();
    }

    private List<Step> asUsual() {
        Response response = processing.get();
        return whole(response, shaped(response));
    }

    private List<Step> whole(Response response, Wire wire) {
        List<Step> steps = new ArrayList<>();
        steps.add(conversation.send(response, wire, pace()));
        steps.addAll(conversation.follow(moment, response));
        return steps;
    }

    private List<Step> answer(FaultRule rule, Effect.Answer answer) {
        Response response = Response.given(answer.reply().content());
        if (answer.processed()) {
            var unused = processing.get(); // for its effect, not for its words
        } else {
            conversation.answeredOtherwise(response);
        }
        conversation.applied(rule);
        List<Step> steps = whole(response, shaped(response));
        if (answer.reply().disconnects()) {
            steps.subList(1, steps.size()).clear();
            steps.add(new Step.Disconnect(Goodbye.ABRUPT));
        }
        return steps;
    }

    private List<Step> cutBefore(FaultRule rule, Effect.Cutting cutting) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(rule, cutting));
        if (cutting instanceof Effect.Hold) {
            steps.add(new Step.Continue(this::asUsual));
        }
        return steps;
    }

    private List<Step> cut(FaultRule rule, Effect.Cutting cutting) {
        Response response = processing.get();
        Wire wire = shaped(response);
        long position = Cut.position(cutting.at(), wire);
        if (position == Cut.BEYOND) {
            conversation.passed(rule, "the reply was over before its cut point");
            return whole(response, wire);
        }
        if (cutting instanceof Effect.Hold && position == wire.length() && conversation.startsTls()) {
            conversation.passed(rule, "TLS began behind the reply; use on(TLS_HANDSHAKE).hold()");
            return whole(response, wire);
        }
        Pace pace = pace();
        Step.Send whole = conversation.send(response, wire, pace);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Send(wire.part(0, position), whole.entry(), pace));
        steps.add(step(rule, cutting));
        if (cutting instanceof Effect.Hold) {
            steps.add(new Step.Send(wire.part(position, wire.length()), whole.entry(), pace));
            steps.addAll(conversation.follow(moment, response));
        }
        return steps;
    }

    private static Step step(FaultRule rule, Effect.Cutting cutting) {
        if (cutting instanceof Effect.Hold hold) {
            return new Step.Hold(rule, hold.barrier());
        }
        if (cutting instanceof Effect.Stall) {
            return new Step.Stall(rule);
        }
        Goodbye goodbye = cutting instanceof Effect.Reset ? Goodbye.RESET : Goodbye.ABRUPT;
        return new Step.Cut(rule, new Step.Disconnect(goodbye));
    }

    private Wire shaped(Response response) {
        Wire wire = Wire.of(response);
        for (FaultRule rule : verdict.shaping()) {
            if (rule.effect() instanceof Effect.Corrupt corrupt) {
                byte[] before = wire.bytes();
                byte[] after = Callback.call(() -> corrupt.corruption().apply(before, conversation::numberOf));
                if (Arrays.equals(before, after)) {
                    conversation.passed(rule, "there was nothing in the reply that it could change");
                } else {
                    wire = wire.alteredTo(after);
                    conversation.applied(rule);
                }
            }
        }
        return wire;
    }

    /** Null if nobody cares. Of several throttles the slowest counts, of several fragments the smallest and the rarest. */
    private @Nullable Pace pace() {
        long octetsPerSecond = Long.MAX_VALUE;
        int pieceOctets = Integer.MAX_VALUE;
        Duration gap = Duration.ZERO;
        boolean paced = false;
        for (FaultRule rule : verdict.shaping()) {
            if (rule.effect() instanceof Effect.Throttle throttle) {
                octetsPerSecond = Math.min(octetsPerSecond, throttle.octetsPerSecond());
            } else if (rule.effect() instanceof Effect.Fragment fragment) {
                pieceOctets = Math.min(pieceOctets, fragment.octets());
                gap = gap.compareTo(fragment.gap()) < 0 ? fragment.gap() : gap;
            } else {
                continue;
            }
            paced = true;
            conversation.applied(rule);
        }
        return paced ? new Pace(octetsPerSecond, pieceOctets, gap.toNanos()) : null;
    }
}
