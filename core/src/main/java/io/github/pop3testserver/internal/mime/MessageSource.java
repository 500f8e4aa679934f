package io.github.pop3testserver.internal.mime;

import java.time.Instant;

/** Where the octets of a message come from: a draft to compose, or octets that were given. */
public sealed interface MessageSource permits Draft, GivenMessage {

    /**
     * Returns the draft that the next step changes.
     *
     * @throws IllegalStateException if the octets were given
     */
    Draft draft();

    /**
     * Returns the same message with this date and a Message-ID that holds this number, unless it has its own.
     *
     * @param number differs from that of every other message in the maildrop
     */
    MessageSource postmarked(Instant date, long number);

    /** The message on the wire, before byte-stuffing; a new array each time. */
    byte[] content();

    /** The subject in Unicode, empty if there is none. */
    String subject();

    /** The length of the content in octets. */
    long size();
}
