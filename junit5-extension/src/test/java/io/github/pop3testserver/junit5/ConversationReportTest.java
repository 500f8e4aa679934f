package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationReportTest {

    private static final String TRANSCRIPT = """
            session 1 of 1   127.0.0.1:52114   user   plaintext   ended by QUIT   31 ms
               0 ms  S: +OK POP3 server ready
               2 ms  C: DELE 1
               2 ms  S: +OK Marked to be deleted.""";

    private static final ConversationReport REPORT = new ConversationReport("server", "heading", TRANSCRIPT, "");

    private static Throwable[] addedTo(Throwable failure, Throwable where) {
        REPORT.addTo(failure, "");
        return where.getSuppressed();
    }

    private static Throwable[] addedTo(Throwable failure) {
        return addedTo(failure, failure);
    }

    @Test
    void aFailureWithoutAMessageIsToldTheTranscript() {
        assertThat(addedTo(new AssertionError())).singleElement().hasToString("heading\n\n" + TRANSCRIPT);
    }

    @Test
    void aMessageThatPointsAtALineTellsTheTranscript() {
        String pointing = TRANSCRIPT.replace("C: DELE 1", "C: DELE 1        <-- here");

        assertThat(addedTo(new AssertionError("Expecting this, but\n\n" + pointing)))
                .isEmpty();
    }

    @Test
    void aSessionThatHasEndedSinceIsNoNews() {
        String before = TRANSCRIPT.replace("ended by QUIT   31 ms", "still open   7 ms");

        assertThat(addedTo(new AssertionError(before))).isEmpty();
    }

    @Test
    void anotherSessionOfTheSameLinesIsNews() {
        String other = TRANSCRIPT.replace("52114", "52115");

        assertThat(addedTo(new AssertionError(other))).hasSize(1);
    }

    @Test
    void aLineMoreIsNews() {
        String before = TRANSCRIPT.substring(0, TRANSCRIPT.lastIndexOf('\n'));

        assertThat(addedTo(new AssertionError(before))).hasSize(1);
    }

    @Test
    void whatOneOfTwoTranscriptsLeavesOutIsNoNews() {
        String folded = TRANSCRIPT + "\n\nsessions 2 to 4: same as session 1\n\n... 1 session left out ...";
        String longer =
                TRANSCRIPT.replace("\n   2 ms  C: DELE 1", "\n       ... 7 lines left out ...\n   2 ms  C: DELE 1");

        AssertionError failure = new AssertionError(TRANSCRIPT);
        new ConversationReport("server", "heading", folded, "").addTo(failure, "");
        new ConversationReport("server", "heading", longer, "").addTo(failure, "");
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void aSessionMoreIsNews() {
        String more = TRANSCRIPT.replace("1 of 1", "1 of 2") + "\n\nsession 2: same as session 1";

        AssertionError failure = new AssertionError(TRANSCRIPT);
        new ConversationReport("server", "heading", more, "").addTo(failure, "");
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void aCauseCanTellTheTranscript() {
        assertThat(addedTo(new IllegalStateException("wrapped", new AssertionError(TRANSCRIPT))))
                .isEmpty();
    }

    @Test
    void aFailureBesideCanTellTheTranscript() {
        Throwable failure = new IllegalStateException("first");
        failure.addSuppressed(new AssertionError(TRANSCRIPT));

        assertThat(addedTo(failure)).hasSize(1);
    }

    @Test
    void causesInACircleAreNoTrouble() {
        Throwable first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(addedTo(first)).hasSize(1);
    }
}
