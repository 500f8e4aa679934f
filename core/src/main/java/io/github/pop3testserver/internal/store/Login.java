package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.ResponseCode;

/** The result of a login attempt. */
public sealed interface Login {

    /** The user is logged in. */
    record Opened(OpenMaildrop maildrop) implements Login {}

    /**
     * The login was refused.
     *
     * @param why the reason, which transcripts show and the client does not learn
     */
    record Refused(ResponseCode code, String text, String why) implements Login {}
}
