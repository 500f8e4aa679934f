package io.github.pop3testserver.internal.store;

/**
 * The sum of the sizes that the server announces for the messages of a maildrop. A session can hide any of them with
 * DELE, so positive and negative sizes are added separately. If both sums fit into a long, each sum that STAT reports does.
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
