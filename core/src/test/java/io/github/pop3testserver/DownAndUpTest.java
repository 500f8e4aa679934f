package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The server away and back, and lines that drop. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class DownAndUpTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aServerThatIsDownRefusesClientsAndComesBackOnTheSamePort() {
        int port = server.port();
        server.goDown();
        assertThatThrownBy(() -> RawClient.connectTo(server)).hasRootCauseInstanceOf(ConnectException.class);

        server.comeUp();
        assertThat(server.port()).isEqualTo(port);
        RawClient.loggedInTo(server).close();
    }

    private String noClient() {
        return "no client connected to 127.0.0.1:" + server.port()
                + "; configure your client from Pop3Endpoint.host() and port()";
    }

    private static String lastParagraphOf(String transcript) {
        return transcript.substring(transcript.lastIndexOf("\n\n") + 2).replaceAll("\\d+ ms", "? ms");
    }

    @Test
    void transcriptsSayThatTheServerIsDownAndSinceWhen() {
        server.goDown();
        String before = "the server is down: goDown() was called before any client connected; clients that connect are"
                + " refused";
        assertThat(server.transcript()).hasToString(noClient() + "\n\n" + before);

        server.comeUp();
        assertThat(server.transcript()).hasToString(noClient());

        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();
        RawClient client = RawClient.loggedInTo(server);
        server.goDown();
        server.goDown();
        client.close();
        String during = "the server is down: goDown() was called ? ms after session 2 began; clients that connect are"
                + " refused";
        assertThat(lastParagraphOf(server.transcript().render())).isEqualTo(during);
        assertThat(lastParagraphOf(server.sessions().get(0).transcript().render()))
                .isEqualTo(during);

        server.reset();
        assertThat(server.transcript()).hasToString(noClient());
    }

    @Test
    void transcriptsSayThatTheServerIsClosed() {
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();
        server.close();
        String closed = "the server is down: close() was called ? ms after session 1 began; clients that connect are"
                + " refused";
        assertThat(lastParagraphOf(server.transcript().render())).isEqualTo(closed);
        server.close();
        assertThat(lastParagraphOf(server.transcript().render())).isEqualTo(closed);
    }

    @Test
    void aWaitThatTimesOutReportsThatTheServerIsDown() {
        server.goDown();
        assertThatThrownBy(() -> server.await(Duration.ofMillis(1)).sessionEnd())
                .isInstanceOf(AssertionError.class)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .startsWith("POP3 conversations:\n\n" + noClient() + "\n\nthe server is down: goDown() was"));
    }

    @Test
    void nobodyElseGetsThePortMeanwhile() {
        server.goDown();
        assertNobodyElseGets(server.port());
    }

    static void assertNobodyElseGets(int port) {
        assertThatThrownBy(() -> {
                    try (ServerSocket other = new ServerSocket()) {
                        other.setReuseAddress(false);
                        other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    }
                })
                .isInstanceOf(BindException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyElseGetsThePortWhileTheServerGoesDownAndComesUp() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger got = new AtomicInteger();
        Thread other = new Thread(() -> {
            while (!over.get()) {
                got.addAndGet(tryToBind(server.port()));
            }
        });
        other.start();
        for (int i = 0; i < 300; i++) {
            server.goDown();
            server.comeUp();
        }
        over.set(true);
        other.join();
        assertThat(got).hasValue(0);
    }

    private static int tryToBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return 1;
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void goingDownEndsTheSessionsThatAreOpen() {
        MaildropMessage mail = maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            server.goDown();
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(maildrop.messages()).containsExactly(mail);
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void goingDownAndComingUpTwiceIsOnce() {
        for (int round = 0; round < 3; round++) {
            server.comeUp();
            server.goDown();
            server.goDown();
            server.comeUp();
            server.comeUp();
            RawClient.loggedInTo(server).close();
            server.await().sessionEnd();
        }
    }

    @Test
    void theSecondPortGoesDownAndComesUpToo() {
        try (Pop3TestServer both = Pop3TestServer.builder().alsoImplicitTls().start()) {
            both.goDown();
            assertThatThrownBy(() -> RawClient.connectTo(both.implicitTlsEndpoint()))
                    .hasRootCauseInstanceOf(ConnectException.class);
            both.comeUp();
            try (RawClient client = RawClient.connectTo(both.implicitTlsEndpoint())) {
                assertThat(client.readLine()).startsWith("+OK");
            }
        }
    }

    @Test
    void aServerCanBeClosedWhileItIsDown() {
        server.goDown();
        server.close();
        assertThatThrownBy(() -> RawClient.connectTo(server)).hasRootCauseInstanceOf(ConnectException.class);
    }

    @Test
    void allLinesDropAndOthersCanConnect() {
        maildrop.add(message("x"));
        Maildrop second = server.addMaildrop("second", "secret");
        try (RawClient one = RawClient.loggedInTo(server);
                RawClient two = RawClient.loggedInTo(server, second)) {
            one.command("DELE 1");
            server.dropAllConnections();
            assertThat(one.readToEnd()).isEmpty();
            assertThat(two.readToEnd()).isEmpty();
        }
        assertThat(server.sessions()).extracting(Pop3Session::end).containsOnly(SessionEnd.SERVER_DISCONNECTED);
        assertThat(maildrop.deleted()).isEmpty();
        RawClient.loggedInTo(server).close();
    }

    @Test
    void aConversationThatIsHeldDropsToo() {
        maildrop.add(message("x"));
        try (Gate gate = server.on(RETR).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n");
            gate.awaitReached();
            server.dropAllConnections();
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void linesWithTlsDropToo() {
        try (Pop3TestServer tls = Pop3TestServer.builder().tls(Tls.IMPLICIT).start();
                RawClient client = RawClient.loggedInTo(tls)) {
            tls.dropAllConnections();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(tls.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    /** As the copy that a process has which this JVM is just starting. */
    @Test
    void comesUpOnceNobodyElseListensOnItsPortAnyMore() throws Exception {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.goDown();
            Thread comingUp = new Thread(server::comeUp);
            try (ServerSocket other = new ServerSocket(server.port(), 1, InetAddress.getByName(server.host()))) {
                comingUp.start();
                while (comingUp.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                assertThat(other.isBound()).isTrue();
            }
            comingUp.join();
            RawClient.loggedInTo(server).close();
        }
    }
}
