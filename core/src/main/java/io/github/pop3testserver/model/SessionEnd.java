package io.github.pop3testserver.model;

/** How a session ended. Only {@link #BY_QUIT} in the TRANSACTION state deletes anything (RFC 1939 section 6). */
public enum SessionEnd {
    /** It has not. */
    STILL_OPEN("still open"),
    /** The client sent QUIT, and the server processed it. */
    BY_QUIT("ended by QUIT"),
    /** The client closed the connection without QUIT. */
    CLIENT_CLOSED("the client closed the connection without QUIT"),
    /** The client's side reset the connection. */
    CLIENT_RESET("the client reset the connection"),
    /** The server closed the connection: by a fault, or after an {@code -ERR} greeting. */
    SERVER_DISCONNECTED("disconnected by the server"),
    /** The inactivity timer ran out (RFC 1939 section 3). */
    AUTOLOGOUT("ended by autologout"),
    /** The server was closed, or reset, while the session was open. */
    SERVER_STOPPED("still open when the server was stopped");

    private final String description;

    SessionEnd(String description) {
        this.description = description;
    }

    /** The end in words, as transcripts show it. */
    public String description() {
        return description;
    }
}
