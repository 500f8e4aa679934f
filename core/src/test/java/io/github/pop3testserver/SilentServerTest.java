package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server whose operating system does not answer clients that connect. */
@EnabledOnOs(OS.LINUX)
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class SilentServerTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    private static void connectTo(String host, int port) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(host, port), 50);
        }
    }

    private static void assertSilent(String host, int port) {
        assertThatThrownBy(() -> connectTo(host, port))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("onnect timed out");
    }

    private static void assertRefusing(String host, int port) {
        assertThatThrownBy(() -> connectTo(host, port)).isInstanceOf(ConnectException.class);
    }

    private void assertUp() {
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();
    }

    @Test
    void leavesEachClientWithoutAnAnswerUntilItComesUpOnTheSamePort() {
        int port = server.port();
        server.goDownSilently();
        for (int client = 0; client < 3; client++) {
            assertSilent(server.host(), port);
        }
        server.comeUp();
        assertThat(server.port()).isEqualTo(port);
        assertUp();
    }

    @Test
    void endsTheSessionsThatAreOpen() {
        MaildropMessage mail = maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            server.goDownSilently();
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(server.lastSession()).hasEndedWith(SessionEnd.SERVER_DISCONNECTED);
        assertThat(maildrop).holdsExactly(mail).isNotLocked();
    }

    @Test
    void changesBetweenSilenceAndRefusal() {
        for (int round = 0; round < 2; round++) {
            server.goDown();
            server.goDownSilently();
            server.goDownSilently();
            assertSilent(server.host(), server.port());
            server.goDown();
            assertRefusing(server.host(), server.port());
            server.goDownSilently();
            server.comeUp();
            server.comeUp();
            assertUp();
        }
    }

    @Test
    void isNotNoticedByItsSessionsRecords() {
        server.goDownSilently();
        server.comeUp();
        assertThat(server.sessions()).isEmpty();
        server.goDownSilently();
        server.reset();
        assertThat(server.sessions()).isEmpty();
        assertUp();
    }

    @Test
    void closesWhileItIsSilent() {
        server.goDownSilently();
        server.close();
        assertRefusing(server.host(), server.port());
        assertThat(server.transcript().render()).contains("close() was called").contains("are refused");
    }

    @Test
    void transcriptsSayThatClientsGetNoAnswer() {
        server.goDownSilently();
        assertThat(server.transcript().render())
                .endsWith("the server is down: goDownSilently() was called before any client connected;"
                        + " clients that connect get no answer");
        server.goDown();
        assertThat(server.transcript().render())
                .endsWith("the server is down: goDown() was called before any client connected;"
                        + " clients that connect are refused");
        server.comeUp();
        assertThat(server.transcript().render()).doesNotContain("down");
    }

    @Test
    void nobodyElseGetsThePortMeanwhile() {
        server.goDownSilently();
        DownAndUpTest.assertNobodyElseGets(server.port());
    }

    @Test
    void isSilentAtAnotherAddressOnly() throws IOException {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        int port;
        try (Pop3TestServer both =
                Pop3TestServer.builder().alsoImplicitTls().silentAddress(other).start()) {
            port = both.port();
            for (int silentPort : new int[] {port, both.implicitTlsPort().orElseThrow()}) {
                assertSilent("127.0.0.2", silentPort);
                connectTo(both.host(), silentPort);
                assertRefusing("127.0.0.3", silentPort);
            }
            both.goDown();
            assertSilent("127.0.0.2", port);
            assertRefusing(both.host(), port);
            both.comeUp();
            RawClient.loggedInTo(both).close();
        }
        assertRefusing("127.0.0.2", port);
    }

    @Test
    void anAddressOfTheOtherFamilyMayBeSilent() throws IOException {
        InetAddress ipv6 = Ipv6.loopback();
        try (Pop3TestServer dual = Pop3TestServer.builder().silentAddress(ipv6).start()) {
            assertSilent("::1", dual.port());
            connectTo(dual.host(), dual.port());
        }
    }

    @Test
    void aSilentAddressWhereThePortIsTakenKeepsNothingOpen() throws IOException {
        InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        try (ServerSocket taken = new ServerSocket(0, 1, other)) {
            Pop3TestServerBuilder builder =
                    Pop3TestServer.builder().port(taken.getLocalPort()).silentAddress(other);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(builder::start)
                    .withMessage("cannot be silent at 127.0.0.2:" + taken.getLocalPort()
                            + ": Address already in use; give silentAddress(...) another address of this machine, where the"
                            + " port is free");
            assertRefusing("127.0.0.1", taken.getLocalPort());
        }
    }

    @Test
    void theAddressOfTheServerIsNoSilentOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder()
                        .silentAddress(InetAddress.getLoopbackAddress())
                        .start())
                .withMessage("the server cannot be silent at 127.0.0.1, because it listens there;"
                        + " give silentAddress(...) another address, or call goDownSilently()");
        assertThatNullPointerException()
                .isThrownBy(() -> Pop3TestServer.builder().silentAddress(null))
                .withMessage("an address must not be null");
    }

    @Test
    void theSecondPortIsSilentToo() {
        try (Pop3TestServer both = Pop3TestServer.builder().alsoImplicitTls().start()) {
            both.goDownSilently();
            assertSilent(both.host(), both.implicitTlsPort().orElseThrow());
            assertSilent(both.host(), both.port());
        }
    }
}
