package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees of a fault beneath its own TLS: the records. */
class TlsRecordsTest {

    private static final String REPLY = "+OK 10 octets\r\none\r\ntwo\r\n.\r\n";

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.IMPLICIT).start();
    private final WatchedSocket socket = WatchedSocket.to(server.endpoint());
    private final RawClient client = RawClient.over(socket);
    private int recordsBefore;

    @BeforeEach
    void logIn() {
        server.maildrop().add(raw("one\ntwo\n"));
        client.startTls(server.endpoint());
        client.readLine();
        client.command("USER user");
        client.command("PASS password");
        recordsBefore = socket.records();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
    }

    private int records() {
        return socket.records() - recordsBefore;
    }

    @Test
    void aSmallReplyIsOneRecord() {
        assertThat(client.multiLine("RETR 1")).isEqualTo(REPLY);
        assertThat(records()).isEqualTo(1);
    }

    @Test
    void eachFragmentIsARecord() {
        server.on(RETR).fragment(1, Duration.ZERO);
        assertThat(client.multiLine("RETR 1")).isEqualTo(REPLY);
        assertThat(records()).isEqualTo(REPLY.length());
    }

    @Test
    void ofSeveralFragmentsTheSmallestCounts() {
        server.on(RETR).fragment(10, Duration.ZERO);
        server.on(RETR).fragment(4, Duration.ofMillis(1));
        server.on(RETR).fragment(5, Duration.ZERO);
        long start = System.nanoTime();
        assertThat(client.multiLine("RETR 1")).isEqualTo(REPLY);
        assertThat(records()).isEqualTo(7);
        assertThat(System.nanoTime() - start).as("six gaps").isGreaterThanOrEqualTo(6_000_000);
    }

    @Test
    void aCutIsARecordOfItsOwnAndThereIsNoCloseNotify() {
        server.on(RETR).disconnect(afterOctets(3));
        client.send("RETR 1\r\n");
        assertThat(client.readToEnd()).isEqualTo("+OK 10 octets\r\none");
        assertThat(records()).isEqualTo(1);
    }

    @Test
    void quitEndsWithCloseNotify() {
        client.send("QUIT\r\n");
        assertThat(client.readToEnd()).isEqualTo("+OK Logging out.\r\n");
        assertThat(records()).as("the reply and close_notify").isEqualTo(2);
    }

    @Test
    void aQuitThatIsCutBehindItsReplyEndsWithoutCloseNotify() {
        server.on(QUIT).disconnect(afterReply());
        client.send("QUIT\r\n");
        assertThat(client.readToEnd()).isEqualTo("+OK Logging out.\r\n");
        assertThat(records()).isEqualTo(1);
    }
}
