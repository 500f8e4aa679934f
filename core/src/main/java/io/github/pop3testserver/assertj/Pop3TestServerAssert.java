package io.github.pop3testserver.assertj;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about all sessions and faults of a server. Not thread-safe. */
public class Pop3TestServerAssert extends AbstractAssert<Pop3TestServerAssert, Pop3TestServer> {

    /** Creates assertions; tests call {@link Pop3Assertions#assertThat(Pop3TestServer)}. */
    public Pop3TestServerAssert(@Nullable Pop3TestServer actual) {
        super(actual, Pop3TestServerAssert.class);
    }

    /** Verifies that clients have connected exactly this many times. */
    public Pop3TestServerAssert hasSessions(int expected) {
        isNotNull();
        Settle.unless(() -> actual.sessions().size() == expected, actual::settle);
        int sessions = actual.sessions().size();
        if (sessions != expected) {
            fail(
                    "to have " + expected + (expected == 1 ? " session" : " sessions") + ", but it has " + sessions,
                    sessions,
                    expected);
        }
        return this;
    }

    /** Verifies that exactly this many login attempts were refused, for any reason. */
    public Pop3TestServerAssert hasFailedLogins(int expected) {
        isNotNull();
        Settle.unless(() -> failedLogins() == expected, actual::settle);
        int failed = failedLogins();
        if (failed != expected) {
            fail("to have failed logins: " + expected + ", but it has: " + failed, failed, expected);
        }
        return this;
    }

    /** Verifies that all clients have closed their connections. Waits up to five seconds for them. */
    public Pop3TestServerAssert hasNoOpenConnections() {
        isNotNull();
        try {
            actual.await().noOpenConnections();
        } catch (AssertionError stillOpen) {
            List<Pop3Session> open =
                    actual.sessions().stream().filter(Pop3Session::isConnected).toList();
            fail("to have no open connections, but the clients of these sessions have not closed theirs: " + open);
        }
        return this;
    }

    /**
     * Verifies that each fault was applied at least once. Unlike {@code verify()}, this includes faults with {@code always()} or
     * {@code withProbability(...)}.
     */
    public Pop3TestServerAssert hasAppliedAllFaults() {
        isNotNull();
        Settle.unless(() -> unusedFaults().isEmpty(), actual::settle);
        List<InstalledFault> unused = unusedFaults();
        if (!unused.isEmpty()) {
            fail("to have applied all faults, but these did not fire: " + unused);
        }
        return this;
    }

    private int failedLogins() {
        return actual.sessions().stream().mapToInt(Pop3Session::failedLogins).sum();
    }

    private List<InstalledFault> unusedFaults() {
        return actual.faults().stream()
                .filter(fault -> fault.timesApplied() == 0)
                .toList();
    }

    private void fail(String message) {
        throw actual.transcript().attachTo(failure("%s", "Expecting " + actual + " " + message));
    }

    /** Adds the values, so that an IDE can compare them. */
    private void fail(String message, Object found, Object expected) {
        throw actual.transcript()
                .attachTo(failureWithActualExpected(found, expected, "%s", "Expecting " + actual + " " + message));
    }
}
