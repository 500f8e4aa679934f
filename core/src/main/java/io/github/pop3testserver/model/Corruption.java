package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Terminator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A change to the octets of a reply as they are on the wire: after byte-stuffing, with status line and terminator.
 *
 * <pre>{@code
 * server.on(RETR).corrupt(Corruption.unstuffedDots());
 * server.on(LIST).always().corrupt(Corruption.wrongSize(invoice.uid(), 17));
 * }</pre>
 */
public final class Corruption {

    private static final Set<Pop3Event> ALL = having(Pop3Event::hasReply);
    private static final Set<Pop3Event> MULTI_LINE = having(Pop3Event::mayBeMultiLine);

    /** Those after whose reply another reply may come in the clear. */
    private static final Set<Pop3Event> FOLLOWED = having(event ->
            event.hasReply() && event != Pop3Event.GREETING && event != Pop3Event.STLS && event != Pop3Event.QUIT);

    private static Set<Pop3Event> having(Predicate<Pop3Event> trait) {
        Set<Pop3Event> events = EnumSet.allOf(Pop3Event.class);
        events.removeIf(trait.negate());
        return events;
    }

    private final String expression;
    private final Set<Pop3Event> events;
    private final Change change;
    private final boolean sendsRestLater;

    private Corruption(String expression, Set<Pop3Event> events, Change change) {
        this(expression, events, change, false);
    }

    private Corruption(String expression, Set<Pop3Event> events, Change change, boolean sendsRestLater) {
        this.expression = expression;
        this.events = events;
        this.change = change;
        this.sendsRestLater = sendsRestLater;
    }

    @FunctionalInterface
    private interface Change {
        /** @param numberOf the message-number of a unique-id in the session, 0 if there is none */
        byte[] of(byte[] wire, ToIntFunction<String> numberOf);
    }

    /** Removes the terminator of a multi-line reply: the client waits for more. */
    public static Corruption missingTerminator() {
        return new Corruption("missingTerminator()", MULTI_LINE, (wire, numberOf) -> withoutTerminator(wire));
    }

    /**
     * Sends the terminator of a multi-line reply after the next reply, as if that had overtaken it. A client that does
     * not send its next command before it has read the terminator waits forever.
     */
    public static Corruption lateTerminator() {
        return new Corruption("lateTerminator()", MULTI_LINE, (wire, numberOf) -> withoutTerminator(wire), true);
    }

    private static byte[] withoutTerminator(byte[] wire) {
        return Terminator.isAtEndOf(wire) ? Arrays.copyOf(wire, wire.length - Terminator.LENGTH) : wire;
    }

    /**
     * Sends the reply after the next one, so that two replies are in the wrong order. A client that does not send its
     * next command before it has read the reply waits forever.
     */
    public static Corruption lateReply() {
        return new Corruption("lateReply()", FOLLOWED, (wire, numberOf) -> new byte[0], true);
    }

    /** Removes byte-stuffing: a line that consists of a dot looks like the end of the message. */
    public static Corruption unstuffedDots() {
        return new Corruption("unstuffedDots()", MULTI_LINE, (wire, numberOf) -> {
            ByteArrayOutputStream changed = new ByteArrayOutputStream(wire.length);
            for (byte[] line : WireLines.of(wire)) {
                int stuffing = WireLines.startsWith(line, "..") ? 1 : 0;
                changed.write(line, stuffing, line.length - stuffing);
            }
            return changed.toByteArray();
        });
    }

    /** Ends every line with LF instead of CRLF, including the status line and the terminator. */
    public static Corruption bareLineFeeds() {
        return new Corruption("bareLineFeeds()", ALL, (wire, numberOf) -> {
            ByteArrayOutputStream changed = new ByteArrayOutputStream(wire.length);
            for (int i = 0; i < wire.length; i++) {
                if (!LineEnds.isCrlf(wire, i)) {
                    changed.write(wire[i]);
                }
            }
            return changed.toByteArray();
        });
    }

    /**
     * Adds an unexpected line after the reply, which the client takes for the reply to its next command.
     *
     * @param line without CRLF
     * @throws IllegalArgumentException if the line contains CR or LF
     */
    public static Corruption extraReply(String line) {
        oneLine(line, "an extra reply");
        byte[] extra = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
        return new Corruption("extraReply(\"" + line + "\")", ALL, (wire, numberOf) -> {
            ByteArrayOutputStream changed = new ByteArrayOutputStream(wire.length + extra.length);
            changed.writeBytes(wire);
            changed.writeBytes(extra);
            return changed.toByteArray();
        });
    }

