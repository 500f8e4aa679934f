package io.github.pop3testserver.internal.mime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * The Date and the Message-ID of a message that has none of its own. They depend only on the test and always have the
 * same length, so that a message has the same octets in each run.
 */
record Postmark(Instant date, long number, String subject) {

    /** The date of a message that is in no maildrop. */
    static final HeaderField NO_DATE =
            dateField(Instant.ofEpochSecond(1_767_225_600)).asProvisional(); // 2026-01-01

    /** The Message-ID of a message that is in no maildrop. */
    static final HeaderField NO_MESSAGE_ID = messageIdField(0).asProvisional();

    /** Returns the field, or its replacement if it is provisional. */
    HeaderField on(HeaderField field) {
        if (!field.provisional()) {
            return field;
        }
        return field.name().equals(NO_DATE.name()) ? dateField(date) : messageIdField(distinctNumber());
    }

    /** Two servers use the same numbers. The subject usually distinguishes their messages. */
    private long distinctNumber() {
        return number ^ Integer.toUnsignedLong(subject.hashCode());
    }

    private static HeaderField dateField(Instant date) {
        return HeaderField.of("Date", MailDate.format(date.atZone(ZoneOffset.UTC)));
    }

    private static HeaderField messageIdField(long number) {
        return HeaderField.of("Message-ID", "<" + HexFormat.of().toHexDigits(number) + "@pop3-test-server.example>");
    }
}
