package io.github.pop3testserver.assertj;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Transcript;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about one client's session. Not thread-safe. */
public class Pop3SessionAssert extends AbstractAssert<Pop3SessionAssert, Pop3Session> {

    private static final String QUIT_REMEDY = "; Jakarta Mail sends QUIT in folder.close(), Commons Net in logout()";

    /** Creates assertions; tests call {@link Pop3Assertions#assertThat(Pop3Session)}. */
    public Pop3SessionAssert(@Nullable Pop3Session actual) {
        super(actual, Pop3SessionAssert.class);
    }

    /** Verifies that the session has ended in this way. */
    public Pop3SessionAssert hasEndedWith(SessionEnd expected) {
        isNotNull();
        Objects.requireNonNull(expected, "an end must not be null; give a SessionEnd");
        Settle.unless(() -> actual.end() == expected, actual::settle);
        SessionEnd end = actual.end();
        if (end != expected) {
            String found = ", but its end was " + end + ": " + end.description() + marks();
            fail("to have ended with " + expected + found, end, expected);
        }
        return this;
    }

    private String marks() {
        List<MaildropMessage> marked = actual.markedForDeletion();
        return marked.isEmpty()
                ? ""
                : "\nmarked for deletion but not deleted, because QUIT never arrived: " + marked + QUIT_REMEDY;
    }

    /**
     * Verifies that the client has sent each of these command lines, such as {@code "DELE 2"}, in any order. Write secrets in
     * clear, or masked as transcripts show them.
     */
    public Pop3SessionAssert hasSent(String... lines) {
        isNotNull();
        List<String> expected = Given.all("line", "give whole command lines", lines);
        Settle.unless(() -> notSent(expected).isEmpty(), actual::settle);
        List<String> missing = notSent(expected);
        if (!missing.isEmpty()) {
            fail("to have sent " + expected + ", but it never sent " + missing);
        }
        return this;
    }

    /**
     * Verifies that the client has sent these commands in this order, and no others. Responses to challenges are not commands.
     * For a client that sends nothing, use {@code hasNeverSent(ANY_COMMAND)}.
     *
     * @throws IllegalArgumentException if an event is not a command, such as LOGIN
     */
    public Pop3SessionAssert hasSentExactly(Pop3Event... events) {
        isNotNull();
        requireCommands(events);
        return sentExactly(List.of(events), SentCommand::is);
    }

    /**
     * Verifies that the client has sent these command lines in this order, and no others. Write secrets in clear, or masked as
     * transcripts show them: {@code "PASS ********"}. Responses to challenges are not commands.
     */
    public Pop3SessionAssert hasSentExactly(String... lines) {
        isNotNull();
        List<String> expected = Given.all("line", "give whole command lines", lines);
        return sentExactly(expected, SentCommand::isLine);
    }

    private <E> Pop3SessionAssert sentExactly(List<E> expected, BiPredicate<SentCommand, E> match) {
        Settle.unless(() -> areExactly(expected, SentCommand.of(actual), match), actual::settle);
        List<SentCommand> sent = SentCommand.of(actual);
        if (!areExactly(expected, sent, match)) {
            CommandDiff diff = CommandDiff.between(expected, sent, match);
            fail(
                    "to have sent exactly the expected commands, but - is missing and + was not expected:" + diff,
                    diff.sent(),
                    diff.expected(),
                    diff.pointedIn(actual));
        }
        return this;
    }

    private static <E> boolean areExactly(List<E> expected, List<SentCommand> sent, BiPredicate<SentCommand, E> match) {
        return expected.size() == sent.size()
                && IntStream.range(0, sent.size()).allMatch(i -> match.test(sent.get(i), expected.get(i)));
    }

    /** Refuses events that are not commands: no command line matches them, so {@code hasNeverSent} would always pass. */
    private static void requireCommands(Pop3Event... events) {
        for (Pop3Event event : Given.all("event", "give commands, such as PASS", events)) {
            if (!event.isCommand()) {
                throw new IllegalArgumentException(
                        event + " is not a command that a client sends; give commands, such as PASS");
            }
        }
    }

    /**
     * Verifies that the client has sent these commands in this order, possibly with others in between.
     *
     * @throws IllegalArgumentException if an event is not a command, such as LOGIN
     */
    public Pop3SessionAssert hasSentInOrder(Pop3Event... events) {
        isNotNull();
        requireCommands(events);
        Settle.unless(() -> inOrder(events) == events.length, actual::settle);
        int found = inOrder(events);
        if (found < events.length) {
            fail("to have sent " + List.of(events) + " in this order, but there was no " + events[found]
                    + (found == 0 ? "" : " after " + List.of(events).subList(0, found)));
        }
        return this;
    }

