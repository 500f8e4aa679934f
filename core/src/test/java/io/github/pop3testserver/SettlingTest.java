package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Checks that wait for clients to finish. */
class SettlingTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aServerWithoutClientsIsSettled() {
        assertThat(server.settle()).isTrue();
    }

    @Test
    void aClientThatIsStillConnectedIsNot() {
        RawClient.loggedInTo(server).close();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(server.settle()).isFalse();
            assertThat(server.maildrop().settle()).isFalse();
            assertThat(server.lastSession().settle()).isFalse();
        }
        server.await().sessionsEnded(2);
        assertThat(server.settle()).isTrue();
    }

    @RepeatedTest(5)
    void aClientThatDoesNotReadTheReplyToQuitHasFinishedAllTheSame() {
        MaildropMessage mail = server.maildrop().add(message("x"));
        RawClient client = RawClient.loggedInTo(server);
        client.send("DELE 1\r\nQUIT\r\n");
        client.close();
        assertThat(server.settle()).isTrue();
        assertThat(server.maildrop()).hasDeletedExactly(mail);
    }

    /** The server's thread cannot wait for itself. */
    @Test
    void onTheServersThreadItIsAskedWithoutWaiting() {
        CompletableFuture<Boolean> settled = new CompletableFuture<>();
        server.on(NOOP).matching(line -> settled.complete(server.settle())).err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
        }
        assertThat(settled).isCompletedWithValue(false);
    }
}
