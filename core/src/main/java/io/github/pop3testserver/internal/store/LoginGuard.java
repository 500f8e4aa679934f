package io.github.pop3testserver.internal.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps a user from logging in too often, or after too many failures. */
final class LoginGuard {

    private final LongSupplier nanos;
    private Duration delay = Duration.ZERO;
    private int mostFailures = Integer.MAX_VALUE;
    private Duration lockout = Duration.ZERO;
    private int failures;
    private boolean lockedOut;
    private long lockedOutSince;
    private boolean loggedInBefore;
    private long lastLogin;

    LoginGuard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Duration delay() {
        return delay;
    }

    void delayLogins(Duration between) {
        delay = between;
    }

    void lockOutAfter(int failedLogins, Duration duration) {
        mostFailures = failedLogins;
        lockout = duration;
    }

    boolean isLockedOut() {
        if (lockedOut && since(lockedOutSince).compareTo(lockout) >= 0) {
            lockedOut = false;
            failures = 0;
        }
        return lockedOut;
    }

    void failed() {
        failures++;
        if (failures >= mostFailures) {
            lockedOut = true;
            lockedOutSince = nanos.getAsLong();
        }
    }

    boolean isTooSoon() {
        return loggedInBefore && since(lastLogin).compareTo(delay) < 0;
    }

    void succeeded() {
        failures = 0;
        loggedInBefore = true;
        lastLogin = nanos.getAsLong();
    }

    private Duration since(long moment) {
        return Duration.ofNanos(nanos.getAsLong() - moment);
    }
}
