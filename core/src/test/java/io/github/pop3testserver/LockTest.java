package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A test locks a maildrop that a client may have open just now. */
class LockTest {

    /** Nobody has to wait for as long. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String IN_USE_REPLY = "-ERR [IN-USE] Mailbox is locked by another POP3 session.";

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    /** Returns when the lock is waited for. */
    private CompletableFuture<MaildropLock> lockInBackground() {
        CompletableFuture<MaildropLock> lock = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                lock.complete(maildrop.lockWhenFree(LONG));
            } catch (Throwable e) {
                lock.completeExceptionally(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        // Behind the task by which it has asked for the first time.
        assertThat(server.maildrop()).isEqualTo(maildrop);
        return lock;
    }

    private static String login(RawClient client) {
        client.command("USER user");
        return client.command("PASS password");
    }

    @Test
    void aMaildropThatIsFreeIsLockedAtOnce() {
        try (MaildropLock lock = maildrop.lockWhenFree(LONG);
                RawClient client = RawClient.greetedBy(server)) {
            assertThat(lock).isNotNull();
            assertThat(login(client)).isEqualTo(IN_USE_REPLY);
        }
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void theLockIsTakenWhenTheSessionEndsAndBeforeTheNextOneBegins() {
        try (RawClient poller = RawClient.loggedInTo(server);
                RawClient next = RawClient.greetedBy(server)) {
            CompletableFuture<MaildropLock> lock = lockInBackground();
            assertThat(poller.command("NOOP")).isEqualTo("+OK");
            assertThat(lock).isNotDone();

            poller.command("QUIT");
            assertThat(login(next)).isEqualTo(IN_USE_REPLY);
            lock.join().close();
            assertThat(login(next)).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void aClientThatVanishesGivesWayToTheLock() {
        RawClient poller = RawClient.loggedInTo(server);
        CompletableFuture<MaildropLock> lock = lockInBackground();
        poller.close();
        lock.join().close();
    }

    @Test
    void theTestsOwnLockAndAnUnsharedMaildropAreWaitedForToo() {
        MaildropLock first = maildrop.lock();
        CompletableFuture<MaildropLock> second = lockInBackground();
        first.close();
        second.join().close();

        try (RawClient poller = RawClient.loggedInTo(server)) {
            CompletableFuture<MaildropLock> third = lockInBackground();
            maildrop.shared(true);
            third.join().close();
            assertThat(poller.command("NOOP")).isEqualTo("+OK");
        }
    }

    @Test
    void aResetGivesWayToTheLock() {
        maildrop.lock();
        CompletableFuture<MaildropLock> lock = lockInBackground();
        server.reset();
        lock.join();
        assertThat(maildrop.isLocked()).isTrue();
    }

    @Test
    void aMaildropThatAResetTakesAwayEndsTheWaitAndNotTheReset() {
        Maildrop added = server.addMaildrop("bob", "secret");
        added.lock();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                added.lockWhenFree(LONG);
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(added.isLocked()).isTrue();
        server.reset();
        assertThat(failure.join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("waiting for maildrop \"bob\" to be free failed: ")
                .hasMessageContaining("the maildrop of \"bob\" was added after the server's start");
    }

    @Test
    void aSessionThatDoesNotEndInTimeIsShown() {
        try (RawClient poller = RawClient.loggedInTo(server)) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> maildrop.lockWhenFree(Duration.ofMillis(1)))
                    .withMessage("timed out after 1 ms waiting for maildrop \"user\" to be free")
                    .satisfies(failure ->
                            assertThat(failure.getSuppressed()[0]).hasMessageContaining("session 1 of 1   "));
            assertThat(poller.command("QUIT")).isEqualTo("+OK Logging out.");
            assertThat(maildrop.isLocked()).isFalse();
        }
    }

    @Test
    void theSessionOfAClientThatIsHeldInQuitStillHasIt() {
        try (Gate gate = server.on(QUIT).hold();
                RawClient poller = RawClient.loggedInTo(server)) {
            poller.send("QUIT\r\n");
            gate.awaitReached();
            CompletableFuture<MaildropLock> lock = lockInBackground();
            assertThat(lock).isNotDone();
            gate.release();
            lock.join().close();
        }
    }

    @Test
    void autologoutReleasesTheLockOfAClientThatIsGone() {
        try (Pop3TestServer timed = Pop3TestServer.builder().virtualClock().start();
                RawClient client = RawClient.greetedBy(timed)) {
            Maildrop lost = timed.maildrop();
            lost.lockUntilAutologout();
            timed.clock().advance(Duration.ofMinutes(9));
            assertThat(login(client)).isEqualTo(IN_USE_REPLY);
            timed.clock().advance(Duration.ofMinutes(1));
            assertThat(lost.isLocked()).isFalse();
            assertThat(login(client)).isEqualTo("+OK Logged in.");
            assertThatIllegalStateException()
                    .isThrownBy(lost::lockUntilAutologout)
                    .withMessageStartingWith("maildrop \"user\" is locked already: session 1 has it open. Use");
        }
    }

    @Test
    void aLockThatWasClosedOrResetEndsNoLaterOne() {
        try (Pop3TestServer timed = Pop3TestServer.builder().virtualClock().start()) {
            Maildrop lost = timed.maildrop();
            lost.lockUntilAutologout().close();
            lost.lock();
            timed.clock().advance(Duration.ofMinutes(10));
            assertThat(lost.isLocked()).isTrue();

            timed.reset();
            lost.lockUntilAutologout();
            timed.clock().advance(Duration.ofMinutes(5));
            timed.reset();
            lost.lock();
            timed.clock().advance(Duration.ofMinutes(10));
            assertThat(lost.isLocked()).isTrue();
        }
    }

    @Test
    void autologoutGivesWayToTheLock() {
        try (Pop3TestServer timed =
                Pop3TestServer.builder().autologout(Duration.ofMillis(1)).start()) {
            timed.maildrop().lockUntilAutologout();
            timed.maildrop().lockWhenFree(LONG).close();
        }
    }

    @Test
    void aLockThatIsTakenIsRefusedWithTheRemedy() {
        try (MaildropLock lock = maildrop.lock()) {
            assertThat(lock).isNotNull();
            assertThatIllegalStateException()
                    .isThrownBy(maildrop::lock)
                    .withMessage(
                            "maildrop \"user\" is locked already: the test has locked it. Use lockWhenFree(timeout) to wait"
                                    + " until it is free, or server.on(LOGIN).err(IN_USE, \"locked\") to refuse logins"
                                    + " no matter who has it"
                                    + " open");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maildrop.lockWhenFree(Duration.ZERO))
                .withMessage("a timeout must be longer than zero, but was PT0S");
    }

    /** What the refusal names: it works whoever is logged in, and shows when a client has met it. */
    @Test
    void aFaultRefusesLoginsWhoeverHasTheMaildropOpen() {
        try (RawClient poller = RawClient.loggedInTo(server);
                RawClient next = RawClient.greetedBy(server)) {
            InstalledFault locked = server.on(LOGIN).err(IN_USE, "locked");
            poller.command("QUIT");
            next.send("USER user\r\nPASS password\r\n");
            server.await().applied(locked);
            assertThat(next.readLine()).isEqualTo("+OK");
            assertThat(next.readLine()).isEqualTo("-ERR [IN-USE] locked");
        }
    }
}
