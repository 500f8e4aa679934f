package io.github.pop3testserver.internal.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One daemon thread with one selector, a queue of tasks and timers. All mutable state of a server belongs to this
 * thread; the rest of the world comes in through {@link #call}. The only class here with a lock or a volatile field.
 */
public final class EventLoop {

    /** A task takes microseconds: what has not been answered by then never will be. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many run before calls and channels have their turn: a timer may schedule the next for at once. */
    private static final int TIMERS_AT_ONCE = 1024;

    /** So long what clients have sent is handled before a call: some send without pause. */
    private static final long NANOS_TO_CATCH_UP = 20_000_000;

    private final Thread thread;
    private final Duration patience;
    private final Selector selector;
    private final TimeSource time;
    private final Timers timers;
    private final Consumer<Throwable> failures;
    private final ConcurrentLinkedQueue<Call<?>> calls = new ConcurrentLinkedQueue<>();

    /** Guards {@link #ended}, and after the end the state itself, which any thread may then read. */
    private final Object gate = new Object();

    private boolean ended;
    private volatile boolean closing;

    /**
     * @param failures gets what a handler or a timer throws, on the loop's thread
     */
    public EventLoop(String name, TimeSource time, Consumer<Throwable> failures) {
        this(name, time, failures, PATIENCE);
    }

    EventLoop(String name, TimeSource time, Consumer<Throwable> failures, Duration patience) {
        this.patience = patience;
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

    /** Watches a channel; to be called on the loop, or before it was started. */
    public SelectionKey register(SelectableChannel channel, int interests, Handler handler)
            throws ClosedChannelException {
        return channel.register(selector, interests, handler);
    }

    /**
     * Ends the watch over a channel that is to be closed; on the loop. A channel that is closed while it is watched keeps
     * its port until the selector comes to forget it.
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
     * Runs a task on the loop and waits for its result; inline when called on the loop itself or after its end. What
     * the task throws is thrown here, with the caller's frames in its stack trace.
     *
     * @throws IllegalStateException if the loop's thread is stuck in a callback of the test's; the cause shows where
     */
    public <T> T call(Supplier<T> task) {
        if (isCurrentThread()) {
            return task.get();
        }
        Call<T> call = new Call<>(task);
        if (submit(call)) {
            if (!call.await(patience)) {
                throw stuck();
            }
            return call.result();
        }
        synchronized (gate) {
            return task.get();
        }
    }

    /** False after the end. */
    private boolean submit(Call<?> call) {
        synchronized (gate) {
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
     * Runs a last task on the loop, ends its thread and waits for that end; the second and later calls do nothing. If an
     * error has ended the thread before, the last task runs inline.
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
        // Before the call: so this thread is woken once, not for the task's end and again for the thread's.
        joinThread();
        if (!submitted) {
            synchronized (gate) {
                call.run();
            }
        }
        call.result();
    }

    /** Whether it has been closed, or is being closed. */
    public boolean isClosed() {
        return closing;
    }

    private void joinThread() {
        boolean joined = false;
        boolean interrupted = false;
        while (!joined) {
            try {
                thread.join(patience.toMillis());
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

    /** A cause for a failure because of a thread that does not go on. */
    public static Throwable whereIs(Thread thread) {
        Throwable where = new Throwable("where the thread \"" + thread.getName() + "\" is");
        where.setStackTrace(thread.getStackTrace());
        return where;
    }

    private IllegalStateException stuck() {
        return new IllegalStateException(
                "the server's thread has not answered for " + patience.toSeconds() + " s; a predicate that was given to"
                        + " matching(..) must not wait for anything",
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

    /** A channel that is closed while a selector watches it keeps its port. */
    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            failures.accept(e);
        }
    }

    private void select() throws IOException {
        // A callback may have interrupted this thread: select() would return at once, again and again.
        Thread.interrupted();
        long nanos = timers.nanosToNext();
        if (nanos == Long.MAX_VALUE) {
            selector.select();
        } else if (nanos == 0) {
            selector.selectNow();
        } else {
            // Rounded up: waking early would spin until the deadline.
            selector.select(Duration.ofNanos(nanos).toMillis() + 1);
        }
    }

    /**
     * Handles all that has come in before a call runs: whoever asks after a client has sent something, or closed its connection,
     * gets an answer that takes it into account.
     */
    private void catchUp() throws IOException {
        long begin = time.nanos();
        while (!closing && selector.selectNow() > 0 && time.nanos() - begin < NANOS_TO_CATCH_UP) {
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
        for (int run = 0; run < TIMERS_AT_ONCE && more && !closing; run++) {
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
        // A copy: a handler may come to forget(..), which selects as well and changes the selector's own set.
        List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            // An earlier handler of this round may have closed the channel.
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
            // What a callback leaves behind is nothing that the next handler, or a call, should see.
            Thread.interrupted();
        }
    }

    private void end() {
        synchronized (gate) {
            ended = true;
            // Whoever asked before the end gets an answer; whoever asks from now on runs inline.
            runCalls();
        }
    }
}
