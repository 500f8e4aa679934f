package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a mailbox file in the mbox format into messages (RFC 4155; quoted lines as in its dialect mboxrd). */
public final class Mbox {

    /**
     * RFC 4155 requires an address and a date as C's asctime writes it. Programs also put a zone before or after the year,
     * order the date as in a header, leave out the seconds, or write "-" or "MAILER-DAEMON" for the address.
     */
    private static final Pattern SEPARATOR = Pattern.compile("From +(\"[^\"]*\"@)?\\S+ +"
            + "(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +"
            + "([A-Z][a-z][a-z] +\\d{1,2}|\\d{1,2} +[A-Z][a-z][a-z])"
            + "(?=.* \\d{1,2}:\\d\\d)(?=.* \\d{4}( |$)) .*");

    private final byte[] mailbox;
    private final List<byte[]> messages = new ArrayList<>();

    private Mbox(byte[] mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * Returns the messages in order, without the lines that separate them.
     *
     * @throws IllegalArgumentException if the first line is not a separator
     */
    public static List<byte[]> split(byte[] file) {
        return new Mbox(GivenMessage.withoutByteOrderMark(file)).split();
    }

    private List<byte[]> split() {
        if (mailbox.length > 0 && !isSeparator(0)) {
            throw new IllegalArgumentException("not a mailbox in the mbox format: its first line is not \"From \", an"
                    + " address and a date; for a single message use eml(...)");
        }
        for (int at = 0; at < mailbox.length; ) {
            int start = nextLine(at);
            at = nextSeparator(start);
            messages.add(message(start, at));
        }
        return messages;
    }

    private int nextSeparator(int from) {
        boolean afterEmptyLine = false;
        int at = from;
        while (at < mailbox.length && !(afterEmptyLine && isSeparator(at))) {
            afterEmptyLine = LineEnds.isLineEnd(mailbox, at);
            at = nextLine(at);
        }
        return at;
    }

    private boolean isSeparator(int at) {
        return startsWithFrom(at) && SEPARATOR.matcher(line(at)).matches();
    }

    private String line(int at) {
        return new String(mailbox, at, nextLine(at) - at, ISO_8859_1).stripTrailing();
    }

    private int nextLine(int from) {
        return LineEnds.nextLine(mailbox, from);
    }

    private byte[] message(int start, int separator) {
        int end = withoutEmptyLine(start, separator);
        byte[] message = new byte[end - start];
        int length = 0;
        for (int at = start; at < end; at = nextLine(at)) {
            int from = isQuoted(at) ? at + 1 : at;
            int lineLength = nextLine(at) - from;
            System.arraycopy(mailbox, from, message, length, lineLength);
            length += lineLength;
        }
        return Arrays.copyOf(message, length);
    }

    /** The empty line before a separator is part of the format, not of the message. */
    private int withoutEmptyLine(int start, int end) {
        if (endsWith(start, end, "\r\n\r\n")) {
            return end - 2;
        }
        return endsWith(start, end, "\n\n") ? end - 1 : end;
    }

    private boolean endsWith(int start, int end, String suffix) {
        boolean ends = end - start >= suffix.length();
        for (int i = 0; ends && i < suffix.length(); i++) {
            ends = mailbox[end - suffix.length() + i] == suffix.charAt(i);
        }
        return ends;
    }

    /** One or more {@code >} and then {@code From }. */
    private boolean isQuoted(int from) {
        int at = from;
        while (at < mailbox.length && mailbox[at] == '>') {
            at++;
        }
        return at > from && startsWithFrom(at);
    }

    private boolean startsWithFrom(int at) {
        String from = "From ";
        boolean starts = at + from.length() <= mailbox.length;
        for (int i = 0; starts && i < from.length(); i++) {
            starts = mailbox[at + i] == from.charAt(i);
        }
        return starts;
    }
}
