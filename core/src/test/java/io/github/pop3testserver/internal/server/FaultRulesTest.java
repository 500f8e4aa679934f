package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultRulesTest {

    private static final StackTraceElement HERE = new StackTraceElement("a.b.SomeTest", "works", "SomeTest.java", 42);
    private static final Effect IGNORE = new Effect.Ignore();
    private static final Effect DELAY = new Effect.Delay(Duration.ofMillis(1));

    private final FaultRules rules = new FaultRules();

    private FaultRule rule(Pop3Event event, Effect effect, int times) {
        return rule(event, effect, times, 0, null, moment -> true);
    }

    private FaultRule rule(
            Pop3Event event,
            Effect effect,
            int times,
            int skip,
            FaultRule.@Nullable Chance chance,
            Predicate<Moment> condition) {
        FaultRule rule = rules.begin(event, HERE);
        rule.complete(new FaultRule.Terms("on(" + event + ")", List.of(condition), skip, chance, times, effect));
        return rule;
    }

    private static Moment command(String line) {
        return Moment.command(1, CommandLine.of(line), false, null);
    }

    private static void apply(FaultRules.Verdict verdict) {
        verdict.all().forEach(FaultRule::reserve);
        verdict.all().forEach(FaultRule::applied);
    }

    @Test
    void nothingIsDueWithoutRules() {
        assertThat(rules.judge(command("NOOP"))).isSameAs(FaultRules.Verdict.NONE);
        rule(Pop3Event.STAT, IGNORE, 1);
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
    }

    @Test
    void theFirstThatDecidesAndAllThatShapeAreDue() {
        FaultRule early = rule(Pop3Event.NOOP, DELAY, 1);
        FaultRule first = rule(Pop3Event.ANY_COMMAND, IGNORE, 1);
        rule(Pop3Event.NOOP, IGNORE, 1);
        FaultRule late = rule(Pop3Event.NOOP, DELAY, 1);

        FaultRules.Verdict verdict = rules.judge(command("NOOP"));

        assertThat(verdict.decisive()).isSameAs(first);
        assertThat(verdict.shaping()).containsExactly(early, late);
        assertThat(verdict.all()).containsExactly(early, late, first);
    }

    @Test
    void aRuleThatIsUsedUpMakesWayForTheNext() {
        FaultRule first = rule(Pop3Event.NOOP, IGNORE, 1);
        FaultRule second = rule(Pop3Event.NOOP, IGNORE, 2);
        for (FaultRule due : new FaultRule[] {first, second, second}) {
            FaultRules.Verdict verdict = rules.judge(command("NOOP"));
            assertThat(verdict.decisive()).isSameAs(due);
            apply(verdict);
        }
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
        assertThat(first.timesMatched()).isEqualTo(4);
        assertThat(first.timesApplied()).isEqualTo(1);
        assertThat(second.timesMatched()).isEqualTo(4);
        assertThat(second.isExhausted()).isTrue();
    }

    @Test
    void aRuleThatIsReservedIsNobodyElsesUntilItIsGivenBack() {
        FaultRule rule = rule(Pop3Event.NOOP, IGNORE, 1);
        rule.reserve();
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
        assertThat(rule.isExhausted()).isFalse();
        rule.passed("nobody needed it");
        assertThat(rules.judge(command("NOOP")).decisive()).isSameAs(rule);
        assertThat(rule.complaint()).endsWith("was never applied: it matched 2 times, but nobody needed it");
    }

    @Test
    void onlyWhatFitsIsCountedAndWhatIsSkippedIsCountedToo() {
        FaultRule rule = rule(
                Pop3Event.ANY_COMMAND,
                IGNORE,
                1,
                2,
                null,
                moment -> moment.session() == 1 && moment.is(Pop3Event.NOOP));
        assertThat(rules.judge(command("STAT")).isEmpty()).isTrue();
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
        assertThat(rule.complaint())
                .endsWith(
                        "was never applied: it matched 2 times, but another fault came first, or it was to skip more");
        assertThat(rules.judge(command("NOOP")).decisive()).isSameAs(rule);
        assertThat(rule.timesMatched()).isEqualTo(3);
    }

    @Test
    void chanceIsDrawnForEachMatchThatIsNotSkipped() {
        FaultRule.Chance chance = new FaultRule.Chance(0.5, new Random(7));
        FaultRule rule = rule(Pop3Event.NOOP, IGNORE, FaultRule.ALWAYS, 1, chance, moment -> true);
        Random same = new Random(7);
        assertThat(rules.judge(command("NOOP")).isEmpty()).as("skipped").isTrue();
        for (int i = 0; i < 50; i++) {
            assertThat(rules.judge(command("NOOP")).decisive() == rule).isEqualTo(same.nextDouble() < 0.5);
        }
    }

    @Test
    void aRuleWithoutAnEffectDoesNothingAndIsComplainedOf() {
        FaultRule rule = rules.begin(Pop3Event.NOOP, HERE);
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
        assertThat(rule.timesMatched()).isZero();
        assertThat(rule.isExhausted()).isFalse();
        rule.release();
        assertThatIllegalStateException().isThrownBy(rule::effect).withMessageContaining("has no effect yet");
        assertThat(rules.complaints())
                .containsExactly(
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) says when, but not what is to happen; end"
                                + " it with an effect such as .err(...) or .disconnect(...)");
    }

    @Test
    void complaintsAreInTheOrderOfTheDeclarations() {
        rule(Pop3Event.NOOP, IGNORE, FaultRule.ALWAYS);
        rule(Pop3Event.STAT, IGNORE, 1);
        rule(Pop3Event.LIST, IGNORE, 3, 0, null, moment -> false);
        rules.judge(command("LIST"));
        assertThat(rules.complaints())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) was never applied: no STAT came after it was"
                                + " declared",
                        "on(LIST) at SomeTest.works(SomeTest.java:42) was never applied: LIST came once, but never"
                                + " under its conditions");
        apply(new FaultRules.Verdict(rules.rules().get(1), List.of(rules.rules().get(2))));
        assertThat(rules.complaints()).isEmpty();
    }

    @Test
    void aHoldThatHasHeldNobodyIsNotMissedToBeReleased() {
        rule(Pop3Event.STAT, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        rule(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), new Barrier()), 1);
        apply(rules.judge(command("NOOP")));
        assertThat(rules.complaints())
                .containsExactly(
                        "on(STAT) at SomeTest.works(SomeTest.java:42) was never applied: no STAT came after it was"
                                + " declared",
                        "on(NOOP) at SomeTest.works(SomeTest.java:42) was never released; release the Gate, or open it"
                                + " in a try statement");
    }

    @Test
    void aHoldThatIsReleasedIsNotDueAnyMore() {
        Barrier barrier = new Barrier();
        FaultRule hold = rule(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), barrier), FaultRule.ALWAYS);
        FaultRules.Verdict verdict = rules.judge(command("NOOP"));
        assertThat(verdict.decisive()).isSameAs(hold);
        apply(verdict);
        assertThat(rules.complaints()).singleElement().asString().contains("was never released");
        rules.release();
        assertThat(barrier.isOpen()).isTrue();
        assertThat(rules.complaints()).isEmpty();
        assertThat(rules.judge(command("NOOP")).isEmpty()).isTrue();
    }

    @Test
    void removingAndClearingReleaseWhatIsHeld() {
        Barrier one = new Barrier();
        Barrier other = new Barrier();
        FaultRule first = rule(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), one), 1);
        rule(Pop3Event.NOOP, new Effect.Hold(CutPoint.beforeProcessing(), other), 1);
        rules.remove(first);
        assertThat(one.isOpen()).isTrue();
        assertThat(other.isOpen()).isFalse();
        assertThat(rules.rules()).hasSize(1);
        rules.clear();
        assertThat(other.isOpen()).isTrue();
        assertThat(rules.rules()).isEmpty();
    }

    @Test
    void aReplyIsDecisive() {
        FaultRule rule = rule(Pop3Event.NOOP, new Effect.Answer(Reply.ok(""), false), 1);
        assertThat(rules.judge(command("noop")).decisive()).isSameAs(rule);
        assertThat(rule.effect()).isInstanceOf(Effect.Decisive.class);
    }
}
