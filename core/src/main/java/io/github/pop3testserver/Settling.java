package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for clients to finish before a check fails. A client may send QUIT and close its connection without reading the
 * reply: when its call returns, the server may have received neither.
 */
final class Settling {

    /** For the clients that are connected to close their connections. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    /** For a first client to connect. */
    private static final Duration FIRST_CLIENT = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ServerContext context;

    Settling(ServerContext context) {
        this.context = context;
    }

    /** Waits until no client is connected, within limits. Returns whether none is. */
    boolean settle() {
        if (context.loop().isCurrentThread()) {
            return connected().isEmpty();
        }
        await(() -> !context.journal().sessions().isEmpty(), FIRST_CLIENT);
        return await(() -> connected().isEmpty(), PATIENCE);
    }

    /** The numbers of the sessions whose clients have not closed their connections; on the loop. */
    List<Integer> connected() {
        return context.journal().sessions().stream()
                .filter(SessionRecord::isConnected)
                .map(SessionRecord::number)
                .toList();
    }

    /** Lets some milliseconds pass. False if the thread is interrupted. */
    boolean pause() {
        await(() -> false, PAUSE);
        return !Thread.currentThread().isInterrupted();
    }

    /** Returns whether the condition became true in time. It is evaluated on the loop, at each event. */
    private boolean await(BooleanSupplier condition, Duration patience) {
        CountDownLatch holds = new CountDownLatch(1);
        BooleanSupplier waiter = () -> {
            boolean over = condition.getAsBoolean() || context.loop().isClosed();
            if (over) {
                holds.countDown();
            }
            return over;
        };
        context.loop().run(() -> context.journal().tell(waiter));
        try {
            if (holds.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.loop().run(() -> context.journal().forget(waiter));
        return holds.getCount() == 0;
    }
}
