package io.github.pop3testserver.samples.invoices;

/** The server does not take the user's password; to try it again would be of no use. */
public final class LoginRefused extends PollFailed {

    private static final long serialVersionUID = 1L;

    LoginRefused(Exception cause) {
        super(cause);
    }
}
