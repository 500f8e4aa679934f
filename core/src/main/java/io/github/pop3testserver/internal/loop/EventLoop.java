package io.github.pop3testserver.internal.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One daemon thread with a selector, a queue of tasks, and timers. All mutable state of a server belongs to this thread.
 * Other threads use it through {@link #call}. This is the only class in the package with a lock or a volatile field.
 */
public final class EventLoop {

    /** A task takes microseconds. After this time, the thread must be stuck in a callback. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** The maximum number of timers per round. Without it, a timer that schedules itself again would starve the rest. */
    private static final int MAX_TIMERS_PER_ROUND = 1024;

    /** Limits {@link #catchUp}, because a client may send without pause. */
    private static final long MAX_CATCH_UP_NANOS = 20_000_000;

    private static final SelectionKey[] NO_KEYS = {};

    private final Thread thread;
    private final Duration callTimeout;
    private final Selector selector;
    private final TimeSource time;
    private final Timers timers;
    private final Consumer<Throwable> failures;
    private final ConcurrentLinkedQueue<Call<?>> calls = new ConcurrentLinkedQueue<>();

    /** Guards {@link #ended}. After the end it also guards the server's state, which any thread may then use. */
    private final Object lock = new Object();

    private boolean ended;
    private volatile boolean closing;

    /** @param failures receives what a handler or a timer throws, on the loop's thread */
    public EventLoop(String name, TimeSource time, Consumer<Throwable> failures) {
        this(name, time, failures, CALL_TIMEOUT);
    }

    EventLoop(String name, TimeSource time, Consumer<Throwable> failures, Duration callTimeout) {
        this.callTimeout = callTimeout;
        this.time = time;
        this.timers = new Timers(time);
        this.failures = failures;
        this.selector = openSelector();
        this.thread = new Thread(this::loop, name);
        thread.setDaemon(true);
    }

    private static Selector openSelector() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    public void start() {
        thread.start();
    }

    public Timers timers() {
        return timers;
    }

    public TimeSource time() {
        return time;
    }

    public boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Watches a channel. Call it on the loop, or before {@link #start}. */
    public SelectionKey register(SelectableChannel channel, int interests, Handler handler)
            throws ClosedChannelException {
        return channel.register(selector, interests, handler);
    }

    /**
     * Stops watching a channel before it is closed. Call it on the loop. A closed channel keeps its port until the selector
     * has removed its key.
     */
    public void forget(SelectionKey key) throws IOException {
        key.cancel();
        selector.selectNow();
        if (!calls.isEmpty()) {
            // selectNow() has consumed the wake-up of a call that is still in the queue.
            selector.wakeup();
        }
    }

    /**
     * Runs a task on the loop and waits for its result. On the loop itself, or after its end, the task runs at once on the
     * caller's thread. An exception of the task is thrown here, with the caller's frames in its stack trace.
     *
     * @throws IllegalStateException if the loop's thread is stuck in a callback of the test; the cause shows where
     */
    public <T> T call(Supplier<T> task) {
        if (isCurrentThread()) {
            return task.get();
        }
        Call<T> call = new Call<>(task);
        if (submit(call)) {
            if (!call.await(callTimeout)) {
                throw stuck();
            }
            return call.result();
        }
        synchronized (lock) {
            return task.get();
        }
    }

    /** Queues a call. Returns false after the end of the loop. */
    private boolean submit(Call<?> call) {
        synchronized (lock) {
            if (ended) {
                return false;
            }
            calls.add(call);
        }
        selector.wakeup();
        return true;
    }

    /** As {@link #call}, for a task without a result. */
    public void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /**
     * Runs a last task on the loop, ends its thread, and waits for that. Further calls have no effect. If an error has
     * already ended the thread, the last task runs on the caller's thread.
     */
    public void close(Runnable last) {
        if (isCurrentThread()) {
            throw new IllegalStateException("the server cannot be closed from a callback on its own thread; close it"
                    + " from the test's thread");
        }
        Call<Boolean> call = new Call<>(() -> {
            if (!closing) {
                closing = true;
                last.run();
            }
            return true;
        });
        boolean submitted = submit(call);
        // Waits only for the thread, which ends after the call: one wake-up instead of two.
        joinThread();
        if (!submitted) {
            synchronized (lock) {
                call.run();
            }
        }
        call.result();
    }

    /** Whether the loop has been closed, or is being closed. */
    public boolean isClosed() {
        return closing;
    }

    private void joinThread() {
        boolean joined = false;
        boolean interrupted = false;
        while (!joined) {
            try {
                thread.join(callTimeout.toMillis());
                joined = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw stuck();
        }
    }

    /** Shows where a thread is stuck, as the cause of a failure. */
    public static Throwable whereIs(Thread thread) {
        Throwable where = new Throwable("where the thread \"" + thread.getName() + "\" is");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    private IllegalStateException stuck() {
        return new IllegalStateException(
                "the server's thread did not respond for " + callTimeout.toSeconds()
                        + " s; a predicate given to matching(...) must not wait for anything",
                whereIs(thread));
    }

    private void loop() {
        try {
            while (!closing) {
                select();
                runTimers();
                handleReady();
                if (!calls.isEmpty()) {
                    catchUp();
                    runCalls();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            failures.accept(e);
        } finally {
            closeSelector();
            end();
        }
    }

    /** A closed channel keeps its port while a selector watches it. */
    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            failures.accept(e);
        }
    }

    private void select() throws IOException {
        // If a callback has interrupted this thread, select() would return at once each time.
        Thread.interrupted();
        long nanos = timers.nanosToNext();
        if (nanos == Long.MAX_VALUE) {
            selector.select();
        } else if (nanos == 0) {
            selector.selectNow();
        } else {
            // Rounded up: a thread that wakes too early would spin until the deadline.
            selector.select(Duration.ofNanos(nanos).toMillis() + 1);
        }
    }

    /**
     * Handles all input that has arrived, before calls run: a test that asks the server about a client must see everything
     * that the client has already sent, and that it has disconnected.
     */
    private void catchUp() throws IOException {
        long begin = time.nanos();
        while (!closing && selector.selectNow() > 0 && time.nanos() - begin < MAX_CATCH_UP_NANOS) {
            handleReady();
        }
    }

    private void runCalls() {
        for (Call<?> call = calls.poll(); call != null; call = calls.poll()) {
            call.run();
        }
    }

    private void runTimers() {
        boolean more = true;
        for (int run = 0; run < MAX_TIMERS_PER_ROUND && more && !closing; run++) {
            try {
                more = timers.runNextDue();
            } catch (RuntimeException | Error e) {
                failures.accept(e);
            }
        }
    }

    private void handleReady() {
        if (closing) {
            return;
        }
        // A copy: a handler may call forget(..), which selects too and changes the selector's own set.
        SelectionKey[] ready = selector.selectedKeys().toArray(NO_KEYS);
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            // An earlier handler in this round may have closed the channel.
            if (key.isValid()) {
                handle((Handler) key.attachment());
            }
        }
    }

    private void handle(Handler handler) {
        try {
            handler.onReady();
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        } finally {
            // An interrupt by a callback must not affect the next handler or call.
            Thread.interrupted();
        }
    }

    private void end() {
        synchronized (lock) {
            ended = true;
            // Calls from now on run on the caller's thread. Those in the queue still run here.
            runCalls();
        }
    }
}
