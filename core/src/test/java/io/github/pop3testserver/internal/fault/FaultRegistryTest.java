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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        fault.complete(new FaultSpec(
                "on(" + event + ")",
                List.of(new FaultSpec.Condition(".matching(...)", condition)),
                skip,
                chance,
                times,
                effect));
        return fault;
    }

    /** An exchange that faults can match, and do nothing to. */
    private static FaultedExchange command(String line) {
        CommandLine command = CommandLine.of(line);
        InvocationHandler answers = (proxy, method, arguments) -> switch (method.getName()) {
            case "is" -> arguments[0] == Pop3Event.ANY_COMMAND || arguments[0] == command.event();
            case "event" -> command.event();
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
        assertThat(fault.problem()).endsWith("did not fire: it matched 2 times, but nobody needed it");
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
                .endsWith("did not fire: it matched 2 times, but afterSkipping(2) skips the first 2 matches");
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
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) has no effect; end the declaration with one,"
                                + " such as .err(...) or .disconnect(...)");
    }

    @Test
    void problemsAreInTheOrderOfTheDeclarations() {
        fault(Pop3Event.NOOP, IGNORE, FaultSpec.ALWAYS);
        fault(Pop3Event.STAT, IGNORE, 1);
        fault(Pop3Event.LIST, IGNORE, 3, 0, null, exchange -> false);
        faults.match(command("LIST"));
        assertThat(faults.problems())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) did not fire: the client sent no STAT after"
                                + " the fault was declared (it sent LIST). Use the event your client sends, or"
                                + " Strictness.LENIENT if the fault is optional.",
                        "on(LIST) at SomeTest.works(SomeTest.java:42) did not fire: LIST arrived once, but did not"
                                + " match .matching(...)");
        apply(faults.faults().subList(1, 3));
        assertThat(faults.problems()).isEmpty();
    }

    @Test
    void anUnusedFaultNamesTheFaultThatHandledItsMatches() {
        Fault first = fault(Pop3Event.NOOP, IGNORE, 2);
        Fault second = fault(Pop3Event.NOOP, IGNORE, 1);
        apply(faults.match(command("NOOP")));
        assertThat(second.problem())
                .endsWith("did not fire: it matched once, but " + first.description() + " handled it");
        apply(faults.match(command("NOOP")));
        assertThat(second.problem())
                .endsWith("did not fire: it matched 2 times, but " + first.description() + " handled them");
    }

    @Test
    void anUnusedFaultNamesTheConditionsThatNoExchangeMet() {
        Fault fault = faults.begin(Pop3Event.ANY_COMMAND, HERE);
        fault.complete(new FaultSpec(
                "on(ANY_COMMAND)",
                List.of(
                        new FaultSpec.Condition(".isNoop()", exchange -> exchange.is(Pop3Event.NOOP)),
                        new FaultSpec.Condition(".inSession(2)", exchange -> exchange.session() == 2),
                        new FaultSpec.Condition(".never()", exchange -> false)),
                0,
                null,
                1,
                IGNORE));
        faults.match(command("STAT"));
        assertThat(fault.problem()).endsWith("did not fire: ANY_COMMAND arrived once, but did not match .isNoop()");
        faults.match(command("NOOP"));
        faults.match(command("STAT"));
        assertThat(fault.problem())
                .endsWith("did not fire: ANY_COMMAND arrived 3 times, but none matched .isNoop().inSession(2)");
    }

    @Test
    void anUnusedFaultThatChanceSparedSaysSo() {
        FaultSpec.Chance never = new FaultSpec.Chance(0, new Random(7));
        Fault fault = fault(Pop3Event.NOOP, IGNORE, 1, 0, never, exchange -> true);
        faults.match(command("NOOP"));
        assertThat(fault.problem()).endsWith("did not fire: it matched once, but withProbability(...) chose no match");
    }

    @Test
    void anUnusedFaultListsTheCommandsThatCameInstead() {
        Fault fault = fault(Pop3Event.RETR, IGNORE, 1);
        assertThat(fault.problem())
                .endsWith(
                        "did not fire: the client sent no RETR after the fault was declared. If the fault is optional,"
                                + " use Strictness.LENIENT.");
        for (String line : List.of("USER ann", "TOP 1 0", "NOOP", "TOP 2 0")) {
            faults.match(command(line));
        }
        assertThat(fault.problem())
                .endsWith(
                        "the client sent no RETR after the fault was declared (it sent USER, TOP 2 times, NOOP). Use the"
                                + " event your client sends, or Strictness.LENIENT if the fault is optional.");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, no client connected",
        "GREETING, no client connected",
        "TLS_HANDSHAKE, no client began TLS",
        "LOGIN, no client tried to log in",
        "SASL_RESPONSE, the client sent no SASL response",
        "ANY_COMMAND, the client sent no command",
        "UNKNOWN_COMMAND, the client sent no unknown command",
        "DELE, the client sent no DELE"
    })
    void anUnusedFaultSaysWhatDidNotHappen(Pop3Event event, String what) {
        assertThat(fault(event, IGNORE, 1).problem())
                .endsWith(" did not fire: " + what + " after the fault was declared. If the fault is optional, use"
                        + " Strictness.LENIENT.");
    }

    @Test
    void aFaultThatWaitsToActSaysSo() {
        Fault fault = fault(Pop3Event.NOOP, IGNORE, 1);
        faults.match(command("NOOP"));
        assertThat(fault.problem()).endsWith("did not fire: it matched once, but it has not acted yet");
    }

    @Test
    void aHoldThatHasHeldNothingNeedNotBeReleased() {
        fault(Pop3Event.STAT, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        fault(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        apply(faults.match(command("NOOP")));
        assertThat(faults.problems())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) did not fire: the client sent no STAT after"
                                + " the fault was declared (it sent NOOP). Use the event your client sends, or"
                                + " Strictness.LENIENT if the fault is optional.",
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) was never released; call Gate.release(), or"
                                + " declare the gate in a try-with-resources statement");
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
