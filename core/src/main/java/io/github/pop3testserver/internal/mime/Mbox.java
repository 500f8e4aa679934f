package io.github.pop3testserver.internal.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a mailbox file in the mbox format apart (RFC 4155; quoted lines as in its dialect mboxrd). */
public final class Mbox {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private Mbox() {}

    /**
     * The messages in their order, without the lines that separate them.
     *
     * @throws IllegalArgumentException if the first line is not a separator
     */
    public static List<byte[]> split(byte[] file) {
        byte[] mailbox = ByteOrderMark.strip(file);
        List<byte[]> messages = new ArrayList<>();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int at = 0; at < mailbox.length; at = nextLine(mailbox, at)) {
            int end = nextLine(mailbox, at);
            if (startsWithFrom(mailbox, at)) {
                if (at > 0) {
                    messages.add(withoutBlankLine(message.toByteArray()));
                    message.reset();
                }
            } else if (at == 0) {
                throw new IllegalArgumentException(
                        "not a mailbox in the mbox format: its first line does not begin with"
                                + " \"From \"; for a single message use eml(...)");
            } else {
                int from = isQuoted(mailbox, at) ? at + 1 : at;
                message.write(mailbox, from, end - from);
            }
        }
        if (mailbox.length > 0) {
            messages.add(withoutBlankLine(message.toByteArray()));
        }
        return messages;
    }

    private static int nextLine(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, octets.length);
    }

    /** One or more {@code >} and then {@code From }. */
    private static boolean isQuoted(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] == '>') {
            at++;
        }
        return at > from && startsWithFrom(octets, at);
    }

    private static boolean startsWithFrom(byte[] octets, int from) {
        for (int i = 0; i < FROM.length; i++) {
            if (from + i >= octets.length || octets[from + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    /** The blank line before the next separator belongs to the format, not to the message. */
    private static byte[] withoutBlankLine(byte[] message) {
        int length = message.length;
        if (endsWith(message, length, "\r\n\r\n")) {
            length -= 2;
        } else if (endsWith(message, length, "\n\n")) {
            length -= 1;
        }
        return Arrays.copyOf(message, length);
    }

    private static boolean endsWith(byte[] octets, int length, String end) {
        boolean ends = length >= end.length();
        for (int i = 0; ends && i < end.length(); i++) {
            ends = octets[length - end.length() + i] == end.charAt(i);
        }
        return ends;
    }
}
