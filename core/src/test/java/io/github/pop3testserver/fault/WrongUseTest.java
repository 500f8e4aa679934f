package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Corruption.extraReply;
import static io.github.pop3testserver.model.Corruption.lateReply;
import static io.github.pop3testserver.model.Corruption.missingTerminator;
import static io.github.pop3testserver.model.Corruption.omittedFromListing;
import static io.github.pop3testserver.model.Corruption.wrongSize;
import static io.github.pop3testserver.model.Corruption.wrongUid;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.STLS;
import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that cannot be meant are refused where they are declared, with what was given and what helps. */
class WrongUseTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).start();

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertRefused(Supplier<?> declaration, String message) {
        assertThatIllegalArgumentException().isThrownBy(declaration::get).withMessage(message);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "TLS_HANDSHAKE"})
    void whereNothingIsRepliedNoReplyCanBeReplacedCutOrPaced(Pop3Event event) {
        Map<String, Consumer<FaultTrigger>> answers = Map.of(
                ".err(\"no\")", fault -> fault.err("no"),
                ".err(IN_USE, \"no\")", fault -> fault.err(IN_USE, "no"),
                ".reply(ok(\"x\"))", fault -> fault.reply(Reply.ok("x")),
                ".processThenReply(ok(\"x\"))", fault -> fault.processThenReply(Reply.ok("x")),
                ".ignore()", fault -> fault.ignore(),
                ".fragment(1, PT0S)", fault -> fault.fragment(1, Duration.ZERO));
        answers.forEach((effect, declaration) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> declaration.accept(server.on(event)))
                .withMessage("on(" + event + ") has no reply, so " + effect + " can never apply; use on(GREETING)"));
        assertRefused(
                () -> server.on(event).throttle(10),
                "on(" + event + ") has no reply, so .throttle(10) can never apply; use"
                        + " on(ANY_COMMAND).always().throttle(...) for a whole session");
        String cut = "on(" + event + ") has no reply, so %s can never apply; use beforeProcessing()";
        assertRefused(() -> server.on(event).disconnect(afterOctets(3)), cut.formatted("afterOctets(3)"));
        assertRefused(() -> server.on(event).reset(afterReply()), cut.formatted("afterReply()"));
        assertRefused(() -> server.on(event).stall(beforeReply()), cut.formatted("beforeReply()"));
        assertRefused(() -> server.on(event).hold(afterLines(1)), cut.formatted("afterLines(1)"));
    }

    @Test
    void aServerWithoutTlsShakesNoHands() {
        try (Pop3TestServer plain = Pop3TestServer.builder().name("plain").start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> plain.on(TLS_HANDSHAKE))
                    .withMessage("on(TLS_HANDSHAKE) can never match: " + plain + " has no TLS; build it with"
                            + " Pop3TestServer.builder().tls(Tls.EXPLICIT) or .tls(Tls.IMPLICIT), or declare"
                            + " @Pop3Server(tls = ...)");
            assertThat(plain.faults()).isEmpty();
        }
        try (Pop3TestServer both = Pop3TestServer.builder().alsoImplicitTls().start()) {
            both.on(TLS_HANDSHAKE).stall();
            assertThat(both.faults()).hasSize(1);
        }
    }

    @Test
    void corruptionsAreForTheEventsWhoseRepliesTheyCanChange() {
        String message = "on(%s).corrupt(%s) can never change anything; events whose replies it changes: %s";
        assertRefused(
                () -> server.on(STAT).corrupt(missingTerminator()),
                message.formatted("STAT", "missingTerminator()", "[CAPA, AUTH, LIST, UIDL, TOP, RETR, ANY_COMMAND]"));
        assertRefused(
                () -> server.on(RETR).corrupt(wrongSize("u1", 5)),
                message.formatted("RETR", "wrongSize(\"u1\", 5)", "[LIST]"));
        assertRefused(
                () -> server.on(ANY_COMMAND).corrupt(wrongSize("u1", 5)),
                message.formatted("ANY_COMMAND", "wrongSize(\"u1\", 5)", "[LIST]"));
        assertRefused(
                () -> server.on(LIST).corrupt(wrongUid("u1", "u2")),
                message.formatted("LIST", "wrongUid(\"u1\", \"u2\")", "[UIDL]"));
        assertRefused(
                () -> server.on(NOOP).corrupt(omittedFromListing("u1")),
                message.formatted("NOOP", "omittedFromListing(\"u1\")", "[LIST, UIDL]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(QUIT).corrupt(lateReply()))
                .withMessageStartingWith("on(QUIT).corrupt(lateReply()) can never change anything")
                .withMessageContaining("[LOGIN, ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(CONNECT).corrupt(extraReply("x")))
                .withMessageStartingWith("on(CONNECT).corrupt(extraReply(\"x\")) can never change anything")
                .withMessageContaining("[GREETING, ");
    }

    @Test
    void timesAreLongerThanZero() {
        assertRefused(() -> server.on(NOOP).delay(Duration.ZERO), "a delay must be longer than zero, but was PT0S");
        assertRefused(
                () -> server.on(NOOP).delay(Duration.ofMillis(-5)),
                "a delay must be longer than zero, but was PT-0.005S");
        assertRefused(
                () -> server.on(NOOP).fragment(1, Duration.ofNanos(-1)),
                "a gap between two pieces must not be negative, but was PT-0.000000001S");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void countsAreOneOrMore(int count) {
        String range = " must be between 1 and %d, but was " + count;
        int most = Integer.MAX_VALUE;
        assertRefused(() -> server.on(NOOP).times(count), "a number of times" + range.formatted(most - 1));
        assertRefused(() -> server.on(NOOP).throttle(count), "a number of octets per second" + range.formatted(most));
        assertRefused(
                () -> server.on(NOOP).fragment(count, Duration.ZERO), "a number of octets" + range.formatted(most));
        assertRefused(() -> server.on(NOOP).inSession(count), "a session's number" + range.formatted(most));
        assertRefused(() -> server.on(RETR).messageNumber(count), "a message-number" + range.formatted(999_999_999));
    }

    @Test
    void nothingOrMoreIsSkipped() {
        assertRefused(
                () -> server.on(NOOP).afterSkipping(-1),
                "a number of matches to skip must be between 0 and 2147483647, but was -1");
        assertThat(server.on(NOOP).afterSkipping(0).ignore().description()).contains(".afterSkipping(0)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aProbabilityIsFromZeroToOne(double probability) {
        assertRefused(
                () -> server.on(NOOP).withProbability(probability, 1),
                "a probability must be between 0 and 1, but was " + probability);
    }

    @Test
    void textsOfRepliesHoldTheTextAlone() {
        for (String text : List.of("+OK fine", "-ERR no", "[IN-USE] x", "two\r\nlines")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(NOOP).err(text))
                    .withMessageContaining("\"" + text + "\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(NOOP).err(IN_USE, text))
                    .withMessageContaining("\"" + text + "\"");
        }
    }

    @Test
    void noCommandComesWithWhatIsNoCommand() {
        for (Pop3Event event : List.of(CONNECT, TLS_HANDSHAKE, GREETING)) {
            assertRefused(
                    () -> server.on(event).matching(line -> true),
                    "on(" + event + ").matching(...) can never match: no command comes with " + event);
        }
        assertRefused(
                () -> server.on(QUIT).messageNumber(1),
                "on(QUIT).messageNumber(...) can never match: QUIT names no message; events that do: [LIST, UIDL, TOP,"
                        + " RETR, DELE, ANY_COMMAND]");
    }

    @Test
    void tlsDoesNotBeginInTheMiddleOfAHold() {
        assertRefused(
                () -> server.on(STLS).hold(afterReply()),
                "on(STLS).hold(afterReply()) would let TLS begin in the middle of a hold; use on(TLS_HANDSHAKE).hold()");
        assertRefused(
                () -> server.on(STLS).hold(afterLines(1)),
                "on(STLS).hold(afterLines(1)) would let TLS begin in the middle of a hold; use"
                        + " on(TLS_HANDSHAKE).hold()");
        assertThat(server.on(STLS).hold(afterLines(0)).toString()).contains("hold(afterLines(0))");
    }

    @Test
    void aTriggerHasOneEffect() {
        FaultTrigger trigger = server.on(NOOP);
        trigger.err("first");
        assertThatIllegalStateException()
                .isThrownBy(() -> trigger.err("second"))
                .withMessageStartingWith(
                        "on(NOOP).err(\"first\") at WrongUseTest.aTriggerHasOneEffect(WrongUseTest.java:")
                .withMessageEndingWith(" already has an effect; declare a second fault with server.on(NOOP)");
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.command("NOOP")).isEqualTo("-ERR first");
            assertThat(client.command("NOOP")).isEqualTo("-ERR Log in first.");
        }
    }
}
