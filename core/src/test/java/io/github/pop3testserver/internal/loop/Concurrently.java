package io.github.pop3testserver.internal.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;

/** Does the same on several threads that set off together. */
final class Concurrently {

    private Concurrently() {}

    /** Returns when all have done it; throws what any of them has thrown. */
    static void run(int threads, IntConsumer task) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            FutureTask<Void> one = new FutureTask<>(() -> {
                start.await();
                task.accept(number);
                return null;
            });
            tasks.add(one);
            new Thread(one, "caller " + number).start();
        }
        tasks.forEach(Concurrently::join);
    }

    private static void join(FutureTask<Void> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError("on another thread: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for another thread", e);
        }
    }
}
