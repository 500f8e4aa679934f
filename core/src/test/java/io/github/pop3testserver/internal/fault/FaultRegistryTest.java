package io.github.pop3testserver.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultRegistryTest {

    private static final String HERE = "SomeTest.works(SomeTest.java:42)";
    private static final Effect IGNORE = new Effect.Ignore();
    private static final Effect DELAY = new Effect.Delay(Duration.ofMillis(1));

    private final FaultRegistry faults = new FaultRegistry();

    private Fault fault(Pop3Event event, Effect effect, int times) {
        return fault(event, effect, times, 0, null, exchange -> true);
    }

    private Fault fault(
            Pop3Event event,
            Effect effect,
            int times,
            int skip,
            FaultSpec.@Nullable Chance chance,
            Predicate<FaultedExchange> condition) {
        Fault fault = faults.begin(event, HERE);
        fault.complete(new FaultSpec("on(" + event + ")", List.of(condition), skip, chance, times, effect));
        return fault;
    }

    /** An exchange that faults can match, and do nothing to. */
    private static FaultedExchange command(String line) {
        CommandLine command = CommandLine.of(line);
        InvocationHandler answers = (proxy, method, arguments) -> switch (method.getName()) {
            case "is" -> arguments[0] == Pop3Event.ANY_COMMAND || arguments[0] == command.event();
            case "session" -> 1;
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return (FaultedExchange) Proxy.newProxyInstance(
                FaultedExchange.class.getClassLoader(), new Class<?>[] {FaultedExchange.class}, answers);
    }

    private static void apply(List<Fault> chosen) {
        chosen.forEach(Fault::applied);
    }

    @Test
    void noFaultIsChosenIfNoneIsDeclared() {
        assertThat(faults.match(command("NOOP"))).isEmpty();
        fault(Pop3Event.STAT, IGNORE, 1);
        assertThat(faults.match(command("NOOP"))).isEmpty();
    }

    @Test
    void theFirstThatDecidesAndAllThatShapeAreDue() {
        Fault early = fault(Pop3Event.NOOP, DELAY, 1);
        Fault first = fault(Pop3Event.ANY_COMMAND, IGNORE, 1);
        fault(Pop3Event.NOOP, IGNORE, 1);
        Fault late = fault(Pop3Event.NOOP, DELAY, 1);

        assertThat(faults.match(command("NOOP"))).containsExactly(early, late, first);
    }

    @Test
    void theNextFaultIsChosenAfterAFaultIsUsedUp() {
        Fault first = fault(Pop3Event.NOOP, IGNORE, 1);
        Fault second = fault(Pop3Event.NOOP, IGNORE, 2);
        for (Fault due : new Fault[] {first, second, second}) {
            List<Fault> chosen = faults.match(command("NOOP"));
            assertThat(chosen).containsExactly(due);
            apply(chosen);
        }
        assertThat(faults.match(command("NOOP"))).isEmpty();
        assertThat(first.timesMatched()).isEqualTo(4);
        assertThat(first.timesApplied()).isEqualTo(1);
        assertThat(second.timesMatched()).isEqualTo(4);
        assertThat(second.isExhausted()).isTrue();
    }

    @Test
    void aReservedFaultIsNotChosenAgainUntilItIsReleased() {
        Fault fault = fault(Pop3Event.NOOP, IGNORE, 1);
        fault.reserve();
        assertThat(faults.match(command("NOOP"))).isEmpty();
        assertThat(fault.isExhausted()).isFalse();
        fault.notApplied("nobody needed it");
        assertThat(faults.match(command("NOOP"))).containsExactly(fault);
        assertThat(fault.problem()).endsWith("was never applied: it matched 2 times, but nobody needed it");
    }

    @Test
    void onlyWhatFitsIsCountedAndWhatIsSkippedIsCountedToo() {
        Fault fault = fault(
                Pop3Event.ANY_COMMAND,
                IGNORE,
                1,
                2,
                null,
                exchange -> exchange.session() == 1 && exchange.is(Pop3Event.NOOP));
        assertThat(faults.match(command("STAT"))).isEmpty();
        assertThat(faults.match(command("NOOP"))).isEmpty();
        assertThat(faults.match(command("NOOP"))).isEmpty();
        assertThat(fault.problem())
                .endsWith(
                        "was never applied: it matched 2 times, but another fault came first, or it was to skip more");
        assertThat(faults.match(command("NOOP"))).containsExactly(fault);
        assertThat(fault.timesMatched()).isEqualTo(3);
    }

    @Test
    void chanceIsDrawnForEachMatchThatIsNotSkipped() {
        FaultSpec.Chance chance = new FaultSpec.Chance(0.5, new Random(7));
        Fault fault = fault(Pop3Event.NOOP, IGNORE, FaultSpec.ALWAYS, 1, chance, exchange -> true);
        Random same = new Random(7);
        assertThat(faults.match(command("NOOP"))).as("skipped").isEmpty();
        for (int i = 0; i < 50; i++) {
            assertThat(faults.match(command("NOOP")).contains(fault)).isEqualTo(same.nextDouble() < 0.5);
        }
    }

    @Test
    void aFaultWithoutAnEffectDoesNothingAndIsReported() {
        Fault fault = faults.begin(Pop3Event.NOOP, HERE);
        assertThat(faults.match(command("NOOP"))).isEmpty();
        assertThat(fault.timesMatched()).isZero();
        assertThat(fault.isExhausted()).isFalse();
        fault.release();
        assertThatIllegalStateException().isThrownBy(fault::effect).withMessageContaining("has no effect yet");
        assertThat(faults.problems())
                .containsExactly(
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) says when, but not what is to happen; end"
                                + " it with an effect such as .err(...) or .disconnect(...)");
    }

    @Test
    void problemsAreInTheOrderOfTheDeclarations() {
        fault(Pop3Event.NOOP, IGNORE, FaultSpec.ALWAYS);
        fault(Pop3Event.STAT, IGNORE, 1);
        fault(Pop3Event.LIST, IGNORE, 3, 0, null, exchange -> false);
        faults.match(command("LIST"));
        assertThat(faults.problems())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) was never applied: no STAT came after it was"
                                + " declared",
                        "on(LIST) at SomeTest.works(SomeTest.java:42) was never applied: LIST came once, but never"
                                + " under its conditions");
        apply(faults.faults().subList(1, 3));
        assertThat(faults.problems()).isEmpty();
    }

    @Test
    void aHoldThatHasHeldNothingNeedNotBeReleased() {
        fault(Pop3Event.STAT, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        fault(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        apply(faults.match(command("NOOP")));
        assertThat(faults.problems())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) was never applied: no STAT came after it was"
                                + " declared",
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) was never released; release the Gate, or open it"
                                + " in a try statement");
    }

    @Test
    void aHoldThatIsReleasedIsNotDueAnyMore() {
        Barrier barrier = new Barrier();
        Fault hold = fault(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), barrier), FaultSpec.ALWAYS);
        List<Fault> chosen = faults.match(command("NOOP"));
        assertThat(chosen).containsExactly(hold);
        apply(chosen);
        assertThat(faults.problems()).singleElement().asString().contains("was never released");
        faults.release();
        assertThat(barrier.isOpen()).isTrue();
        assertThat(faults.problems()).isEmpty();
        assertThat(faults.match(command("NOOP"))).isEmpty();
    }

    @Test
    void removingAndClearingReleaseWhatIsHeld() {
        Barrier one = new Barrier();
        Barrier other = new Barrier();
        Fault first = fault(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), one), 1);
        fault(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), other), 1);
        faults.remove(first);
        assertThat(one.isOpen()).isTrue();
        assertThat(other.isOpen()).isFalse();
        assertThat(faults.faults()).hasSize(1);
        faults.clear();
        assertThat(other.isOpen()).isTrue();
        assertThat(faults.faults()).isEmpty();
    }

    @Test
    void aReplyIsDecisive() {
        Fault fault = fault(Pop3Event.NOOP, new Effect.Answer(Reply.ok(""), false), 1);
        assertThat(faults.match(command("noop"))).containsExactly(fault);
        assertThat(fault.effect().decides()).isTrue();
    }
}