    /**
     * Replaces random octets by letters. Line ends, leading dots and the status line of a multi-line reply stay intact,
     * so the client can still parse the reply.
     *
     * @param octets how many octets are replaced, or all if there are fewer
     * @param seed the same seed replaces the same octets of the same reply
     * @throws IllegalArgumentException if the number of octets is below 1
     */
    public static Corruption randomOctets(int octets, long seed) {
        if (octets < 1) {
            throw new IllegalArgumentException(
                    "randomOctets(...) must replace 1 octet or more, but was given " + octets);
        }
        return new Corruption("randomOctets(" + octets + ", " + seed + ")", ALL, (wire, numberOf) -> {
            byte[] changed = wire.clone();
            Random random = new Random(seed);
            int[] places = WireLines.replaceable(wire);
            for (int left = places.length, count = Math.min(octets, left); count > 0; count--) {
                int chosen = random.nextInt(left);
                int place = places[chosen];
                places[chosen] = places[--left];
                changed[place] = otherThan(wire[place], random);
            }
            return changed;
        });
    }

    /** Returns a letter, never a line end or a dot. */
    private static byte otherThan(byte octet, Random random) {
        byte letter = (byte) ('a' + random.nextInt(26));
        return letter != octet ? letter : (byte) (letter == 'z' ? 'a' : letter + 1);
    }

    /** Makes LIST announce this size for one message; STAT and RETR announce the true one. */
    public static Corruption wrongSize(String uid, long octets) {
        requireUid(uid);
        return new Corruption(
                "wrongSize(\"" + uid + "\", " + octets + ")",
                EnumSet.of(Pop3Event.LIST),
                (wire, numberOf) -> WireLines.withValue(wire, numberOf.applyAsInt(uid), Long.toString(octets)));
    }

    /**
     * Makes UIDL show another unique-id for one message.
     *
     * @throws IllegalArgumentException if the other unique-id contains CR or LF
     */
    public static Corruption wrongUid(String uid, String other) {
        requireUid(uid);
        oneLine(other, "another unique-id");
        return new Corruption(
                "wrongUid(\"" + uid + "\", \"" + other + "\")",
                EnumSet.of(Pop3Event.UIDL),
                (wire, numberOf) -> WireLines.withValue(wire, numberOf.applyAsInt(uid), other));
    }

    /** Omits one message from the listings of LIST and UIDL. */
    public static Corruption omittedFromListing(String uid) {
        requireUid(uid);
        return new Corruption(
                "omittedFromListing(\"" + uid + "\")",
                EnumSet.of(Pop3Event.LIST, Pop3Event.UIDL),
                (wire, numberOf) -> WireLines.without(wire, numberOf.applyAsInt(uid)));
    }

    /**
     * Replaces the reply by what the function returns. The function runs on the server's thread and must not block; it
     * may change its argument. A message still counts as retrieved completely if the function changes no more than the text after
     * {@code +OK}.
     */
    public static Corruption alteredBy(UnaryOperator<byte[]> change) {
        Objects.requireNonNull(change, "a function must not be null");
        return new Corruption(
                "alteredBy(...)",
                ALL,
                (wire, numberOf) -> Objects.requireNonNull(
                        change.apply(wire.clone()),
                        "the function of Corruption.alteredBy(...) returned null; return the octets to send"));
    }

    private static void requireUid(String uid) {
        Objects.requireNonNull(uid, "a unique-id must not be null; message.uid() has it");
    }

    private static void oneLine(String text, String what) {
        if (!LineEnds.isOneLine(Objects.requireNonNull(text, what + " must not be null"))) {
            throw new IllegalArgumentException(what + " must be one line, without CR and LF, but was \"" + text
                    + "\"; Corruption.alteredBy(...) can send anything");
        }
    }

    /** Returns whether this corruption applies to replies of the event. */
    public boolean fits(Pop3Event event) {
        return events.contains(event);
    }

    /** Returns the events to whose replies this corruption applies. */
    public Set<Pop3Event> events() {
        return Collections.unmodifiableSet(events);
    }

    /**
     * Returns the octets to send instead of the reply.
     *
     * @param wire the whole reply, which is not changed
     * @param numberOf returns the message-number of a unique-id, or 0 if there is none
     */
    public byte[] apply(byte[] wire, ToIntFunction<String> numberOf) {
        return change.of(wire, numberOf);
    }

    /** Returns whether the octets that {@link #apply} removes from the end are sent after the next reply. */
    public boolean sendsRestLater() {
        return sendsRestLater;
    }

    /** Returns the expression that creates this corruption, such as {@code unstuffedDots()}. */
    @Override
    public String toString() {
        return expression;
    }
}
