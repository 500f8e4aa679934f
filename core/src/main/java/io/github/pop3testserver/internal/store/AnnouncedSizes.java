package io.github.pop3testserver.internal.store;

/**
 * What the messages of a maildrop are announced to have, added up. A session can hide any of them with DELE, so the positive
 * sizes and the negative ones are added separately: if both sums fit into a long, each sum that STAT reports does.
 */
record AnnouncedSizes(long positive, long negative) {

    static final AnnouncedSizes NONE = new AnnouncedSizes(0, 0);

    /** @throws ArithmeticException if STAT could not report the sum */
    AnnouncedSizes plus(long size) {
        return new AnnouncedSizes(
                Math.addExact(positive, Math.max(size, 0)), Math.addExact(negative, Math.min(size, 0)));
    }

    AnnouncedSizes minus(long size) {
        return new AnnouncedSizes(positive - Math.max(size, 0), negative - Math.min(size, 0));
    }
}
