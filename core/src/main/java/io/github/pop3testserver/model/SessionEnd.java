package io.github.pop3testserver.model;

/** How a session ended. Only {@link #BY_QUIT} deletes messages (RFC 1939 section 6). */
public enum SessionEnd {
    /** The session has not ended. */
    STILL_OPEN("still open"),
    /** The server processed the client's QUIT. */
    BY_QUIT("ended by QUIT"),
    /** The client closed the connection without QUIT. */
    CLIENT_CLOSED("the client closed the connection without QUIT"),
    /** The connection was reset by the client, or broke. */
    CLIENT_RESET("the client reset the connection"),
    /**
     * The server closed the connection, because of a fault, a limit, a failed TLS upgrade, or a call such as
     * {@code dropAllConnections()}.
     */
    SERVER_DISCONNECTED("disconnected by the server"),
    /** The client was idle too long (RFC 1939 section 3). */
    AUTOLOGOUT("ended by autologout"),
    /** The server was closed or reset while the session was open. */
    SERVER_STOPPED("still open when the server was stopped");

    private final String description;

    SessionEnd(String description) {
        this.description = description;
    }

    /** Returns the description that transcripts show. */
    public String description() {
        return description;
    }
}
