package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the messages of a maildrop. The order in which you name messages does not matter. Not thread-safe.
 */
public class MaildropAssert extends AbstractAssert<MaildropAssert, Maildrop> {

    private static final String WHAT_ADD_RETURNED = "give what maildrop.add(...) returned";

    /** Creates assertions; tests call {@link Pop3Assertions#assertThat(Maildrop)}. */
    public MaildropAssert(@Nullable Maildrop actual) {
        super(actual, MaildropAssert.class);
    }

    /** Verifies that clients have deleted exactly these messages, with DELE and QUIT. */
    public MaildropAssert hasDeletedExactly(MaildropMessage... messages) {
        return hasDeletedExactly(listOf(messages));
    }

    /** Like {@link #hasDeletedExactly(MaildropMessage...)}. */
    public MaildropAssert hasDeletedExactly(Iterable<MaildropMessage> messages) {
        isNotNull();
        return compare("to have deleted exactly", messages, "but it deleted", Maildrop::deleted);
    }

    /** Verifies that no client has deleted a message. */
    public MaildropAssert hasDeletedNothing() {
        isNotNull();
        return none("to have deleted nothing", "but it deleted", Maildrop::deleted);
    }

    /**
     * Verifies that the maildrop contains exactly these messages. Messages marked with DELE are included until QUIT.
     */
    public MaildropAssert holdsExactly(MaildropMessage... messages) {
        return holdsExactly(listOf(messages));
    }

    /** Like {@link #holdsExactly(MaildropMessage...)}. */
    public MaildropAssert holdsExactly(Iterable<MaildropMessage> messages) {
        isNotNull();
        return compare("to hold exactly", messages, "but it holds", Maildrop::messages);
    }

    /** Verifies that the maildrop contains no message. */
    public MaildropAssert isEmpty() {
        isNotNull();
        return none("to be empty", "but it holds", Maildrop::messages);
    }

    /** Verifies that open sessions have marked at least these messages with DELE. */
    public MaildropAssert hasMarkedForDeletion(MaildropMessage... messages) {
        isNotNull();
        List<MaildropMessage> expected = listOf(messages);
        Settle.unless(() -> without(expected, actual.markedForDeletion()).isEmpty(), actual::settle);
        List<MaildropMessage> marked = actual.markedForDeletion();
        List<MaildropMessage> missing = without(expected, marked);
        if (!missing.isEmpty()) {
            fail(new MaildropFailure(actual)
                    .list("to have marked for deletion", expected)
                    .list("but these are marked", marked)
                    .stories("missing", missing));
        }
        return this;
    }

    /** Verifies that each of these messages was retrieved exactly once, and sent in full. */
    public MaildropAssert hasRetrievedExactlyOnce(MaildropMessage... messages) {
        return hasRetrievedExactlyOnce(listOf(messages));
    }

    /** Like {@link #hasRetrievedExactlyOnce(MaildropMessage...)}. */
    public MaildropAssert hasRetrievedExactlyOnce(Iterable<MaildropMessage> messages) {
        isNotNull();
        List<MaildropMessage> expected = listOf(messages);
        Predicate<MaildropMessage> other =
                message -> message.timesRetrieved() != 1 || message.timesRetrievedCompletely() != 1;
        Settle.unless(() -> only(expected, other).isEmpty(), actual::settle);
        List<MaildropMessage> others = only(expected, other);
        if (!others.isEmpty()) {
            fail(new MaildropFailure(actual)
                    .ofRetrievals()
                    .list("to have each of these retrieved exactly once", expected)
                    .stories("but these were not", others));
        }
        return this;
    }

    /** Verifies that none of these messages was retrieved twice. A retrieval that was cut short counts. */
    public MaildropAssert hasRetrievedAtMostOnce(MaildropMessage... messages) {
        return hasRetrievedAtMostOnce(listOf(messages));
    }

    /** Like {@link #hasRetrievedAtMostOnce(MaildropMessage...)}. */
    public MaildropAssert hasRetrievedAtMostOnce(Iterable<MaildropMessage> messages) {
        isNotNull();
        List<MaildropMessage> expected = listOf(messages);
        List<MaildropMessage> repeated = only(expected, message -> message.timesRetrieved() > 1);
        if (!repeated.isEmpty()) {
            fail(new MaildropFailure(actual)
                    .ofRetrievals()
                    .list("to have each of these retrieved at most once", expected)
                    .stories("but these were retrieved more often", repeated));
        }
        return this;
    }

