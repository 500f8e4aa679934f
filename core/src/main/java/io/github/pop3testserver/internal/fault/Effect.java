package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;

/**
 * What a fault does to an exchange. To add an effect, write a record here with its {@link Stage} and its action, and a method of
 * {@code FaultTrigger} that creates it. What it may call in {@link #apply} depends on its stage.
 */
public sealed interface Effect {

    Stage stage();

    /** Called once, when the exchange has reached the stage. */
    void apply(FaultedExchange exchange);

    /**
     * Whether the effect decides the outcome of a command. If several faults with such an effect match, only the first is
     * applied. All other effects that match are applied.
     */
    default boolean decides() {
        return false;
    }

    /** An effect at a cut point: before the command is processed, or after part of the reply was sent. */
    sealed interface Cutting extends Effect {

        CutPoint at();

        @Override
        default Stage stage() {
            return at().place() == CutPoint.Place.BEFORE_PROCESSING ? Stage.BEFORE_PROCESSING : Stage.AT_CUT;
        }

        @Override
        default boolean decides() {
            return true;
        }
    }

    /**
     * Another reply is sent.
     *
     * @param processed whether the command is processed nevertheless
     */
    record Answer(Reply reply, boolean processed) implements Effect {

        @Override
        public Stage stage() {
            return Stage.PROCESS;
        }

        @Override
        public boolean decides() {
            return true;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.answer(reply, processed);
        }
    }

    /** The command is not processed and gets no reply. The session continues. */
    record Ignore() implements Effect {

        @Override
        public Stage stage() {
            return Stage.PROCESS;
        }

        @Override
        public boolean decides() {
            return true;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.ignore();
        }
    }

    /** The client is logged in to the maildrop of this user, whatever the line says. */
    record LogIn(String username) implements Effect {

        @Override
        public Stage stage() {
            return Stage.PROCESS;
        }

        @Override
        public boolean decides() {
            return true;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.logIn(username);
        }
    }

    /** The connection closes with FIN. */
    record Disconnect(CutPoint at) implements Cutting {

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.close(false);
        }
    }

    /** The connection closes with RST. */
    record Reset(CutPoint at) implements Cutting {

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.close(true);
        }
    }

    /** Nothing more is sent. */
    record Stall(CutPoint at) implements Cutting {

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.stall();
        }
    }

    /** The exchange waits until the barrier is released. */
    record Hold(CutPoint at, Barrier barrier) implements Cutting {

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.waitAt(barrier);
        }
    }

    /** The test's action runs before the command is processed. */
    record Run(Runnable action) implements Effect {

        @Override
        public Stage stage() {
            return Stage.RUN;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.run(action);
        }
    }

    /** The server waits before it processes the command. */
    record Delay(Duration duration) implements Effect {

        @Override
        public Stage stage() {
            return Stage.DELAY;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.pause(duration);
        }
    }

    /** The octets of the reply change. */
    record Corrupt(Corruption corruption) implements Effect {

        @Override
        public Stage stage() {
            return Stage.CORRUPT;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.alterReply(octets -> corruption.apply(octets, exchange::numberOf), corruption.sendsRestLater());
        }
    }

    /** The reply is sent slowly. */
    record Throttle(long octetsPerSecond) implements Effect {

        @Override
        public Stage stage() {
            return Stage.PACE;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.throttle(octetsPerSecond);
        }
    }

    /** The reply is sent in pieces. */
    record Fragment(int octets, Duration gap) implements Effect {

        @Override
        public Stage stage() {
            return Stage.PACE;
        }

        @Override
        public void apply(FaultedExchange exchange) {
            exchange.fragment(octets, gap);
        }
    }
}
