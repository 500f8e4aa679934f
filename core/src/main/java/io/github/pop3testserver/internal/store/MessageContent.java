package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.internal.octets.Hash;
import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Utf8;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message's octets, as seeded and as sent: with CRLF at the end of each line, and byte-stuffed. If nothing needs to be
 * changed, both share an array, so that a large message is held once.
 */
public final class MessageContent {

    private final byte[] seeded;
    private final long size;
    private final byte[] stuffed;

    /** Null until first needed. */
    private @Nullable String hash;

    /** Null until first needed. */
    private @Nullable Boolean internationalized;

    private MessageContent(byte[] seeded) {
        byte[] lines = LineEnds.toCrlfLines(seeded);
        this.seeded = seeded;
        this.size = lines.length;
        this.stuffed = stuffed(lines);
    }

    /** Takes a message's octets, which must not be changed afterwards. */
    public static MessageContent of(byte[] seeded) {
        return new MessageContent(seeded);
    }

    /** The octets as seeded; not to be changed. */
    byte[] seeded() {
        return seeded;
    }

    /** Half of the SHA-256 of the octets as seeded, in hexadecimal digits. */
    String hash() {
        if (hash == null) {
            byte[] sha256 = Hash.function("SHA-256").digest(seeded);
            hash = HexFormat.of().formatHex(sha256, 0, 16);
        }
        return hash;
    }

    /** Octets without byte-stuffing and terminator: what STAT, LIST and RETR announce (RFC 1939 section 11). */
    long size() {
        return size;
    }

    /** The lines of a multi-line reply, without the terminator (RFC 1939 section 3); not to be changed. */
    byte[] stuffed() {
        return stuffed;
    }

    /** Whether its headers hold UTF-8 that is not US-ASCII (RFC 6532). No standard allows other 8-bit octets. */
    boolean isInternationalized() {
        if (internationalized == null) {
            internationalized = hasUtf8InHeaders();
        }
        return internationalized;
    }

    private boolean hasUtf8InHeaders() {
        int end = endOfHeaders();
        for (int i = 0; i < end; i++) {
            if (stuffed[i] < 0) {
                return Utf8.decode(ByteBuffer.wrap(stuffed, 0, end)) != null;
            }
        }
        return false;
    }

    /** RFC 1939 section 3: a line that begins with the termination octet gets a second one. */
    private static byte[] stuffed(byte[] lines) {
        int dots = 0;
        for (int i = 0; i < lines.length; i++) {
            if (isLeadingDot(lines, i)) {
                dots++;
            }
        }
        if (dots == 0) {
            return lines;
        }
        byte[] stuffed = new byte[Math.addExact(lines.length, dots)];
        int to = 0;
        for (int i = 0; i < lines.length; i++) {
            if (isLeadingDot(lines, i)) {
                stuffed[to++] = '.';
            }
            stuffed[to++] = lines[i];
        }
        return stuffed;
    }

    private static boolean isLeadingDot(byte[] lines, int at) {
        return lines[at] == '.' && (at == 0 || lines[at - 1] == '\n');
    }

    /**
     * Where the reply to TOP ends within {@link #stuffed()}: after the headers, the blank line and a number of lines of
     * the body, or at the end if there are fewer (RFC 1939 section 7).
     */
    int endOfTop(long bodyLines) {
        int at = LineEnds.nextLine(stuffed, endOfHeaders());
        for (long line = 0; line < bodyLines && at < stuffed.length; line++) {
            at = LineEnds.nextLine(stuffed, at);
        }
        return at;
    }

    /** Where the blank line begins, or the end if there is none. */
    private int endOfHeaders() {
        for (int at = 0; at + 1 < stuffed.length; at++) {
            boolean lineBegins = at == 0 || stuffed[at - 1] == '\n';
            if (lineBegins && stuffed[at] == '\r' && stuffed[at + 1] == '\n') {
                return at;
            }
        }
        return stuffed.length;
    }
}
