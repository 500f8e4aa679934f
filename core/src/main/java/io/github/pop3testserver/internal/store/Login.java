package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.ResponseCode;

/** What came of a login attempt. */
public sealed interface Login {

    /** The user is in. */
    record Opened(OpenMaildrop maildrop) implements Login {}

    /**
     * The user is not.
     *
     * @param why what the client is not told, and the test's author wants to know
     */
    record Refused(ResponseCode code, String text, String why) implements Login {}
}
