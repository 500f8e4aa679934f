package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 4, for messages that fit in no socket's buffer and clients that have sent more than was read. */
class DeliveryTest {

    private static final int LARGE = 8 * 1024 * 1024;
    private static final int CUT = LARGE - 1_000_001;

    /** More than the server reads ahead. */
    private static final String PIPELINED = "RETR 1\r\n" + "NOOP\r\n".repeat(20_000);

    private static final String STATUS = "+OK " + LARGE + " octets\r\n";

    private static Pop3TestServer open(Tls tls) {
        Pop3TestServer server = Pop3TestServer.builder().tls(tls).start();
        server.maildrop().add(message("large").sized(LARGE));
        return server;
    }

    /** No line of it begins with a dot. */
    private static String wire(Pop3TestServer server, int octets) {
        MaildropMessage message = server.maildrop().messages().get(0);
        String lines = new String(message.content(), StandardCharsets.ISO_8859_1) + ".\r\n";
        return STATUS + lines.substring(0, octets);
    }

    @ParameterizedTest
    @EnumSource
    void disconnectDeliversEveryOctetToAClientThatPipelinesAndReadsLate(Tls tls) {
        try (Pop3TestServer server = open(tls)) {
            server.on(RETR).disconnect(afterOctets(CUT));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send(PIPELINED);
                server.await().command(RETR);
                assertThat(client.readToEnd().equals(wire(server, CUT))).isTrue();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
            assertThat(server.lastSession().transcript().lines().toString())
                    .contains("(" + CUT + " of " + LARGE + " octets)")
                    .doesNotContain("NOOP");
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetDeliversNoneThatComesBehindTheCut(Tls tls) {
        try (Pop3TestServer server = open(tls)) {
            server.on(RETR).reset(afterOctets(CUT));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send(PIPELINED);
                server.await().command(RETR);
                String received = client.readToReset();
                assertThat(received).hasSizeLessThanOrEqualTo(STATUS.length() + CUT);
                assertThat(wire(server, CUT).startsWith(received)).isTrue();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatWasHeldInItsMiddleArrivesWhole(Tls tls) {
        try (Pop3TestServer server = open(tls);
                Gate gate = server.on(RETR).hold(afterOctets(CUT));
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\nQUIT\r\n");
            String first = new String(client.read(STATUS.length() + CUT), StandardCharsets.ISO_8859_1);
            gate.awaitReached();
            gate.release();
            assertThat((first + client.readToEnd()).equals(wire(server, LARGE + 3) + "+OK Logging out.\r\n"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasLeftAlreadyIsDeliveredWhenAGateDisconnects(Tls tls) {
        try (Pop3TestServer server = open(tls);
                Gate gate = server.on(NOOP).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send(PIPELINED);
            String message = new String(client.read(STATUS.length() + LARGE + 3), StandardCharsets.ISO_8859_1);
            assertThat(message.equals(wire(server, LARGE + 3))).isTrue();
            gate.awaitReached();
            gate.releaseAndDisconnect();
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void aReplyInTheSmallestPiecesLeavesTheServerFreeForOthers(long nanos) {
        try (Pop3TestServer other = Pop3TestServer.start()) {
            MaildropMessage mail = other.maildrop().add(message("large").sized(200_000));
            other.on(RETR).fragment(1, Duration.ofNanos(nanos));
            try (RawClient client = RawClient.loggedInTo(other)) {
                client.send("RETR 1\r\n").read(3);
                assertThat(mail.timesRetrievedCompletely()).isZero();
                assertThat(client.readToTerminator()).hasSizeGreaterThan(200_000);
                assertThat(mail.timesRetrievedCompletely()).isEqualTo(1);
            }
        }
    }
}
