package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.model.CommandLine;
import java.util.List;

/** Reads the arguments of a command. Each method rejects an argument that it cannot accept. */
final class Arguments {

    /** Limits how much of an argument a reply repeats: a reply line has at most 512 octets (RFC 2449 section 4). */
    private static final int MAX_ECHOED = 40;

    /** No message has more lines, because its octets are in one array. */
    private static final long ALL_LINES = Integer.MAX_VALUE;

    private Arguments() {}

    /** Rejects any argument. */
    static void none(CommandLine line) throws Rejected {
        expectAtMost(0, line);
    }

    /** The message-number of a message that is not marked as deleted (RFC 1939 section 5). */
    static int messageNumber(CommandLine line, OpenMaildrop maildrop) throws Rejected {
        List<String> arguments = line.arguments();
        if (arguments.isEmpty()) {
            throw new Rejected("No message number given.");
        }
        int number = line.messageNumber().orElse(0);
        if (!maildrop.isNumber(number)) {
            String digits = arguments.get(0);
            throw new Rejected(
                    isNumber(digits)
                            ? "There's no message " + echo(digits) + "."
                            : "Invalid message number: " + echo(digits));
        }
        if (maildrop.isMarked(number)) {
            throw new Rejected("Message is deleted.");
        }
        return number;
    }

    /** The message-number, as the only argument. */
    static int onlyMessageNumber(CommandLine line, OpenMaildrop maildrop) throws Rejected {
        expectAtMost(1, line);
        return messageNumber(line, maildrop);
    }

    /** The second argument of TOP: a non-negative number of any size. */
    static long bodyLines(CommandLine line) throws Rejected {
        expectAtMost(2, line);
        List<String> arguments = line.arguments();
        if (arguments.size() < 2) {
            throw new Rejected("No line count given.");
        }
        String digits = arguments.get(1);
        if (!isNumber(digits)) {
            throw new Rejected("Invalid line count: " + echo(digits));
        }
        long lines = 0;
        for (int i = 0; i < digits.length(); i++) {
            lines = Math.min(10 * lines + digits.charAt(i) - '0', ALL_LINES);
        }
        return lines;
    }

    private static void expectAtMost(int count, CommandLine line) throws Rejected {
        List<String> arguments = line.arguments();
        if (arguments.size() > count) {
            throw new Rejected("Noise after " + line.keyword() + " command: " + echo(arguments.get(count)));
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The argument as printable US-ASCII, and short enough for a status line. */
    private static String echo(String text) {
        StringBuilder echo = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_ECHOED); i++) {
            char c = text.charAt(i);
            echo.append(c > ' ' && c < 0x7F ? c : '?');
        }
        return echo.append(text.length() > MAX_ECHOED ? "..." : "").toString();
    }
}
