package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can go wrong before a word was said: at the connection, in the TLS handshake, at the greeting over TLS. */
class BeforeTheGreetingTest {

    /** A moment without a reply. */
    enum At {
        CONNECT_IN_THE_CLEAR(Tls.NONE, CONNECT),
        CONNECT_FOR_TLS(Tls.IMPLICIT, CONNECT),
        HANDSHAKE(Tls.IMPLICIT, TLS_HANDSHAKE),
        HANDSHAKE_AFTER_STLS(Tls.EXPLICIT, TLS_HANDSHAKE);

        private final Tls tls;
        private final Pop3Event event;

        At(Tls tls, Pop3Event event) {
            this.tls = tls;
            this.event = event;
        }

        Pop3TestServer open() {
            return Pop3TestServer.builder().tls(tls).start();
        }

        /** Connects, and says STLS where it comes first. */
        RawClient approach(Pop3TestServer server) {
            return approach(RawClient.withoutTls(server.endpoint()));
        }

        RawClient approach(RawClient client) {
            if (tls == Tls.EXPLICIT) {
                client.readLine();
                assertThat(client.command("STLS")).isEqualTo("+OK Begin TLS negotiation now.");
            }
            return client;
        }

        /** Shakes hands where there is TLS, and has a word with the server. */
        RawClient goOn(RawClient client, Pop3TestServer server) {
            if (tls != Tls.NONE) {
                client.startTls(server.endpoint());
            }
            if (tls != Tls.EXPLICIT) {
                assertThat(client.readLine()).isEqualTo("+OK POP3 server ready");
            }
            assertThat(client.command("USER user")).isEqualTo("+OK");
            return client;
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnectEndsTheConnectionWithFin(At at) {
        try (Pop3TestServer server = at.open()) {
            server.on(at.event).disconnect(beforeProcessing());
            try (RawClient client = at.approach(server)) {
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
            at.goOn(at.approach(server), server).close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetEndsTheConnectionWithRst(At at) {
        try (Pop3TestServer server = at.open()) {
            server.on(at.event).reset(beforeProcessing());
            try (RawClient client = at.approach(server)) {
                assertThat(client.readToReset()).isEmpty();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stallSaysNothingUntilTheClientGivesUp(At at) {
        try (Pop3TestServer server = at.open()) {
            InstalledFault stall = server.on(at.event).stall();
            try (RawClient client = at.approach(server)) {
                server.await().applied(stall);
                assertThat(client.shutdownOutput().readToEnd()).isEmpty();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void delayAndRunComeBeforeIt(At at) {
        try (Pop3TestServer server = at.open()) {
            AtomicBoolean ran = new AtomicBoolean();
            server.on(at.event).delay(Duration.ofMillis(5));
            server.on(at.event).run(() -> ran.set(true));
            long start = System.nanoTime();
            at.goOn(at.approach(server), server).close();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
            assertThat(ran).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CONNECT_IN_THE_CLEAR", mode = EnumSource.Mode.EXCLUDE)
    void aClientHelloThatArrivesDuringAHoldIsNotLost(At at) throws Exception {
        try (Pop3TestServer server = at.open();
                Gate gate = server.on(at.event).hold();
                WatchedSocket socket = WatchedSocket.to(server.endpoint())) {
            RawClient client = at.approach(RawClient.over(socket));
            gate.awaitReached();
            socket.forget();
            CompletableFuture<RawClient> greeted = CompletableFuture.supplyAsync(() -> at.goOn(client, server));
            socket.awaitWritten();
            awaitRead(server);
            gate.release();
            assertThat(greeted).succeedsWithin(Duration.ofSeconds(10));
            assertThat(server.lastSession().tlsProtocol()).isPresent();
        }
    }

    @Test
    void aCommandThatArrivesDuringAHoldIsNotLost() {
        try (Pop3TestServer server = Pop3TestServer.start();
                Gate gate = server.on(CONNECT).hold();
                RawClient client = RawClient.connectTo(server)) {
            gate.awaitReached();
            client.send("QUIT\r\n");
            awaitRead(server);
            gate.release();
            assertThat(client.readToEnd()).isEqualTo("+OK POP3 server ready\r\n+OK Logging out.\r\n");
        }
    }

    /** What has arrived at a socket is read, at the latest, in the second round of the server's loop from now. */
    private static void awaitRead(Pop3TestServer server) {
        for (int round = 0; round < 3; round++) {
            server.sessions();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "HANDSHAKE.*", mode = EnumSource.Mode.MATCH_ALL)
    void aHandshakeThatIsCutFailsAtTheClient(At at) {
        try (Pop3TestServer server = at.open()) {
            server.on(TLS_HANDSHAKE).disconnect(beforeProcessing());
            server.on(TLS_HANDSHAKE).reset(beforeProcessing());
            for (int session = 1; session <= 2; session++) {
                try (RawClient client = at.approach(server)) {
                    assertThatThrownBy(() -> client.startTls(server.endpoint()))
                            .isInstanceOf(UncheckedIOException.class)
                            .hasCauseInstanceOf(IOException.class);
                }
                assertThat(server.await().sessionEnd().tlsProtocol()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "IMPLICIT"})
    void theGreetingIsCutWhenTlsIsThere(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.on(GREETING).disconnect(beforeProcessing());
            server.on(GREETING).disconnect(beforeReply());
            for (int session = 1; session <= 2; session++) {
                try (RawClient client = RawClient.connectTo(server)) {
                    assertThat(client.readToEnd()).isEmpty();
                }
                assertThat(server.lastSession().tlsProtocol().isPresent()).isEqualTo(tls == Tls.IMPLICIT);
            }
            server.on(GREETING).reset(beforeReply());
            try (RawClient client = RawClient.connectTo(server)) {
                assertThat(client.readToReset()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "IMPLICIT"})
    void theGreetingCanBeHeldBehindAHandshakeThatIsOver(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start();
                Gate gate = server.on(GREETING).hold();
                RawClient client = RawClient.connectTo(server)) {
            gate.awaitReached();
            client.send("QUIT\r\n");
            gate.release();
            assertThat(client.readToEnd()).isEqualTo("+OK POP3 server ready\r\n+OK Logging out.\r\n");
        }
    }
}
