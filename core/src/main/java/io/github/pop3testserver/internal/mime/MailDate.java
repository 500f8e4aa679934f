package io.github.pop3testserver.internal.mime;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Writes a date as {@code Tue, 01 Jul 2003 10:52:37 +0200} (RFC 5322 section 3.3), always 31 characters. */
final class MailDate {

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private MailDate() {}

    // Written by hand, because loading DateTimeFormatter would delay the first message of a JVM.
    static String format(ZonedDateTime given) {
        // The offsets of old time zones have seconds. A mail date cannot express them.
        int minutes = given.getOffset().getTotalSeconds() / 60;
        ZonedDateTime date = given.withZoneSameInstant(ZoneOffset.ofTotalSeconds(60 * minutes));
        if (date.getYear() < 1900 || date.getYear() > 9999) {
            throw new IllegalArgumentException("a message cannot have the date " + date
                    + "; use a year from 1900 to 9999 (RFC 5322 section 3.3), or header(\"Date\", ...)");
        }
        StringBuilder out = new StringBuilder(31);
        out.append(
                        DAYS,
                        3 * date.getDayOfWeek().getValue() - 3,
                        3 * date.getDayOfWeek().getValue())
                .append(", ");
        two(out, date.getDayOfMonth()).append(' ');
        out.append(MONTHS, 3 * date.getMonthValue() - 3, 3 * date.getMonthValue())
                .append(' ');
        out.append(date.getYear()).append(' ');
        two(out, date.getHour()).append(':');
        two(out, date.getMinute()).append(':');
        two(out, date.getSecond()).append(' ');
        return zone(out, minutes).toString();
    }

    private static StringBuilder zone(StringBuilder out, int minutes) {
        out.append(minutes < 0 ? '-' : '+');
        return two(two(out, Math.abs(minutes) / 60), Math.abs(minutes) % 60);
    }

    private static StringBuilder two(StringBuilder out, int number) {
        return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
