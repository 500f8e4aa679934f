package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import java.util.Optional;

/**
 * One step of a recorded conversation: a connect, a TLS handshake, a greeting, a command or a SASL response.
 *
 * @param words describes the step, such as {@code RETR 1}
 * @param session the number of the session
 * @param skip how often the event occurs before that in the session
 * @param exchange empty for steps without a reply
 * @param login whether the server decided about a login in this step
 * @param owner distinguishes the step from those of other users; empty if the session's number does that
 * @param suffix names the session if there are several; empty otherwise
 */
record SweepStep(
        String words,
        Pop3Event event,
        int session,
        int skip,
        Optional<Exchange> exchange,
        boolean login,
        Optional<Owner> owner,
        String suffix) {

    /**
     * The user of a session after login. Clients of several users may connect in any order.
     *
     * @param skip how often the event occurs before the step, in all sessions of the user
     */
    record Owner(String user, int skip) {}

    /** Begins a fault at this step. */
    FaultTrigger on(Pop3TestServer server) {
        Optional<Maildrop> maildrop = owner.flatMap(whose -> maildropOf(whose.user(), server));
        FaultTrigger trigger = server.on(event);
        return owner.isPresent() && maildrop.isPresent()
                ? trigger.maildrop(maildrop.get()).afterSkipping(owner.get().skip())
                : trigger.inSession(session).afterSkipping(skip);
    }

    /** Empty if the test adds the maildrop itself, later. */
    private static Optional<Maildrop> maildropOf(String user, Pop3TestServer server) {
        try {
            return Optional.of(server.maildrop(user));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The status line that was sent; empty if none was. */
    String status() {
        return exchange.map(Exchange::status).orElse("");
    }

    /** The reply, in words. */
    String reply() {
        return event == Pop3Event.GREETING ? "greeting" : "reply to " + words;
    }

    /** The message-number that the command names; empty if it names none. */
    Optional<String> messageNumber() {
        return command()
                .filter(line -> !line.arguments().isEmpty())
                .map(line -> line.arguments().get(0));
    }

    private Optional<CommandLine> command() {
        return exchange.flatMap(Exchange::command);
    }

    boolean isSaslResponse() {
        return event == Pop3Event.SASL_RESPONSE;
    }

    /** Whether the reply is a scan listing or a unique-id listing (RFC 1939). */
    boolean isListing() {
        return isMultiLine() && (event == Pop3Event.LIST || event == Pop3Event.UIDL);
    }

    /** Whether a client must read a number in the reply, which has at least one. */
    boolean announcesNumber() {
        return switch (event) {
            case STAT -> succeeded();
            case LIST, UIDL -> succeeded() && (!isMultiLine() || octets() > 0);
            default -> false;
        };
    }

    boolean isAnswered() {
        return !status().isEmpty();
    }

    boolean succeeded() {
        return status().startsWith("+OK");
    }

    /** The octets of the lines of a multi-line reply; -1 if the reply is a single line. */
    long octets() {
        return exchange.filter(reply -> reply.octets().isPresent())
                .map(reply -> reply.octets().getAsLong())
                .orElse(-1L);
    }

    boolean isMultiLine() {
        return octets() >= 0;
    }

    boolean isTerminated() {
        return exchange.map(Exchange::terminated).orElse(false);
    }
}
