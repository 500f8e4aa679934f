package io.github.pop3testserver.junit5;

/** Shows the conversations with a test's failure. It has no stack trace, because it was not thrown. */
final class Conversations extends Throwable {

    private static final long serialVersionUID = 1;

    private final String text;

    Conversations(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /** Only the text: the name of a class after "Suppressed:" would not help the reader. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return text;
    }
}
