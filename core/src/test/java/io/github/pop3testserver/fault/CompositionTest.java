package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Corruption.extraReply;
import static io.github.pop3testserver.model.Corruption.missingTerminator;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 1: of those faults that decide the first one counts, and all that shape apply, in an order of their own. */
class CompositionTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final MaildropMessage message = server.maildrop().add(raw("one\ntwo\n"));

    @AfterEach
    void close() {
        server.close();
    }

    /** The faults that the last session's transcript tells of, in order: the name of each effect. */
    private List<String> effectsApplied() {
        List<String> effects = new ArrayList<>();
        for (var line : server.lastSession().transcript().lines()) {
            if (line.toString().startsWith("-- fault: ")) {
                effects.add(line.toString().replaceFirst(".*?\"(\\w+)\".*", "$1"));
            }
        }
        return effects;
    }

    @Test
    void ofFaultsThatDecideTheFirstThatIsLeftCounts() {
        InstalledFault first = server.on(NOOP).times(2).err("first");
        InstalledFault second = server.on(ANY_COMMAND)
                .matching(line -> line.keyword().equals("NOOP"))
                .reply(Reply.ok("second"));
        InstalledFault third = server.on(NOOP).disconnect(beforeProcessing());
        try (RawClient client = RawClient.loggedInTo(server)) {
            Dialogue.play(client, """
                    C: NOOP
                    S: -ERR first
                    C: NOOP
                    S: -ERR first
                    C: NOOP
                    S: +OK second
                    """);
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        assertThat(List.of(first.timesApplied(), second.timesApplied(), third.timesApplied()))
                .containsExactly(2, 1, 1);
        assertThat(List.of(first.timesMatched(), second.timesMatched(), third.timesMatched()))
                .containsExactly(4, 4, 4);
    }

    @Test
    void twoFaultsForOnceReadAsFirstAndSecondAttemptAcrossSessions() {
        server.on(NOOP).err("first");
        server.on(NOOP).disconnect(afterReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("-ERR first");
            assertThat(client.send("NOOP\r\nNOOP\r\n").readToEnd()).isEqualTo("+OK\r\n");
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shapingHasItsOrderWhateverTheDeclarations(int rotation) {
        List<String> seen = new CopyOnWriteArrayList<>();
        List<Consumer<FaultTrigger>> effects = new ArrayList<>(List.of(
                trigger -> trigger.named("fragment").fragment(2, Duration.ZERO),
                trigger -> trigger.named("corrupt").corrupt(Corruption.alteredBy(wire -> {
                    seen.add("corrupt");
                    return "+OK changed\r\n".getBytes(StandardCharsets.US_ASCII);
                })),
                trigger -> trigger.named("run").run(() -> seen.add("run")),
                trigger -> trigger.named("throttle").throttle(1_000_000),
                trigger -> trigger.named("delay").delay(Duration.ofMillis(1))));
        Collections.rotate(effects, rotation);
        effects.forEach(effect -> effect.accept(server.on(STAT)));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK changed");
        }
        assertThat(seen).containsExactly("run", "corrupt");
        assertThat(effectsApplied())
                .hasSize(5)
                .startsWith("run", "delay", "corrupt")
                .contains("throttle", "fragment");
    }

    @Test
    void severalOfAKindApplyInTheOrderOfTheirDeclarations() {
        List<String> seen = new CopyOnWriteArrayList<>();
        server.on(STAT).run(() -> seen.add("first"));
        server.on(STAT).run(() -> seen.add("second"));
        server.on(STAT).corrupt(extraReply("first"));
        server.on(STAT).corrupt(extraReply("second"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            Dialogue.play(client, """
                    C: STAT
                    S: +OK 1 10
                    S: first
                    S: second
                    """);
        }
        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void whatHappensFirstHappensBeforeTheCommandIsProcessed() {
        server.on(RETR).run(() -> assertThat(message.timesRetrieved()).isZero());
        server.on(RETR).delay(Duration.ofMillis(1));
        server.on(RETR).run(() -> server.maildrop().remove(message));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("RETR 1")).isEqualTo("-ERR Message 1 expunged.");
        }
        server.verify();
        assertThat(message.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
    }

    @Test
    void delayComesBehindRun() {
        long[] ran = new long[1];
        server.on(STAT).delay(Duration.ofMillis(20));
        server.on(STAT).run(() -> ran[0] = System.nanoTime());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("STAT");
        }
        assertThat(System.nanoTime() - ran[0]).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void aCutCountsTheOctetsOfASpoiledReply() {
        server.on(LIST).disconnect(afterLines(3));
        server.on(LIST).corrupt(extraReply("more"));
        server.on(LIST).corrupt(extraReply("and more"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("LIST\r\n").readToEnd()).isEqualTo("+OK 1 messages:\r\n1 10\r\n.\r\nmore\r\n");
        }
    }

    @Test
    void aTerminatorThatIsMissingIsNoPlaceToCut() {
        InstalledFault cut = server.on(LIST).disconnect(beforeTerminator());
        server.on(LIST).corrupt(missingTerminator());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("LIST\r\nQUIT\r\n").readToEnd())
                    .isEqualTo("+OK 1 messages:\r\n1 10\r\n+OK Logging out.\r\n");
        }
        assertThat(cut.timesApplied()).isZero();
    }

    @Test
    void aReplyInPlaceIsShapedAsAnyOther() {
        InstalledFault fragment = server.on(UNKNOWN_COMMAND).fragment(1, Duration.ZERO);
        server.on(UNKNOWN_COMMAND).corrupt(missingTerminator());
        server.on(UNKNOWN_COMMAND).reply(Reply.multiline("2 lines", "a", "b").thenDisconnect());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("XTND\r\n").readToEnd()).isEqualTo("+OK 2 lines\r\na\r\nb\r\n");
        }
        assertThat(fragment.timesApplied()).isEqualTo(1);
    }

    @Test
    void whatIsCutIsSentInPiecesUpToThere() {
        InstalledFault fragment = server.on(RETR).fragment(3, Duration.ofNanos(1));
        InstalledFault throttle = server.on(RETR).throttle(1_000);
        server.on(RETR).disconnect(afterOctets(6));
        long start = System.nanoTime();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("RETR 1\r\n").readToEnd()).isEqualTo("+OK 10 octets\r\none\r\nt");
        }
        assertThat(System.nanoTime() - start).as("21 octets").isGreaterThanOrEqualTo(21_000_000);
        assertThat(fragment.timesApplied()).isEqualTo(1);
        assertThat(throttle.timesApplied()).isEqualTo(1);
    }

    @Test
    void aLoginDecidesAndItsReplyIsShaped() {
        InstalledFault run = server.on(PASS).run(() -> {});
        InstalledFault corrupt = server.on(PASS).corrupt(extraReply("x"));
        InstalledFault logIn = server.on(PASS).logIn(server.maildrop());
        InstalledFault later = server.on(PASS).err("no");
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            assertThat(client.command("PASS wrong")).isEqualTo("+OK Logged in.");
            assertThat(client.readLine()).isEqualTo("x");
        }
        assertThat(List.of(run.timesApplied(), corrupt.timesApplied(), logIn.timesApplied(), later.timesApplied()))
                .containsExactly(1, 1, 1, 0);
    }

    @Test
    void delayAndRunComeBeforeWhatIsIgnoredAndAReplyThatNeverComesIsNotShaped() {
        InstalledFault delay = server.on(NOOP).delay(Duration.ofMillis(1));
        InstalledFault run = server.on(NOOP).run(() -> {});
        InstalledFault throttle = server.on(NOOP).throttle(1);
        InstalledFault corrupt = server.on(NOOP).corrupt(extraReply("x"));
        server.on(NOOP).ignore();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\nQUIT\r\n").readToEnd()).isEqualTo("+OK Logging out.\r\n");
        }
        assertThat(List.of(delay.timesApplied(), run.timesApplied())).containsExactly(1, 1);
        assertThat(List.of(throttle.timesMatched(), corrupt.timesMatched())).containsExactly(1, 1);
        assertThat(List.of(throttle.timesApplied(), corrupt.timesApplied())).containsExactly(0, 0);
        assertThatThrownBy(server::verify)
                .hasMessageContaining(".throttle(1) at ")
                .hasMessageContaining("did not fire: it matched once, but its moment passed before it could act");
    }

    @Test
    void aConnectionThatIsCutBeforeLeavesNothingToShape() {
        server.on(NOOP).disconnect(beforeProcessing());
        server.on(NOOP).corrupt(extraReply("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        assertThatThrownBy(server::verify)
                .hasMessageContaining("did not fire: it matched once, but the connection ended before it could act");
    }
}
