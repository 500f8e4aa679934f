package io.github.pop3testserver.assertj;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /** Verifies that the client has sent each of these command lines, such as {@code "DELE 2"}, in any order. */
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

    /** Refuses events that are not commands: no command line matches them, so {@code hasNeverSent} would always pass. */
    private static void requireCommands(Pop3Event... events) {
        for (Pop3Event event : Given.all("event", "give commands, such as PASS", events)) {
            if (!event.isCommand()) {
                throw new IllegalArgumentException(
                        event + " is not a command that a client sends; give commands, such as PASS");
            }
        }
    }

    private static boolean is(CommandLine command, Pop3Event event) {
        return event == Pop3Event.ANY_COMMAND || command.event() == event;
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
        List<CommandLine> sent = actual.commands().stream()
                .filter(command -> unwanted.stream().anyMatch(event -> is(command, event)))
                .toList();
        if (!sent.isEmpty()) {
            fail("never to have sent any of " + unwanted + ", but it sent " + sent);
        }
        return this;
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
        List<CommandLine> commands = actual.commands();
        if (commands.isEmpty() || commands.stream().anyMatch(command -> command.event() == Pop3Event.STLS)) {
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
        List<String> missing = new ArrayList<>(lines);
        missing.removeAll(actual.commands().stream().map(CommandLine::text).toList());
        return missing;
    }

    /** How many of the commands were found, one after the other. */
    private int inOrder(Pop3Event... events) {
        int found = 0;
        for (CommandLine command : actual.commands()) {
            if (found < events.length && is(command, events[found])) {
                found++;
            }
        }
        return found;
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
