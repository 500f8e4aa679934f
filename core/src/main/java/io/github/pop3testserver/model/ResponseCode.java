package io.github.pop3testserver.model;

/**
 * The response codes of {@code -ERR} (RFC 2449 section 8, RFC 3206, RFC 6856). They let a client decide whether to ask
 * for another password, try again later, or give up.
 */
public enum ResponseCode {
    /** Another session has the maildrop open; try again later (RFC 2449 section 8.1.2). */
    IN_USE("IN-USE"),
    /** The last login was too recent (RFC 2449 section 8.1.1). */
    LOGIN_DELAY("LOGIN-DELAY"),
    /** The credentials are wrong (RFC 3206 section 5). */
    AUTH_FAILED("AUTH"),
    /** A temporary system failure (RFC 3206 section 4). */
    SYS_TEMP("SYS/TEMP"),
    /** A system failure that an operator must fix (RFC 3206 section 4). */
    SYS_PERM("SYS/PERM"),
    /** The message can only be retrieved in UTF8 mode (RFC 6856 section 5). */
    UTF8_REQUIRED("UTF8");

    private final String text;

    ResponseCode(String text) {
        this.text = text;
    }

    /** Returns the code without brackets, such as {@code SYS/TEMP}. */
    public String text() {
        return text;
    }
}
