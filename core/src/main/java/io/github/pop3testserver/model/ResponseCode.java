package io.github.pop3testserver.model;

/**
 * The response codes that an {@code -ERR} may carry in brackets (RFC 2449 section 8, RFC 3206). They tell a client what
 * to do next: ask for another password, try again later, or give up.
 */
public enum ResponseCode {
    /** Another session holds the maildrop's lock; try again later with the same password (RFC 2449 section 8.1.2). */
    IN_USE("IN-USE"),
    /** Logins follow each other too quickly (RFC 2449 section 8.1.1). */
    LOGIN_DELAY("LOGIN-DELAY"),
    /** The credentials are wrong (RFC 3206 section 5). */
    AUTH_FAILED("AUTH"),
    /** A trouble that will probably pass (RFC 3206 section 4). */
    SYS_TEMP("SYS/TEMP"),
    /** A trouble that needs an operator (RFC 3206 section 4). */
    SYS_PERM("SYS/PERM"),
    /** The message can only be sent in UTF8 mode (RFC 6856 section 5). */
    UTF8_REQUIRED("UTF8");

    private final String text;

    ResponseCode(String text) {
        this.text = text;
    }

    /** The code as it stands between the brackets, {@code SYS/TEMP} for example. */
    public String text() {
        return text;
    }
}
