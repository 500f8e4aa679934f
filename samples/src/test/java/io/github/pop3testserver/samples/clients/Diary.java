package io.github.pop3testserver.samples.clients;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application that keeps all that it gets, and how long each poll took. */
final class Diary implements Application {

    private final boolean rejectsMessageTwo;
    private final Runnable afterPoll;
    private final List<String> stored = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<Long> pollMillis = new ArrayList<>();
    private long pollBegan;
    private boolean hasRejected;

    /** The code runs after each poll, and does not count as a part of it. */
    Diary(boolean rejectsMessageTwo, Runnable afterPoll) {
        this.rejectsMessageTwo = rejectsMessageTwo;
        this.afterPoll = afterPoll;
    }

    @Override
    public synchronized void store(String subject, String text) {
        if (rejectsMessageTwo && !hasRejected && subject.equals("two")) {
            hasRejected = true;
            throw new NotStored();
        }
        stored.add(SeededMail.isComplete(subject, text) ? subject : subject + SeededMail.INCOMPLETE);
    }

    @Override
    public synchronized void sees(Throwable failure) {
        if (!(failure instanceof NotStored)) {
            thrown.add(failure);
            seen.add("`" + failure.getClass().getSimpleName() + "`");
        }
    }

    @Override
    public synchronized void sees(String call, Object returned) {
        seen.add("`" + call + "` returns `" + returned + "`");
    }

    @Override
    public void pollBegins() {
        pollBegan = System.nanoTime();
    }

    @Override
    public void pollEnded() {
        pollMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pollBegan));
        afterPoll.run();
    }

    List<String> stored() {
        return stored;
    }

    List<Throwable> thrown() {
        return thrown;
    }

    List<String> seen() {
        return seen;
    }

    long longestPollMillis() {
        return Collections.max(pollMillis);
    }

    /** What the application throws. */
    private static final class NotStored extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
