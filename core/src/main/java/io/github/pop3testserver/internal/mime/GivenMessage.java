package io.github.pop3testserver.internal.mime;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.time.Instant;

/** A message that is taken as it is. */
public final class GivenMessage implements MessageSource {

    private final String origin;
    private final byte[] octets;

    private GivenMessage(String origin, byte[] octets) {
        this.origin = origin;
        this.octets = octets;
    }

    /**
     * Exactly these octets, which are not copied.
     *
     * @param origin how the message was given, such as {@code eml("bounce.eml")}, for the text of exceptions
     */
    public static GivenMessage of(String origin, byte[] octets) {
        return new GivenMessage(origin, octets);
    }

    /** The same, with CRLF for every LF alone. */
    public static GivenMessage ofLines(String origin, byte[] octets) {
        return new GivenMessage(origin, LineEnds.toCrlf(octets));
    }

    /** The same, without the byte-order mark that an editor may have put at the start of the file. */
    public static GivenMessage ofFile(String origin, byte[] octets) {
        return ofLines(origin, ByteOrderMark.strip(octets));
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
