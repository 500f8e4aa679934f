package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.ResponseCode;

/** The client's mistake, on its way to the one place that turns it into {@code -ERR}; without a stack trace. */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Response response;

    Rejected(Response response) {
        super(response.status(), null, false, false);
        this.response = response;
    }

    Rejected(String text) {
        this(Response.err(text));
    }

    Rejected(ResponseCode code, String text) {
        this(Response.err(code, text));
    }

    Response response() {
        return response;
    }
}
