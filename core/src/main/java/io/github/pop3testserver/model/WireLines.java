package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Terminator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Splits a reply into lines, for corruptions to change. */
final class WireLines {

    private WireLines() {}

    static boolean startsWith(byte[] line, String text) {
        byte[] start = text.getBytes(StandardCharsets.US_ASCII);
        return line.length >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }

    /** Each with its end. */
    static List<byte[]> of(byte[] wire) {
        List<byte[]> lines = new ArrayList<>();
        for (int start = 0, end; start < wire.length; start = end) {
            end = LineEnds.nextLine(wire, start);
            lines.add(Arrays.copyOfRange(wire, start, end));
        }
        return lines;
    }

    static byte[] join(List<byte[]> lines) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        lines.forEach(wire::writeBytes);
        return wire.toByteArray();
    }

    /** Replaces the value after a message-number: in a listing, or in the single-line reply for one message. */
    static byte[] withValue(byte[] wire, int number, String value) {
        List<byte[]> lines = of(wire);
        // A listing's status line may begin with how many messages there are.
        String start = (lines.size() == 1 ? "+OK " : "") + number + " ";
        byte[] entry = (start + value + "\r\n").getBytes(StandardCharsets.UTF_8);
        lines.replaceAll(line -> number > 0 && startsWith(line, start) ? entry : line);
        return join(lines);
    }

    /** Removes the line of a message-number. */
    static byte[] without(byte[] wire, int number) {
        List<byte[]> lines = of(wire);
        lines.removeIf(line -> startsWith(line, number + " "));
        return join(lines);
    }

    /** The positions of octets that can change without making the reply unparsable. */
    static int[] replaceable(byte[] wire) {
        int from = Terminator.isAtEndOf(wire) ? LineEnds.nextLine(wire, 0) : 0;
        return IntStream.range(from, wire.length)
                .filter(i -> wire[i] != '\r' && wire[i] != '\n')
                .filter(i -> wire[i] != '.' || (i > 0 && wire[i - 1] != '\n'))
                .toArray();
    }
}
