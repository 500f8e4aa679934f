package io.github.pop3testserver.junit5;

/** Stands beside a test's failure and tells what client and server said. It has no stack, as it was not thrown. */
final class Conversations extends Throwable {

    private static final long serialVersionUID = 1;

    private final String text;

    Conversations(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /** The text alone: behind "Suppressed:" the name of a class would only be in the reader's way. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return text;
    }
}