    /** Verifies that every message deleted by a client had been sent to a client in full at least once. */
    public MaildropAssert hasLostNothing() {
        isNotNull();
        List<MaildropMessage> lost = only(actual.allMessages(), MaildropMessage::isLost);
        if (!lost.isEmpty()) {
            fail(new MaildropFailure(actual).text("to have lost nothing").stories("but it lost", lost));
        }
        return this;
    }

    /** Verifies that a session or the test has locked the maildrop. */
    public MaildropAssert isLocked() {
        isNotNull();
        if (!actual.isLocked()) {
            fail(new MaildropFailure(actual).text("to be locked, but it is not"));
        }
        return this;
    }

    /** Verifies that neither a session nor the test has locked the maildrop. */
    public MaildropAssert isNotLocked() {
        isNotNull();
        Settle.unless(() -> !actual.isLocked(), actual::settle);
        if (actual.isLocked()) {
            fail(new MaildropFailure(actual).text("not to be locked, but it is"));
        }
        return this;
    }

    /** Returns list assertions for the messages that clients have deleted. */
    public ListAssert<MaildropMessage> deleted() {
        isNotNull();
        return new ListAssert<>(actual.deleted()).as("messages deleted from %s", actual);
    }

    private MaildropAssert compare(
            String expectation,
            Iterable<MaildropMessage> messages,
            String butFound,
            Function<Maildrop, List<MaildropMessage>> where) {
        List<MaildropMessage> expected = listOf(messages);
        Settle.unless(() -> Set.copyOf(expected).equals(Set.copyOf(where.apply(actual))), actual::settle);
        List<MaildropMessage> found = where.apply(actual);
        List<MaildropMessage> unexpected = without(found, expected);
        List<MaildropMessage> missing = without(expected, found);
        if (!unexpected.isEmpty() || !missing.isEmpty()) {
            MaildropFailure failure = new MaildropFailure(actual)
                    .list(expectation, expected)
                    .list(butFound, found)
                    .stories("unexpected", unexpected)
                    .stories("missing", missing);
            fail(failure, found, expected);
        }
        return this;
    }

    private MaildropAssert none(String expectation, String butFound, Function<Maildrop, List<MaildropMessage>> where) {
        Settle.unless(() -> where.apply(actual).isEmpty(), actual::settle);
        List<MaildropMessage> found = where.apply(actual);
        if (!found.isEmpty()) {
            fail(new MaildropFailure(actual).text(expectation).stories(butFound, found), found, List.of());
        }
        return this;
    }

    private void fail(MaildropFailure failure) {
        throw failure.transcript().attachTo(failure("%s", failure.message()));
    }

    /** Adds the values, so that an IDE can compare them. */
    private void fail(MaildropFailure failure, List<MaildropMessage> found, List<MaildropMessage> expected) {
        throw failure.transcript()
                .attachTo(failureWithActualExpected(inOrder(found), inOrder(expected), "%s", failure.message()));
    }

    /**
     * In the order of arrival, so that a comparison shows only missing or extra messages; unknown messages come last.
     */
    private List<MaildropMessage> inOrder(List<MaildropMessage> messages) {
        List<MaildropMessage> ordered = new ArrayList<>(actual.allMessages());
        ordered.retainAll(messages);
        ordered.addAll(without(messages, ordered));
        return ordered;
    }

    private static List<MaildropMessage> listOf(Iterable<MaildropMessage> messages) {
        return Given.all("message", WHAT_ADD_RETURNED, messages);
    }

    private static List<MaildropMessage> listOf(MaildropMessage... messages) {
        return Given.all("message", WHAT_ADD_RETURNED, messages);
    }

    private static List<MaildropMessage> without(List<MaildropMessage> messages, List<MaildropMessage> others) {
        return only(messages, message -> !others.contains(message));
    }

    private static List<MaildropMessage> only(List<MaildropMessage> messages, Predicate<MaildropMessage> test) {
        return messages.stream().filter(test).toList();
    }
}
