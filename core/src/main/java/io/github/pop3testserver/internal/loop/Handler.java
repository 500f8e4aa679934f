package io.github.pop3testserver.internal.loop;

/** What the loop calls when a channel is ready; it is the attachment of the channel's key. */
public interface Handler {

    /** The channel is ready for one of its key's interests. What it throws ends up with the loop's failures. */
    void onReady();
}
