package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.ResponseCode;

/** What came of a login attempt. */
public sealed interface Login {

    /** The user is in. */
    record Opened(OpenMaildrop maildrop) implements Login {}

    /** The user is not. */
    record Refused(ResponseCode code, String text) implements Login {}
}
