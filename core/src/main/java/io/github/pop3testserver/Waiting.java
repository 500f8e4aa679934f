package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Blocks the test's thread until an event on the server's thread, or a timeout. It does not poll. */
final class Waiting {

    private final ServerContext context;
    private final Duration timeout;

    private final String remedy;

    /** @param remedy ends the message when the time is over; may be empty */
    Waiting(ServerContext context, Duration timeout, String remedy) {
        this.context = context;
        this.remedy = remedy;
        this.timeout = Check.positive(timeout, "a timeout");
    }

    void untilTrue(String what, BooleanSupplier condition) {
        until(what, () -> condition.getAsBoolean() ? true : null);
    }

    /**
     * Returns the result of the first attempt that has one.
     *
     * @param attempt made on the loop at each event; returns null to continue waiting
     * @throws AssertionError if the timeout passes or the server is closed
     */
    <T> T until(String what, Supplier<@Nullable T> attempt) {
        if (context.loop().isCurrentThread()) {
            throw new IllegalStateException("waiting for " + what
                    + " in a callback on the server's own thread would wait forever; wait in the test's thread");
        }
        CompletableFuture<T> arrival = new CompletableFuture<>();
        BooleanSupplier waiter = () -> ask(attempt, arrival);
        context.loop().run(() -> context.journal().tell(waiter));
        String givenUp = await(arrival, what);
        if (!givenUp.isEmpty()) {
            context.loop().run(() -> context.journal().forget(waiter));
            if (!arrival.isDone()) {
                throw failure(givenUp);
            }
            // A result that arrived at the last moment must be returned, because it is not available again.
        }
        return outcome(arrival, what);
    }

    /** Returns whether the wait is over. Called on the loop. */
    private <T> boolean ask(Supplier<@Nullable T> attempt, CompletableFuture<T> arrival) {
        try {
            T found = attempt.get();
            if (found != null) {
                return arrival.complete(found);
            }
            return context.journal().isClosed() && arrival.cancel(false);
        } catch (RuntimeException | Error e) {
            // The exception belongs to the waiting thread, not to the one that caused the event.
            return arrival.completeExceptionally(e);
        }
    }

    /** Returns why the wait ended without a result; empty if it has one. */
    private String await(CompletableFuture<?> arrival, String what) {
        try {
            arrival.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return "";
        } catch (TimeoutException e) {
            return "timed out after " + timeout.toMillis() + " ms waiting for " + what + remedy;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while waiting for " + what;
        } catch (ExecutionException | CancellationException e) {
            return "";
        }
    }

    private <T> T outcome(CompletableFuture<T> arrival, String what) {
        try {
            return arrival.join();
        } catch (CancellationException e) {
            throw failure("stopped waiting for " + what + ": the server was closed");
        } catch (CompletionException e) {
            throw new IllegalStateException("waiting for " + what + " failed: " + e.getCause(), e.getCause());
        }
    }

    private AssertionError failure(String message) {
        return context.loop().call(context.journal()::transcript).attachTo(new AssertionError(message));
    }
}
