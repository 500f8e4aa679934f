package io.github.pop3testserver.samples.invoices;

/** A poll did not come to its end. Nothing is lost: the next one goes on where this one was broken off. */
public class PollFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PollFailed(String message) {
        super(message);
    }

    PollFailed(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
