package io.github.pop3testserver.internal.mime;

/** A value is not a list of addresses. The message continues a sentence that begins with the value. */
final class NotAnAddress extends Exception {

    private static final long serialVersionUID = 1;

    NotAnAddress(String reason) {
        super(reason);
    }
}
