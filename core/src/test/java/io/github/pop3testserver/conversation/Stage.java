package io.github.pop3testserver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.SeedMessage;
import java.util.Map;

/**
 * Where conversations are played: with the protocol alone, or with a server over a socket. A script is lines that begin
 * with {@code C:} or {@code S:}; the greeting is left out.
 */
interface Stage extends AutoCloseable {

    /** Adds a message to the maildrop of "user". */
    void add(SeedMessage message);

    Peer connect();

    @Override
    void close();

    /** The kinds of stages. */
    enum Kind {
        PROTOCOL_ALONE,
        PLAINTEXT;

        Stage open() {
            return open(Map.of("user", "password"));
        }

        Stage open(Map<String, String> users) {
            return this == PROTOCOL_ALONE ? new ProtocolStage(users) : new ServerStage(users);
        }
    }

    /** Plays a conversation with a new client, which leaves at its end. */
    default void plays(String script) {
        try (Peer peer = connect()) {
            plays(peer, script);
        }
    }

    /** As {@link #plays(String)}, for a client that has logged in. */
    default void playsLoggedIn(String script) {
        try (Peer peer = loggedIn()) {
            plays(peer, script);
        }
    }

    default Peer loggedIn() {
        Peer peer = connect();
        plays(peer, """
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                """);
        return peer;
    }

    /** Says the client's lines and compares all that is answered with the server's lines. */
    default void plays(Peer peer, String script) {
        StringBuilder played = new StringBuilder();
        script.lines().filter(line -> line.startsWith("C: ")).forEach(line -> {
            played.append(line).append('\n');
            peer.say(line.substring(3))
                    .lines()
                    .forEach(reply -> played.append("S: ").append(reply).append('\n'));
        });
        assertThat(played).hasToString(script);
    }

    /** The protocol alone. */
    final class ProtocolStage implements Stage {

        private final Users users = new Users();
        private final StoredMaildrop maildrop;
        private int sessions;

        ProtocolStage(Map<String, String> passwords) {
            passwords.forEach(users::add);
            maildrop = users.maildrops().get(0);
        }

        @Override
        public void add(SeedMessage message) {
            maildrop.add(message.content(), message.uid().orElse(null));
        }

        @Override
        public Peer connect() {
            return new SessionPeer(++sessions, users);
        }

        @Override
        public void close() {}
    }

    /** A server on loopback. */
    final class ServerStage implements Stage {

        private final Pop3TestServer server;
        private int closed;

        ServerStage(Map<String, String> passwords) {
            Pop3TestServer.Builder builder = Pop3TestServer.builder();
            passwords.forEach(builder::maildrop);
            server = builder.start();
        }

        @Override
        public void add(SeedMessage message) {
            server.maildrop().add(message);
        }

        @Override
        public Peer connect() {
            return new WirePeer(server, this::awaitEnd);
        }

        /** A client that leaves without QUIT is noticed a moment later; what follows is to find its session over. */
        private void awaitEnd() {
            server.await().sessionsEnded(++closed);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
