package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.util.TreeSet;

/** Timers, ordered by deadline. Of two with the same deadline, the one scheduled first runs first. */
public final class Timers {

    private final TimeSource time;
    private final TreeSet<Timer> pending = new TreeSet<>();
    private long scheduled;

    public Timers(TimeSource time) {
        this.time = time;
    }

    void clear() {
        pending.clear();
    }

    /** Runs the action on the loop, once the delay has passed. */
    public Timer schedule(Duration delay, Runnable action) {
        Timer timer = new Timer(time.nanos() + delay.toNanos(), scheduled++, action);
        pending.add(timer);
        return timer;
    }

    /** Nanoseconds to the next deadline, 0 if it has passed, {@link Long#MAX_VALUE} if there is none. */
    public long nanosToNext() {
        return pending.isEmpty() ? Long.MAX_VALUE : Math.max(0, pending.first().deadline - time.nanos());
    }

    /** Removes the first timer that is due, and runs it. Returns false if none is due. */
    public boolean runNextDue() {
        if (nanosToNext() > 0) {
            return false;
        }
        Timer due = pending.first();
        due.cancel();
        due.action.run();
        return true;
    }

    /** An action and its deadline. */
    public final class Timer implements Comparable<Timer> {

        private final long deadline;
        private final long sequence;
        private final Runnable action;

        private Timer(long deadline, long sequence, Runnable action) {
            this.deadline = deadline;
            this.sequence = sequence;
            this.action = action;
        }

        /** Removes the timer. Further calls have no effect. */
        public void cancel() {
            pending.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            // Compares the difference, not the values, because nanoTime may overflow.
            long difference = deadline - other.deadline;
            return difference == 0 ? Long.compare(sequence, other.sequence) : Long.signum(difference);
        }
    }
}
