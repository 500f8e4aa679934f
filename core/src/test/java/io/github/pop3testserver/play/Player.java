package io.github.pop3testserver.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One client, and what it would know if it knew everything. */
final class Player {

    private @Nullable RawClient client;

    /** Null before login. */
    Reference.@Nullable Session session;

    /** Which of the server's sessions it has. */
    int number;

    boolean hasQuit;

    boolean isConnected() {
        return client != null;
    }

    RawClient client() {
        return Objects.requireNonNull(client);
    }

    void connect(Pop3TestServer server, int sessionNumber) {
        client = RawClient.connectTo(server);
        number = sessionNumber;
        assertThat(client().readLine()).startsWith("+OK POP3 server ready");
    }

    /** @param ends whether FIN follows; if not, and nothing was said, a client could wait for ever */
    void assertHears(String reply, boolean ends) {
        if (ends) {
            assertThat(client().readToEnd()).isEqualTo(reply);
        } else if (!reply.isEmpty()) {
            String status = client().readLine() + "\r\n";
            boolean multiLine = reply.length() > status.length() && reply.startsWith("+OK");
            assertThat(multiLine ? status + client().readToTerminator() : status)
                    .isEqualTo(reply);
        }
    }

    void endSession() {
        if (session != null) {
            session.leave();
        }
        client().close();
        client = null;
        session = null;
        hasQuit = false;
    }
}
