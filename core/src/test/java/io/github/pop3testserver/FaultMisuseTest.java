package io.github.pop3testserver;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server says to a test that uses it wrongly, or whose faults were of no use. */
class FaultMisuseTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void narrowingThatCanNeverMatchIsRefusedAtOnce() {
        MaildropMessage mail = server.maildrop().add(message("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(QUIT).message(mail))
                .withMessageStartingWith(
                        "on(QUIT).message(...) can never match: QUIT names no message; events that do:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(GREETING).maildrop(server.maildrop()))
                .withMessage("on(GREETING).maildrop(...) can never match: GREETING comes before a session has opened a"
                        + " maildrop; use on(LOGIN).maildrop(...), or inSession(...)");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(NOOP).times(0))
                .withMessage("a number of times must be between 1 and 2147483646, but was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> server.on(NOOP).afterSkipping(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> server.on(NOOP).inSession(0));
        assertThatIllegalArgumentException().isThrownBy(() -> server.on(RETR).messageNumber(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> afterOctets(-1))
                .withMessage("a cut point must be after 0 or more octets, but was after -1");
    }

    @Test
    void whatWasRefusedIsNotReportedAgainByVerify() {
        List<Runnable> refused = List.of(
                () -> server.on(NOOP).times(0),
                () -> server.on(NOOP).afterSkipping(-1),
                () -> server.on(NOOP).inSession(0),
                () -> server.on(RETR).messageNumber(0),
                () -> server.on(QUIT).messageNumber(1),
                () -> server.on(NOOP).withProbability(2, 1),
                () -> server.on(GREETING).maildrop(server.maildrop()),
                () -> server.on(GREETING).matching(line -> true),
                () -> server.on(NOOP).err("one\r\ntwo"),
                () -> server.on(CONNECT).ignore(),
                () -> server.on(CONNECT).disconnect(afterOctets(1)),
                () -> server.on(NOOP).delay(Duration.ZERO),
                () -> server.on(NOOP).throttle(0),
                () -> server.on(NOOP).fragment(0, Duration.ZERO),
                () -> server.on(NOOP).fragment(1, Duration.ofMillis(-1)),
                () -> server.on(NOOP).corrupt(Corruption.missingTerminator()));
        for (Runnable declaration : refused) {
            assertThatIllegalArgumentException().isThrownBy(declaration::run);
        }
        assertThat(server.faults()).isEmpty();
        assertThatCode(server::verify).doesNotThrowAnyException();
    }

    @Test
    void whatWasRefusedCannotBeCompleted() {
        FaultTrigger refused = server.on(NOOP);
        assertThatIllegalArgumentException().isThrownBy(() -> refused.times(0));
        assertThatThrownBy(() -> refused.err("no"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("on\\(NOOP\\) at FaultMisuseTest\\.whatWasRefusedCannotBeCompleted"
                        + "\\(FaultMisuseTest\\.java:\\d+\\) was refused: a number of times must be between 1 and 2147483646,"
                        + " but was 0;"
                        + " declare another fault with server\\.on\\(NOOP\\)");
    }

    @Test
    void aFaultThatIsCompleteOutlivesARefusal() {
        FaultTrigger trigger = server.on(NOOP);
        InstalledFault fault = trigger.always().err("no");
        assertThatIllegalArgumentException().isThrownBy(() -> trigger.times(0));
        assertThat(server.faults()).singleElement().hasToString(fault.toString());
    }

    @Test
    void textsThatWouldBreakTheProtocolAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(NOOP).err("[IN-USE] locked"))
                .withMessageContaining("begins like a response code");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(NOOP).err("one\r\ntwo"))
                .withMessage("the text of a status line must be one line, without CR and LF, but was \"one\r\ntwo\"");
    }

    @Test
    void verifyNamesAFaultWhoseEventNeverOccurred() {
        server.on(RETR).times(2).disconnect(afterOctets(3));

        assertThatThrownBy(server::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "on\\(RETR\\)\\.times\\(2\\)\\.disconnect\\(afterOctets\\(3\\)\\) at"
                                + " FaultMisuseTest\\.verifyNamesAFaultWhoseEventNeverOccurred\\(FaultMisuseTest\\.java:\\d+\\)"
                                + " did not fire: the client sent no RETR after the fault was declared\\. If the fault is optional, use Strictness\\.LENIENT\\.");
    }

    @Test
    void verifyNamesTheNearestMiss() {
        var mails = server.maildrop().add(message("one"), message("two"));
        server.on(DELE).message(mails.get(1)).err("no");
        server.on(NOOP).afterSkipping(1).err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("NOOP");
        }

        assertThatThrownBy(server::verify)
                .hasMessageContaining(
                        "on(DELE).message(\"two\").err(\"no\") at FaultMisuseTest.verifyNamesTheNearestMiss(FaultMisuseTest.java:")
                .hasMessageContaining("did not fire: DELE arrived once, but did not match .message(\"two\")\n")
                .hasMessageContaining("did not fire: it matched once, but afterSkipping(1) skips the first match")
                .satisfies(failure -> assertThat(conversationsOf(failure)).contains("C: DELE 1"));
    }

    @Test
    void verifyNamesACutThatTheReplyWasTooShortFor() {
        server.on(NOOP).disconnect(afterOctets(6));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }

        assertThatThrownBy(server::verify)
                .hasMessageContaining("did not fire: it matched 2 times, but the reply ended before its cut point");
    }

