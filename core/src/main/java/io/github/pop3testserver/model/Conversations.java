package io.github.pop3testserver.model;

/** Shows the conversations with a failure. It has no stack trace, because it is never thrown. */
final class Conversations extends Throwable {

    private static final long serialVersionUID = 1;

    private final String text;
    private final String withoutPointers;

    Conversations(String text, String withoutPointers) {
        super(text, null, false, false);
        this.text = text;
        this.withoutPointers = withoutPointers;
    }

    /** Whether both show the same conversations, perhaps with other pointers. */
    boolean areThoseOf(Throwable other) {
        return other instanceof Conversations that && withoutPointers.equals(that.withoutPointers);
    }

    /** The text alone: after "Suppressed:" the name of a class would only be in the reader's way. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return text;
    }
}
