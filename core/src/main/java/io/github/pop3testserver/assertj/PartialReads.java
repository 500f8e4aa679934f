package io.github.pop3testserver.assertj;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How often clients have read part of a message with TOP. These are not retrievals.
 *
 * @param headersOnly whether no TOP asked for lines of the body
 */
record PartialReads(int count, boolean headersOnly) {

    static PartialReads of(MaildropMessage message, List<Pop3Session> sessions) {
        List<CommandLine> answered =
                sessions.stream().flatMap(session -> answered(message, session)).toList();
        long retrievals = count(answered, command -> command.event() == Pop3Event.RETR);
        long headers = count(answered, command -> isTop(command) && asksForHeadersOnly(command));
        long bodies = count(answered, command -> isTop(command) && !asksForHeadersOnly(command));
        // A TOP that covers the whole message counts as a retrieval.
        long parts = Math.max(0, bodies - Math.max(0, message.timesRetrieved() - retrievals));
        return new PartialReads((int) (headers + parts), parts == 0);
    }

    /** The commands that named the message and were not refused. */
    private static Stream<CommandLine> answered(MaildropMessage message, Pop3Session session) {
        OptionalInt number = message.numberIn(session);
        return session.exchanges().stream()
                .filter(exchange -> exchange.status().startsWith("+OK"))
                .flatMap(exchange -> exchange.command().stream())
                .filter(command -> number.isPresent() && command.messageNumber().equals(number));
    }

    private static long count(List<CommandLine> commands, Predicate<CommandLine> test) {
        return commands.stream().filter(test).count();
    }

    private static boolean isTop(CommandLine command) {
        return command.event() == Pop3Event.TOP && command.arguments().size() > 1;
    }

    private static boolean asksForHeadersOnly(CommandLine top) {
        return top.arguments().get(1).matches("0+");
    }
}
