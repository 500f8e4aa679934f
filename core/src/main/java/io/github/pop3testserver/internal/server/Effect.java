package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;

/** What a fault does. */
public sealed interface Effect {

    /** Decides what becomes of a command; of several the first rule's counts. */
    sealed interface Decisive extends Effect {}

    /** Leaves its decision to others, and changes the way to it; all apply. */
    sealed interface Shaping extends Effect {}

    /** Something happens when so much of the reply was sent. */
    sealed interface Cutting extends Decisive {
        CutPoint at();
    }

    /**
     * Another reply is sent.
     *
     * @param processed whether the command is carried out all the same
     */
    record Answer(Reply reply, boolean processed) implements Decisive {}

    /** The command is not carried out, and nothing is said; the next one is. */
    record Ignore() implements Decisive {}

    /** FIN follows. */
    record Disconnect(CutPoint at) implements Cutting {}

    /** RST follows. */
    record Reset(CutPoint at) implements Cutting {}

    /** Nothing follows. */
    record Stall(CutPoint at) implements Cutting {}

    /** The rest follows when the barrier is released. */
    record Hold(CutPoint at, Barrier barrier) implements Cutting {}

    /** An action of the test's, before the command is carried out. */
    record Run(Runnable action) implements Shaping {}

    /** A while passes before the command is carried out. */
    record Delay(Duration duration) implements Shaping {}

    /** The reply is spoiled. */
    record Corrupt(Corruption corruption) implements Shaping {}

    /** The reply is sent slowly. */
    record Throttle(long octetsPerSecond) implements Shaping {}

    /** The reply is sent in pieces. */
    record Fragment(int octets, Duration gap) implements Shaping {}
}