    /**
     * Verifies that the client has sent none of these commands.
     *
     * @throws IllegalArgumentException if an event is not a command, such as LOGIN
     */
    public Pop3SessionAssert hasNeverSent(Pop3Event... events) {
        isNotNull();
        requireCommands(events);
        List<Pop3Event> unwanted = List.of(events);
        List<SentCommand> sent = sent(command -> unwanted.stream().anyMatch(command::is));
        if (!sent.isEmpty()) {
            fail("never to have sent any of " + unwanted + ", but it sent " + sent);
        }
        return this;
    }

    /**
     * Verifies that the client has sent this command at most this many times.
     *
     * @throws IllegalArgumentException if the number is negative, or the event is not a command, such as LOGIN
     */
    public Pop3SessionAssert hasSentAtMost(int times, Pop3Event event) {
        isNotNull();
        requireCommands(event);
        if (times < 0) {
            throw new IllegalArgumentException("no client can send " + event + " " + times + " times; give 0 or more");
        }
        List<SentCommand> sent = sent(command -> command.is(event));
        if (sent.size() > times) {
            fail(
                    "to have sent " + event + " at most " + times(times) + ", but it sent it " + times(sent.size())
                            + ": " + sent,
                    pointedAt(sent.get(sent.size() - 1)));
        }
        return this;
    }

    private static String times(int count) {
        return count == 1 ? "1 time" : count + " times";
    }

    /**
     * Verifies that the client has not tried to log in: it has sent no PASS, no APOP, and no AUTH with a mechanism, whatever the
     * server answered. USER alone is no attempt, and neither is AUTH without a mechanism, which lists the mechanisms. A line that
     * was too long to be read may have been one, so it counts.
     */
    public Pop3SessionAssert hasNotTriedToLogIn() {
        isNotNull();
        List<SentCommand> attempts = sent(SentCommand::isLoginAttempt);
        if (!attempts.isEmpty()) {
            fail("not to have tried to log in, but it sent " + attempts, pointedAt(attempts.get(attempts.size() - 1)));
        }
        return this;
    }

    private List<SentCommand> sent(Predicate<SentCommand> which) {
        return SentCommand.of(actual).stream().filter(which).toList();
    }

    private Transcript pointedAt(SentCommand command) {
        return actual.transcript().withPointerAt(actual.number(), "C: " + command);
    }

    /** Verifies that the connection used TLS, implicit or after STLS. */
    public Pop3SessionAssert hasUsedTls() {
        isNotNull();
        Settle.unless(() -> actual.tlsProtocol().isPresent(), actual::settle);
        if (actual.tlsProtocol().isEmpty()) {
            fail("to have used TLS, but " + whyPlaintext());
        }
        return this;
    }

    private String whyPlaintext() {
        List<SentCommand> commands = SentCommand.of(actual);
        if (commands.isEmpty() || commands.stream().anyMatch(command -> command.is(Pop3Event.STLS))) {
            return "the client did not complete a TLS handshake";
        }
        return "the client never sent STLS; require STARTTLS in the client (mail.pop3.starttls.required=true),"
                + " and offer it with tls(Tls.EXPLICIT)";
    }

    /** Verifies that the client has not {@linkplain Pop3Session#violations() violated the protocol}. */
    public Pop3SessionAssert hasNoViolations() {
        isNotNull();
        List<ProtocolViolation> violations = actual.violations();
        if (!violations.isEmpty()) {
            fail("to have no violations, but the client committed:" + lines(violations));
        }
        return this;
    }

    private static String lines(List<ProtocolViolation> violations) {
        return violations.stream()
                .map(violation -> "\n  " + violation + ": " + violation.rule())
                .collect(Collectors.joining());
    }

    private List<String> notSent(List<String> lines) {
        List<SentCommand> sent = SentCommand.of(actual);
        return lines.stream()
                .filter(line -> sent.stream().noneMatch(command -> command.isLine(line)))
                .toList();
    }

    /** How many of the commands were found, one after the other. */
    private int inOrder(Pop3Event... events) {
        int found = 0;
        for (SentCommand command : SentCommand.of(actual)) {
            if (found < events.length && command.is(events[found])) {
                found++;
            }
        }
        return found;
    }

    private void fail(String message) {
        fail(message, actual.transcript());
    }

    private void fail(String message, Transcript transcript) {
        throw transcript.attachTo(failure("%s", "Expecting " + actual + " " + message));
    }

    private void fail(String message, Object found, Object expected) {
        fail(message, found, expected, actual.transcript());
    }

    /** Adds the values, so that an IDE can compare them. */
    private void fail(String message, Object found, Object expected, Transcript transcript) {
        throw transcript.attachTo(
                failureWithActualExpected(found, expected, "%s", "Expecting " + actual + " " + message));
    }
}
