package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.Pop3Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which commands satisfy {@code await().command(...)}: each counts once. */
class AwaitCommandTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private void assertNothingFurther(Pop3Event command, int number, String what) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> server.await(Duration.ofMillis(1)).command(command, number))
                .withMessage("timed out after 1 ms waiting for " + what + "; use server.await(timeout) to wait longer");
    }

    @Test
    void aCommandThatCameBeforeTheCallCountsOnce() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            server.await().command(NOOP);
            assertNothingFurther(NOOP, 1, "a NOOP command, in addition to the 1 reported before");

            client.command("NOOP");
            client.command("NOOP");
            server.await().command(NOOP);
            server.await().command(NOOP);
            assertNothingFurther(NOOP, 1, "a NOOP command, in addition to the 3 reported before");
        }
    }

    @Test
    void severalAreWaitedForTogether() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("STAT");
            assertNothingFurther(STAT, 2, "2 STAT commands");
            client.command("STAT");
            client.command("STAT");
            server.await().command(STAT, 2);
            assertNothingFurther(STAT, 2, "2 STAT commands, in addition to the 2 reported before");
            server.await().command(STAT);
        }
    }

    @Test
    void aWaitEndsWithTheLastOfThem() {
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> server.await().command(NOOP, 2));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            assertThat(waiting).isNotDone();
            client.command("NOOP");
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void sessionsAreCountedTogetherAndEventsEachForItself() {
        RawClient.loggedInTo(server).close();
        RawClient.greetedBy(server).send("USER user\r\n").close();
        server.await().command(USER, 2);
        server.await().command(ANY_COMMAND, 3);
        assertNothingFurther(ANY_COMMAND, 1, "a command, in addition to the 3 reported before");
    }

    @Test
    void oneCommandEndsOneOfTwoWaits() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            CompletableFuture<Void> one =
                    CompletableFuture.runAsync(() -> server.await().command(NOOP));
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> server.await().command(NOOP));
            client.command("NOOP");
            assertThat(CompletableFuture.anyOf(one, other)).succeedsWithin(Duration.ofSeconds(30));
            assertThat(CompletableFuture.allOf(one, other)).isNotDone();
            client.command("NOOP");
            assertThat(CompletableFuture.allOf(one, other)).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aResetBeginsAnew() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            client.command("NOOP");
            server.await().command(NOOP);
        }
        server.reset();
        assertNothingFurther(NOOP, 1, "a NOOP command");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            server.await().command(NOOP);
        }
    }

    @Test
    void aNumberBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.await().command(NOOP, 0))
                .withMessage("a number of further commands must be between 1 and 2147483647, but was 0");
    }
}
