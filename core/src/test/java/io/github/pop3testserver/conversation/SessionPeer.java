package io.github.pop3testserver.conversation;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A session without a socket: the protocol alone. */
final class SessionPeer implements Peer {

    private final Session session;

    SessionPeer(int number, Users users, ServerFeatures features) {
        session = new Session(number, users, features, "<" + number + ".1@localhost>", false);
    }

    @Override
    public String greeting() {
        return text(session.greeting());
    }

    @Override
    public String say(String line) {
        return text(session.onLine(CommandLine.of(line)));
    }

    @Override
    public boolean isOver() {
        return session.hasQuit();
    }

    @Override
    public void close() {
        session.abandon();
    }

    private static String text(Response response) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer octets : response.octets()) {
            text.append(StandardCharsets.UTF_8.decode(octets));
        }
        return text.toString().replace("\r\n", "\n");
    }
}