    @Test
    void verifyNamesAFaultWithoutAnEffect() {
        server.on(LOGIN).times(2);

        assertThatThrownBy(server::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "on(LOGIN) at FaultMisuseTest.verifyNamesAFaultWithoutAnEffect(FaultMisuseTest.java:")
                .hasMessageEndingWith(
                        ") has no effect; end the declaration with one, such as .err(...) or .disconnect(...)");
    }

    @Test
    void verifyAcceptsFaultsThatWereAppliedOnceAndUnusedAlwaysFaults() {
        server.on(NOOP).times(5).err("no");
        server.on(RETR).always().err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
        }
        assertThatCode(server::verify).doesNotThrowAnyException();
    }

    @Test
    void anErrorInsideTheServerEndsThatConnectionAndIsThrownByVerify() {
        server.on(NOOP)
                .matching(line -> {
                    throw new IllegalStateException("a predicate's own trouble");
                })
                .err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
        }
        server.clearFaults();
        RawClient.loggedInTo(server).close();

        assertThatThrownBy(server::verify)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an error inside POP3 server")
                .hasRootCauseMessage("a predicate's own trouble");
        assertThatCode(server::verify).doesNotThrowAnyException();
    }

    @Test
    void anErrorInsideTheServerIsThrownByCloseIfNobodyVerified() {
        Pop3TestServer other = Pop3TestServer.start();
        other.on(NOOP)
                .matching(line -> {
                    throw new IllegalStateException("unheard");
                })
                .err("no");
        try (RawClient client = RawClient.loggedInTo(other)) {
            client.send("NOOP\r\n").readToEnd();
        }

        assertThatThrownBy(other::close).hasRootCauseMessage("unheard");
        assertThatCode(other::close).doesNotThrowAnyException();
    }

    @Test
    void aWaitThatTimesOutShowsTheConversation() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThatThrownBy(() -> server.await(Duration.ofMillis(1)).sessionEnd())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("timed out after 1 ms waiting for a session to end")
                    .satisfies(failure -> assertThat(conversationsOf(failure)).contains("C: PASS ********"));
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
    }

    private static String conversationsOf(Throwable failure) {
        assertThat(failure.getSuppressed()).hasSize(1);
        return failure.getSuppressed()[0].toString();
    }

    @Test
    void waitingForAnEndThatWasHandedOutSaysSo() {
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();

        assertThatThrownBy(() -> server.await(Duration.ofMillis(1)).sessionEnd())
                .hasMessage("timed out after 1 ms waiting for a session to end, in addition to the 1 returned before;"
                        + " use server.await(timeout) to wait longer")
                .satisfies(failure ->
                        assertThat(conversationsOf(failure)).startsWith("POP3 conversations:\n\nsession 1 of 1"));
    }

    @Test
    void waitingInACallbackIsRefusedAndClosingToo() {
        server.on(NOOP)
                .matching(line -> {
                    assertThatThrownBy(() -> server.await().sessionEnd()).hasMessageContaining("would wait forever");
                    assertThatThrownBy(server::close).hasMessageContaining("cannot be closed from a callback");
                    return server.maildrop().isLocked();
                })
                .err("as expected");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("NOOP")).isEqualTo("-ERR as expected");
        }
    }

    @Test
    void waitingForWhatIsNoCommandIsRefusedAndForAnyCommandIsNot() {
        for (Pop3Event event : List.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.await().command(event))
                    .withMessage("command(" + event + ") would wait forever: " + event
                            + " is not a command; wait for a command, such as PASS, or for applied(...) of a fault");
        }
        try (RawClient client = RawClient.connectTo(server)) {
            assertThatThrownBy(() -> server.await(Duration.ofMillis(1)).command(ANY_COMMAND))
                    .hasMessage("timed out after 1 ms waiting for a command; use server.await(timeout) to wait longer");
            client.send("XTND\r\n");
            server.await().command(ANY_COMMAND);
        }
    }

    @Test
    void whatBelongsToAnotherServerIsRefused() {
        try (Pop3TestServer other = Pop3TestServer.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(NOOP).maildrop(other.maildrop()))
                    .withMessage("maildrop \"user\" is a maildrop of another server");
            InstalledFault fault = other.on(NOOP).always().err("no");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.await().applied(fault))
                    .withMessage("applied(...) would wait forever: " + fault + " is a fault of another server");
            MaildropMessage theirs = other.maildrop().add(message("theirs"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(RETR).message(theirs))
                    .withMessage(theirs + " is a message of another server");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.endpoint(other.maildrop()))
                    .withMessage("maildrop \"user\" is a maildrop of another server");
            server.clearFaults();
            other.clearFaults();
        }
    }

    @Test
    void aFaultCannotNameAMaildropThatAResetHasRemoved() {
        Maildrop gone = server.addMaildrop("gone", "password");
        server.reset();
        assertThatThrownBy(() -> server.on(NOOP).maildrop(gone))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the maildrop of \"gone\" was added after the server's start");
        server.clearFaults();
    }

    @Test
    void aFaultCannotNameAMessageFromBeforeAReset() {
        MaildropMessage old = server.maildrop().add(message("old"));
        MaildropMessage gone = server.addMaildrop("gone", "password").add(message("gone, too"));
        server.reset();
        MaildropMessage added = server.maildrop().add(message("new"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(RETR).message(old))
                .withMessage("on(RETR).message(\"old\") can never match: the message was in the maildrop of \"user\""
                        + " before the server's last reset; add it again, and use the MaildropMessage that add(...)"
                        + " returns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(DELE).message(gone))
                .withMessageStartingWith("on(DELE).message(\"gone, too\") can never match: the message was in the"
                        + " maildrop of \"gone\" before the server's last reset");
        assertThatCode(() -> server.on(RETR).message(added)).doesNotThrowAnyException();
        server.clearFaults();
    }

    @Test
    void aSessionThatEndsAtTheLastMomentIsHandedOut() throws InterruptedException {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch patienceIsOver = new CountDownLatch(1);
        server.on(NOOP)
                .matching(line -> {
                    received.countDown();
                    try {
                        return patienceIsOver.await(10, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .ignore();
        CompletableFuture<Pop3Session> handedOut = new CompletableFuture<>();
        Thread waiting = new Thread(
                () -> handedOut.complete(server.await(Duration.ofMillis(500)).sessionEnd()));
        try (RawClient client = RawClient.loggedInTo(server)) {
            waiting.start();
            awaitFrame(waiting, "java.util.concurrent.CompletableFuture");
            // Behind the task that has the server tell of sessions that end.
            assertThat(server.sessions()).hasSize(1);
            client.send("NOOP\r\nQUIT\r\n");
            received.await();
            // Its patience is over, and it has something to ask.
            awaitFrame(waiting, "io.github.pop3testserver.internal.loop.Call");
            patienceIsOver.countDown();
            assertThat(handedOut.join().end()).isEqualTo(SessionEnd.BY_QUIT);
        }
    }

    private static void awaitFrame(Thread thread, String ofClass) {
        while (Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(ofClass))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRemovedFaultCannotGetAnEffect() {
        FaultTrigger begun = server.on(NOOP);
        server.reset();
        assertThatThrownBy(() -> begun.err("no"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("on(NOOP) at FaultMisuseTest.aRemovedFaultCannotGetAnEffect(")
                .hasMessageEndingWith(" was removed by clearFaults() or reset() before it had an effect; declare"
                        + " another fault with server.on(...)");
    }
}
