package io.github.pop3testserver.internal.loop;

/** The loop calls this when a channel is ready. It is the attachment of the channel's key. */
public interface Handler {

    /** The channel is ready for an operation that its key is interested in. The loop reports what this throws. */
    void onReady();
}
