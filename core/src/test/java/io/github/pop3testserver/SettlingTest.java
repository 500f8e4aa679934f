package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        assertThat(server.settle()).isTrue();
    }

    /** A wait is half a second long, so all of them would take minutes. */
    @Test
    @Timeout(60)
    void aWaitThatTimedOutIsNotRepeatedUntilSomethingHappens() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            for (int i = 0; i < 500; i++) {
                assertThat(server.settle()).isFalse();
            }
            client.send("QUIT\r\n");
        }
        assertThat(server.settle()).isTrue();
        for (int i = 0; i < 500; i++) {
            assertThat(server.settle()).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void aFirstClientIsNotAwaitedAgainUntilSomethingHappens() {
        for (int i = 0; i < 1000; i++) {
            assertThat(server.settle()).isTrue();
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(server.settle()).isFalse();
            client.reset();
        }
        assertThat(server.settle()).isTrue();
    }

    @RepeatedTest(20)
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
        assertThat(settled.join()).isFalse();
    }
}
