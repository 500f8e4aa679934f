package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.ResponseCode;

/** The server rejects a command. It has no stack trace; {@link Session#onLine} turns it into {@code -ERR}. */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Response response;
    private final boolean login;

    private Rejected(Response response, boolean login) {
        super(response.status(), null, false, false);
        this.response = response;
        this.login = login;
    }

    Rejected(String text) {
        this(Response.err(text), false);
    }

    Rejected(ResponseCode code, String text) {
        this(Response.err(code, text), false);
    }

    /** A login attempt is refused. */
    static Rejected login(Response response) {
        return new Rejected(response, true);
    }

    boolean isLogin() {
        return login;
    }

    Response response() {
        return response;
    }
}
