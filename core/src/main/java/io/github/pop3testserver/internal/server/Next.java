package io.github.pop3testserver.internal.server;

/** What a connection has to do next for its exchange. */
enum Next {
    /** Send {@link ActiveExchange#octets()}, all of them before anything else. */
    SEND,
    /** Wait until the connection's {@link FaultWait} is over. */
    WAIT,
    /** Prepare for TLS: nothing more is read as plaintext. */
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
