package io.github.pop3testserver.internal.server;

/** What a connection has to do next for its exchange. */
enum Next {
    /** Hand {@link ActiveExchange#octets()} to the client, all of them before anything else. */
    SEND,
    /** Wait, for what the {@link FaultWait} of the connection waits for. */
    WAIT,
    /** Prepare for TLS: nothing more is read in the clear. */
    PREPARE_TLS,
    /** Begin the TLS handshake. */
    SHAKE_HANDS,
    /** End the session and close the connection with FIN, and with close_notify before it where there is TLS. */
    CLOSE_POLITELY,
    /** End the session and close the connection with FIN alone, as when a connection drops. */
    CLOSE,
    /** End the session and close the connection with RST. */
    RESET,
    /** Turn to the next exchange. */
    GO_ON
}
