package io.github.pop3testserver.internal.mime;

/** Why a text is not a list of addresses, as the end of a sentence about it. */
final class NotAnAddress extends Exception {

    private static final long serialVersionUID = 1;

    NotAnAddress(String reason) {
        super(reason);
    }
}
