package io.github.pop3testserver.internal.mime;

import java.time.Instant;

/** Where the octets of a message come from: a draft to compose, or octets that were given. */
public sealed interface MessageSource permits Draft, GivenMessage {

    /**
     * The draft to take the next step from.
     *
     * @throws IllegalStateException if the message was given as it is
     */
    Draft draft();

    /**
     * The same message with this date, and with a Message-ID that holds this number, unless it has its own.
     *
     * @param number differs from that of every other message in the maildrop
     */
    MessageSource postmarked(Instant date, long number);

    /** The message as it is on the wire, before byte-stuffing; a new array each time. */
    byte[] content();

    /** The subject in Unicode, empty if there is none. */
    String subject();

    /** The length of the content in octets. */
    long size();
}
