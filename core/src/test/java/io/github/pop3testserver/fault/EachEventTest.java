package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every effect at every event that has a reply. */
class EachEventTest {

    /** Hung up on after {@code -ERR}, so that no command follows. */
    private static final String EXCEPT_THE_GREETING = "^(?!GREETING$).*";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = EXCEPT_THE_GREETING)
    void errIsAnsweredOnceAndTheSessionGoesOn(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).err("no");
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.readLine()).isEqualTo("-ERR no");
                assertGoesOn(client);
            }
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOctetsCanBeTheReply(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).reply(Reply.raw("220 mail.example ESMTP\r\n250 x\r\n"));
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.readLine()).isEqualTo("220 mail.example ESMTP");
                assertThat(client.readLine()).isEqualTo("250 x");
                assertGoesOn(client);
            }
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theServerCanDisconnectBehindAReply(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault =
                    server.on(scene.event()).reply(Reply.ok("so long").thenDisconnect());
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.send("CAPA\r\n").readToEnd()).isEqualTo("+OK so long\r\n");
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClientCanBeToldSomethingElseThanWhatWasDone(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).processThenReply(Reply.raw("+OK done\r\n"));
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.readLine()).isEqualTo("+OK done");
            }
            assertAppliedOnce(fault);
        }
    }

    /** After a response that was ignored the next line is still one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SASL_RESPONSE")
    void whatIsIgnoredIsNotAnsweredAndThePipelinedNextCommandIs(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).ignore();
            try (RawClient client = scene.enter(server)) {
                client.send(scene.line() + "QUIT\r\n");
                assertThat(client.readToEnd()).isEqualTo("+OK Logging out.\r\n");
            }
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGIN", "PASS", "APOP", "AUTH", "SASL_RESPONSE", "UNKNOWN_COMMAND"})
    void aClientIsLoggedInWhateverItSays(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).logIn(server.maildrop());
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.readLine()).isEqualTo("+OK Logged in.");
                assertThat(client.command("STAT")).startsWith("+OK 1 ");
            }
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnectEndsTheSessionBeforeAnythingIsSaid(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault unprocessed = server.on(scene.event()).disconnect(beforeProcessing());
            InstalledFault unheard = server.on(scene.event()).disconnect(beforeReply());
            for (InstalledFault fault : new InstalledFault[] {unprocessed, unheard}) {
                try (RawClient client = scene.enter(server)) {
                    scene.play(client);
                    assertThat(client.readToEnd()).as("%s", fault).isEmpty();
                }
                assertAppliedOnce(fault);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnectAfterTheReplyDeliversIt(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            String reply = scene.usualReply(server);
            InstalledFault fault = server.on(scene.event()).disconnect(afterReply());
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(client.readToEnd()).isEqualTo(reply);
            }
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetSaysNothingOrNoMoreThanTheReply(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            String reply = scene.usualReply(server);
            server.on(scene.event()).reset(beforeProcessing());
            server.on(scene.event()).reset(beforeReply());
            InstalledFault after = server.on(scene.event()).reset(afterReply());
            for (String most : new String[] {"", "", reply}) {
                try (RawClient client = scene.enter(server)) {
                    scene.play(client);
                    assertThat(most).startsWith(client.readToReset());
                }
            }
            assertAppliedOnce(after);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stallSaysNothingUntilTheClientGivesUp(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            InstalledFault fault = server.on(scene.event()).stall();
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                server.await().applied(fault);
                assertThat(client.shutdownOutput().readToEnd()).isEmpty();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
            assertAppliedOnce(fault);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdFreezesTheConversationAndReleaseLetsItGoOn(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            String reply = scene.usualReply(server);
            try (Gate gate = server.on(scene.event()).hold();
                    RawClient client = scene.enter(server)) {
                scene.play(client);
                gate.awaitReached();
                assertThat(server.lastSession().transcript().render()).contains("-- fault: " + gate + ", waiting for ");
                gate.release();
                assertThat(scene.reply(client)).isEqualTo(reply);
                assertAppliedOnce(gate.fault());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyTakesTimeLeavesTheReplyAsItIs(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            String reply = scene.usualReply(server);
            AtomicInteger actions = new AtomicInteger();
            List<Function<FaultTrigger, InstalledFault>> effects = List.of(
                    trigger -> trigger.run(actions::incrementAndGet),
                    trigger -> trigger.delay(Duration.ofMillis(1)),
                    trigger -> trigger.throttle(1_000_000),
                    trigger -> trigger.fragment(1, Duration.ZERO));
            for (var effect : effects) {
                InstalledFault fault = effect.apply(server.on(scene.event()));
                try (RawClient client = scene.enter(server)) {
                    scene.play(client);
                    assertThat(scene.reply(client)).as("%s", fault).isEqualTo(reply);
                }
                server.await().sessionEnd();
                assertAppliedOnce(fault);
            }
            assertThat(actions).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorruptionChangesTheReply(Scene scene) {
        try (Pop3TestServer server = scene.open()) {
            String reply = scene.usualReply(server);
            InstalledFault fault = server.on(scene.event()).corrupt(Corruption.extraReply("+OK more"));
            try (RawClient client = scene.enter(server)) {
                scene.play(client);
                assertThat(scene.reply(client)).isEqualTo(reply);
                assertThat(client.readLine()).isEqualTo("+OK more");
            }
            assertAppliedOnce(fault);
        }
    }

    private static void assertGoesOn(RawClient client) {
        assertThat(client.send("QUIT\r\n").readToEnd()).isEqualTo("+OK Logging out.\r\n");
    }

    private static void assertAppliedOnce(InstalledFault fault) {
        assertThat(fault.timesApplied()).as("%s", fault).isEqualTo(1);
        assertThat(fault.isExhausted()).as("%s", fault).isTrue();
    }
}
