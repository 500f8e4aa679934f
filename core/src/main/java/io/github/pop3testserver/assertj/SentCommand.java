package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that a client has sent.
 *
 * @param line null if the line could not be read: it was too long, or a TLS handshake
 */
record SentCommand(Pop3Event event, @Nullable CommandLine line) {

    static List<SentCommand> of(Pop3Session session) {
        return session.exchanges().stream()
                .filter(exchange -> exchange.event().isCommand())
                .map(exchange ->
                        new SentCommand(exchange.event(), exchange.command().orElse(null)))
                .toList();
    }

    boolean is(Pop3Event wanted) {
        return wanted == Pop3Event.ANY_COMMAND || event == wanted;
    }

    /** Tests have the secrets, and copy lines from transcripts, which do not. */
    boolean isLine(String wanted) {
        return line != null && (line.text().equals(wanted) || line.toString().equals(wanted));
    }

    /** A line that could not be read may have been anything. */
    boolean isLoginAttempt() {
        return switch (event) {
            case PASS, APOP -> true;
            case AUTH -> line == null || !line.arguments().isEmpty();
            default -> line == null;
        };
    }

    /** As transcripts show it, without secrets. */
    @Override
    public String toString() {
        return line == null ? "(a line that could not be read)" : line.toString();
    }
}
