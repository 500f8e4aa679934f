package io.github.pop3testserver.internal.sasl;

/** How an XOAUTH2 token is refused; servers differ, and so do the mistakes of clients. */
public enum XOAuth2Refusal {
    /** A challenge with JSON in it, an answer of the client, then the failure: Google, Dovecot. */
    CHALLENGE,
    /** The failure at once: Microsoft. */
    DIRECT
}
