package io.github.pop3testserver.play;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing that happens: somebody does something to the server.
 *
 * @param client which of the clients; of no use where none acts
 * @param number a message-number, or something else to choose by
 */
record Move(Kind kind, int client, int number) {

    static final int CLIENTS = 3;

    enum Kind {
        CONNECT(6),
        LOGIN(6),
        STAT(2),
        LIST(2),
        LIST_ONE(2),
        UIDL(2),
        RETR(6),
        TOP(2),
        DELE(6),
        RSET(2),
        NOOP(1),
        QUIT(3),
        /** The client closes its connection without QUIT. */
        LEAVE(3),
        /** The client sends its next command, is held at it, and closes. */
        LEAVE_WHILE_HELD(1),
        /** A message arrives. */
        ADD(3),
        /** Another client, or an administrator, takes a message. */
        REMOVE(1),
        /** All lines drop. */
        DROP_ALL(1),
        /** The next command of a kind goes wrong. */
        FAULT(3);

        private final int frequency;

        Kind(int frequency) {
            this.frequency = frequency;
        }
    }

    static Arbitrary<Move> any() {
        List<Kind> kinds = Arrays.stream(Kind.values())
                .flatMap(kind -> Collections.nCopies(kind.frequency, kind).stream())
                .toList();
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, CLIENTS - 1),
                        Arbitraries.integers().between(0, 47))
                .as(Move::new);
    }
}
