package io.github.pop3testserver.internal.mime;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.time.Instant;
import java.util.Arrays;

/** A message whose octets were given, instead of composed. */
public final class GivenMessage implements MessageSource {

    /** Some editors put it at the start of a file in UTF-8. It would become part of the first header. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String origin;
    private final byte[] octets;

    private GivenMessage(String origin, byte[] octets) {
        this.origin = origin;
        this.octets = octets;
    }

    /**
     * Returns a message of exactly these octets, which are not copied.
     *
     * @param origin how the message was given, such as {@code eml("bounce.eml")}, for the text of exceptions
     */
    public static GivenMessage of(String origin, byte[] octets) {
        return new GivenMessage(origin, octets);
    }

    /** Like {@link #of}, with CRLF for every LF alone. */
    public static GivenMessage ofLines(String origin, byte[] octets) {
        return new GivenMessage(origin, LineEnds.toCrlf(octets));
    }

    /** Like {@link #ofLines}, without the byte-order mark at the start. */
    public static GivenMessage ofFile(String origin, byte[] octets) {
        return ofLines(origin, withoutByteOrderMark(octets));
    }

    /** The same array if there is none. */
    static byte[] withoutByteOrderMark(byte[] file) {
        int length = BYTE_ORDER_MARK.length;
        boolean marked = file.length >= length && Arrays.equals(file, 0, length, BYTE_ORDER_MARK, 0, length);
        return marked ? Arrays.copyOfRange(file, length, file.length) : file;
    }

    @Override
    public Draft draft() {
        throw new IllegalStateException("a raw message is taken as it is, and this one came from " + origin
                + ": only its uid(...) can be set; begin with message() to have one composed");
    }

    @Override
    public GivenMessage postmarked(Instant date, long number) {
        return this;
    }

    @Override
    public byte[] content() {
        return octets.clone();
    }

    @Override
    public String subject() {
        return HeaderReader.first(octets, "Subject").orElse("");
    }

    @Override
    public long size() {
        return octets.length;
    }
}
