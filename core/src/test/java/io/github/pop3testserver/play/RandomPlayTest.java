package io.github.pop3testserver.play;

import io.github.pop3testserver.Fuzz;
import io.github.pop3testserver.Pop3TestServer;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Whatever clients do, and whatever goes wrong: nothing is deleted that no QUIT has committed, numbers stand for the whole
 * session, octet counts are right, and the lock is never left behind.
 */
class RandomPlayTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterProperty
    void close() {
        server.close();
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Fuzz.varied(Move.any().list().ofMinSize(10).ofMaxSize(30));
    }

    @Property(seed = Fuzz.SEED, edgeCases = EdgeCasesMode.NONE)
    void serverAndReferenceAgree(@ForAll("moves") List<Move> moves) {
        try (Play play = new Play(server)) {
            moves.forEach(play::make);
        }
    }
}
