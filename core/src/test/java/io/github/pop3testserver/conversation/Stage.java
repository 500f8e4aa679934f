package io.github.pop3testserver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Features;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.internal.store.MessageContent;
import io.github.pop3testserver.internal.store.PreparedMessage;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import java.util.function.Consumer;

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
        PROTOCOL_ALONE(Tls.NONE),
        PLAINTEXT(Tls.NONE),
        STLS(Tls.EXPLICIT),
        IMPLICIT_TLS(Tls.IMPLICIT);

        private final Tls tls;

        Kind(Tls tls) {
            this.tls = tls;
        }

        boolean isSecured() {
            return tls != Tls.NONE;
        }

        Stage open() {
            return open(builder -> {});
        }

        /** With one maildrop, of "user" with "password", unless the options have others. */
        Stage open(Consumer<Pop3TestServerBuilder> options) {
            Pop3TestServerBuilder builder = Pop3TestServer.builder().tls(tls);
            options.accept(builder);
            return this == PROTOCOL_ALONE ? new ProtocolStage(builder) : new ServerStage(builder);
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

        private final Users users = new Users(System::nanoTime, Integer.MAX_VALUE);
        private final ServerFeatures features;
        private int sessions;

        ProtocolStage(Pop3TestServerBuilder builder) {
            features = Features.of(builder);
            if (Features.acceptsAnyLogin(builder)) {
                users.acceptAnyLogin();
            }
            Features.maildrops(builder).forEach(users::add);
            Features.administrators(builder).forEach(users::addAdministrator);
        }

        @Override
        public void add(SeedMessage message) {
            users.maildrops()
                    .get(0)
                    .addAll(List.of(new PreparedMessage(message, MessageContent.of(message.content()))));
        }

        @Override
        public Peer connect() {
            return new SessionPeer(++sessions, users, features);
        }

        @Override
        public void close() {}
    }

    /** A server on loopback. */
    final class ServerStage implements Stage {

        private final Pop3TestServer server;
        private int closed;

        ServerStage(Pop3TestServerBuilder builder) {
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
