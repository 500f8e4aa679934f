package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Writes values in DER (X.690), as identifier, length and content. It has only the types that a certificate needs. */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    /** BOOLEAN true. DER omits default values, and false is the default wherever we use one. */
    static final byte[] TRUE = {0x01, 1, (byte) 0xFF};

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return value(SEQUENCE, elements);
    }

    /** DER would sort several elements; ours has always one. */
    static byte[] set(byte[] element) {
        return value(SET, element);
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] integer(long number) {
        return integer(BigInteger.valueOf(number));
    }

    static byte[] octetString(byte[] octets) {
        return value(OCTET_STRING, octets);
    }

    /** A bit string of whole octets. */
    static byte[] bitString(byte[] octets) {
        return value(BIT_STRING, new byte[] {0}, octets);
    }

    /** A bit string as a set of named bits, 0 to 7, without trailing zeros (X.690 section 11.2.2). */
    static byte[] namedBits(int... bits) {
        int octet = 0;
        for (int bit : bits) {
            octet |= 0x80 >> bit;
        }
        int unused = octet == 0 ? 0 : Integer.numberOfTrailingZeros(octet);
        return octet == 0 ? bitString(new byte[0]) : value(BIT_STRING, new byte[] {(byte) unused, (byte) octet});
    }

    static byte[] utf8(String text) {
        return value(UTF8_STRING, text.getBytes(UTF_8));
    }

    /** An object identifier from its dotted form, such as {@code 2.5.29.17}. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        base128(content, 40 * Long.parseLong(arcs[0]) + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            base128(content, Long.parseLong(arcs[i]));
        }
        return value(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void base128(ByteArrayOutputStream out, long arc) {
        for (int shift = (63 - Long.numberOfLeadingZeros(arc | 1)) / 7 * 7; shift > 0; shift -= 7) {
            out.write(0x80 | ((int) (arc >> shift) & 0x7F));
        }
        out.write((int) arc & 0x7F);
    }

    /** RFC 5280 section 4.1.2.5: to the second; UTCTime through 2049, GeneralizedTime from 2050 on. */
    static byte[] time(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        int year = utc.getYear();
        boolean twoDigits = year >= 1950 && year < 2050;
        StringBuilder out = new StringBuilder(15);
        two(twoDigits ? out : two(out, year / 100), year % 100);
        two(two(out, utc.getMonthValue()), utc.getDayOfMonth());
        two(two(two(out, utc.getHour()), utc.getMinute()), utc.getSecond()).append('Z');
        return value(twoDigits ? UTC_TIME : GENERALIZED_TIME, out.toString().getBytes(US_ASCII));
    }

    private static StringBuilder two(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** {@code [number] EXPLICIT}: a tag around whole values. */
    static byte[] explicit(int number, byte[]... values) {
        return value(CONTEXT | CONSTRUCTED | number, values);
    }

    /** {@code [number] IMPLICIT}: a tag that replaces a primitive value's own. */
    static byte[] implicit(int number, byte[] content) {
        return value(CONTEXT | number, content);
    }

    private static byte[] value(int identifier, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(identifier);
        length(out, length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** X.690 section 10.1: in as few octets as possible; from 128 on, their number comes first. */
    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
        out.write(0x80 | octets);
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
            out.write(length >> shift);
        }
    }
}
