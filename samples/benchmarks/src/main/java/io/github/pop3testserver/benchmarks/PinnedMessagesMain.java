package io.github.pop3testserver.benchmarks;

/** The process of {@link PinnedMessages}: prints a line with the name of each subject and its retrievals in a second. */
final class PinnedMessagesMain {

    private static final int ROUNDS = 15;

    private PinnedMessagesMain() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        SmallMessages.perSecond(ROUNDS, Subject.BARE, Subject.OURS)
                .forEach((subject, perSecond) -> System.out.println(subject + " " + perSecond));
    }
}
