package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server from its start to its end, and beyond. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class LifecycleTest {

    @Test
    void closeReleasesAClientThatIsIdle() {
        Pop3TestServer server = Pop3TestServer.start();
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();

            server.close();

            assertNothingMoreComes(client);
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
            assertThat(server.lastSession().isConnected()).isFalse();
        }
    }

    @Test
    void closeDuringASessionDeletesNothing() {
        Pop3TestServer server = Pop3TestServer.start();
        MaildropMessage mail = server.maildrop().add(message("kept"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");

            server.close();

            assertThat(mail.state()).isEqualTo(MessageState.PRESENT);
            assertThat(server.maildrop().isLocked()).isFalse();
            assertThat(server.lastSession().markedForDeletion()).containsExactly(mail);
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
        }
    }

    @Test
    void closeInTheMiddleOfALargeReplyDoesNotWaitForTheClient() {
        Pop3TestServer server = Pop3TestServer.start();
        MaildropMessage mail = server.maildrop().add(message("large").sized(40_000_000));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("RETR 1")).isEqualTo("+OK 40000000 octets");

            server.close();

            assertThat(mail.timesRetrieved()).isEqualTo(1);
            assertThat(mail.timesRetrievedCompletely()).isZero();
            assertThat(server.transcript().lines()).last().asString().contains("of 40000000 octets");
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
        }
    }

    @Test
    void closeReleasesAClientThatAFaultHasStalled() {
        Pop3TestServer server = Pop3TestServer.start();
        InstalledFault stall = server.on(NOOP).stall();
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            server.await().applied(stall);

            server.close();

            assertNothingMoreComes(client);
        }
    }

    @Test
    void closeReleasesAClientThatHasNotReadItsGreeting() {
        Pop3TestServer server = Pop3TestServer.start();
        try (RawClient client = RawClient.connectTo(server)) {
            server.close();
            assertThat(server.sessions())
                    .allMatch(session -> session.end() == SessionEnd.SERVER_STOPPED)
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void theSecondCloseDoesNothing() {
        Pop3TestServer server = Pop3TestServer.start();
        server.close();
        server.close();
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void closesFromSeveralThreadsAllReturn() {
        Pop3TestServer server = Pop3TestServer.start();
        RawClient.loggedInTo(server).close();
        List<CompletableFuture<Void>> closes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            closes.add(CompletableFuture.runAsync(server::close));
        }
        closes.forEach(CompletableFuture::join);
        assertThat(server.sessions()).hasSize(1);
    }

    @Test
    void aTestThatGoesOnDuringCloseIsAnswered() {
        for (int round = 0; round < 50; round++) {
            Pop3TestServer server = Pop3TestServer.start();
            CompletableFuture<Void> filling = CompletableFuture.runAsync(() -> {
                for (int i = 1; i <= 20; i++) {
                    server.maildrop().add(message("mail " + i));
                }
            });
            server.maildrop().add(message("another mail"));
            server.close();

            filling.join();
            assertThat(server.maildrop().messages()).hasSize(21);
        }
    }

    @Test
    void onlyTheEndClosesAServer() {
        Pop3TestServer server = Pop3TestServer.start();
        try (server) {
            server.goDown();
            assertThat(server.isClosed()).isFalse();
        }
        assertThat(server.isClosed()).isTrue();
    }

    @Test
    void afterTheEndEverythingCanStillBeInspected() {
        Pop3TestServer server = Pop3TestServer.start();
        List<MaildropMessage> mails = server.maildrop().add(message("a"), message("b"));
        server.on(NOOP).err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            client.multiLine("RETR 1");
            client.command("DELE 1");
            client.command("QUIT");
        }
        server.close();

        assertThat(server.maildrop("user").deleted()).containsExactly(mails.get(0));
        assertThat(server.maildrop().messages()).containsExactly(mails.get(1));
        assertThat(mails.get(0).timesRetrieved()).isEqualTo(1);
        assertThat(mails.get(0).deletedIn()).contains(server.lastSession());
        assertThat(server.sessions()).hasSize(1);
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
        assertThat(server.lastSession().commands()).hasSize(6);
        assertThat(server.transcript().lines()).contains("C: RETR 1").endsWith("S: +OK Logging out, messages deleted.");
        assertThat(server.faults()).hasSize(1).allMatch(InstalledFault::isExhausted);
        assertThat(server.endpoint().username()).isEqualTo("user");
        assertThatCode(server::verify).doesNotThrowAnyException();
        server.await().sessionsEnded(1);
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheRemedy() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() ->
                            Pop3TestServer.builder().port(other.getLocalPort()).start())
                    .withMessageContainingAll(
                            other.getInetAddress().getHostAddress() + ":" + other.getLocalPort(), "without port(...)")
                    .withCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void hundredsOfClientsThatConnectAtOnceAreAllGreeted() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try (Pop3TestServer server = Pop3TestServer.start()) {
            for (int i = 0; i < 300; i++) {
                clients.add(new Socket(server.host(), server.port()));
            }
            byte[] greeting = "+OK POP3 server ready\r\n".getBytes(US_ASCII);
            for (Socket client : clients) {
                client.setSoTimeout(30_000);
                assertThat(client.getInputStream().readNBytes(greeting.length)).isEqualTo(greeting);
            }
            assertThat(server.sessions()).hasSize(300).allMatch(session -> session.end() == SessionEnd.STILL_OPEN);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void twoServersShareNothing() {
        try (Pop3TestServer one = Pop3TestServer.builder().name("one").start();
                Pop3TestServer other = Pop3TestServer.builder().name("other").start()) {
            assertThat(one.port()).isNotEqualTo(other.port());
            one.maildrop().add(message("in one"));
            one.on(NOOP).always().err("in one");
            try (RawClient client = RawClient.loggedInTo(one);
                    RawClient second = RawClient.loggedInTo(other)) {
                assertThat(client.command("NOOP")).isEqualTo("-ERR in one");
                assertThat(second.command("NOOP")).isEqualTo("+OK");
                assertThat(second.command("STAT")).isEqualTo("+OK 0 0");
                one.close();
                assertThat(second.command("STAT")).isEqualTo("+OK 0 0");
            }
            assertThat(one.sessions()).hasSize(1);
            assertThat(other.sessions()).hasSize(1);
            assertThat(other.faults()).isEmpty();
            assertThat(other.lastSession().number()).isEqualTo(1);
        }
    }

    @Test
    void oneBuilderCanStartSeveralServers() {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().maildrop("ann", "x");
        try (Pop3TestServer one = builder.start();
                Pop3TestServer other = builder.start()) {
            one.maildrop().add(message("in one"));
            assertThat(other.maildrop("ann").messages()).isEmpty();
        }
    }

    @Test
    void theServerIsReachedOnLoopbackOnly() throws IOException {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            assertThat(InetAddress.getByName(server.host()).isLoopbackAddress()).isTrue();
            for (InetAddress address : otherAddresses()) {
                try (Socket client = new Socket()) {
                    assertThatExceptionOfType(IOException.class)
                            .as("connecting to %s", address)
                            .isThrownBy(() -> client.connect(new InetSocketAddress(address, server.port()), 2_000));
                }
            }
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    @Test
    void theServerTellsItsNameAndItsAddress() {
        try (Pop3TestServer server = Pop3TestServer.builder().name("billing").start()) {
            assertThat(server.name()).isEqualTo("billing");
            assertThat(server).hasToString("POP3 server \"billing\" at " + server.host() + ":" + server.port());
            assertThat(server.endpoint().host()).isEqualTo(server.host());
            assertThat(server.endpoint().port()).isEqualTo(server.port());
        }
    }

    @Test
    void withoutMaildropsOfItsOwnAServerHasOneForTheDefaultUser() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            assertThat(server.name()).isEqualTo("pop3-test-server");
            assertThat(server.endpoint()).hasToString("user:********@" + server.host() + ":" + server.port());
            assertThat(server.endpoint().password()).isEqualTo("password");
        }
    }

    @Test
    void maildropsOfTheBuilderTakeThePlaceOfTheDefaultOne() {
        Pop3TestServerBuilder builder =
                Pop3TestServer.builder().maildrop("zoe", "1").maildrop("ann", "2");
        try (Pop3TestServer server = builder.start()) {
            assertThat(server.maildrop().username()).isEqualTo("zoe");
            assertThat(server.endpoint(server.maildrop("ann")).password()).isEqualTo("2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.maildrop("user"))
                    .withMessageContainingAll("\"user\"", "zoe, ann", "addMaildrop(\"user\", password)");
        }
    }

    @Test
    void aUserNamedTwiceIsRefused() {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().maildrop("ann", "1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maildrop("ann", "2"))
                .withMessageContaining("\"ann\"");
        try (Pop3TestServer server = builder.start()) {
            assertThat(server.endpoint().password()).isEqualTo("1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.addMaildrop("ann", "3"))
                    .withMessageContaining("\"ann\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aPortIsANumberOfSixteenBits(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().port(port))
                .withMessage("a port must be between 0 and 65535, but was " + port);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 254, (1 << 20) + 1})
    void aLineLimitIsWhatTheRfcAsksForAtLeast(int octets) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().maxLineOctets(octets))
                .withMessage("a line limit must be between 255 and 1048576, but was " + octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.001S", "PT-10M"})
    void anAutologoutTimeIsPositive(Duration idle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().autologout(idle))
                .withMessageContaining(idle.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[AUTH] hello", "a\r\n+OK b", "a\nb", "a\rb"})
    void aGreetingIsOneLineWithoutAResponseCode(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().greeting(text))
                .withMessageContaining(text);
    }

    @Test
    void theGreetingIsWhatTheBuilderSays() {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().greeting("hi there").start();
                RawClient client = RawClient.connectTo(server)) {
            assertThat(client.readLine()).isEqualTo("+OK hi there");
        }
    }

    /** The end of the stream, or a reset: the server does not wait for octets that nobody reads. */
    private static void assertNothingMoreComes(RawClient client) {
        try {
            assertThat(client.readToEnd()).isEmpty();
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageStartingWith("after 0 octets");
        }
    }

    /** Some libraries have such a duration for what is never to happen. */
    @Test
    void timesThatNoClockCanCountAreRefused() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        String most = " must be at most 36500 days, but was " + forever;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().autologout(forever))
                .withMessage("an autologout time" + most);
        try (Pop3TestServer server =
                Pop3TestServer.builder().autologout(Duration.ofDays(36_500)).start()) {
            RawClient.loggedInTo(server).close();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.maildrop().addAfter(forever, message("x")))
                    .withMessage("the time until a message arrives" + most);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(NOOP).delay(forever))
                    .withMessage("a delay" + most);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.on(NOOP).fragment(1, forever))
                    .withMessage("a gap between two pieces" + most);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.await(forever))
                    .withMessage("a timeout" + most);
        }
    }

    @Test
    void namesThatSaslprepMakesTheSameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().maildrop("a", "x").administrator("\u00AA", "y"))
                .withMessage("user \"a\" already exists, and SASLprep (RFC 4013) makes \"\u00AA\" the same name;"
                        + " each user has one maildrop, so choose another name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder()
                        .administrator("us\u00ADer", "x")
                        .start())
                .withMessageStartingWith("the administrator \"user\" has the name of the default maildrop's user");
    }

    @Test
    void aRefusedStartLeavesNoPortOpen() throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder()
                        .port(port)
                        .administrator("user", "secret")
                        .start())
                .withMessage("the administrator \"user\" has the name of the default maildrop's user; name another"
                        + " maildrop with maildrop(username, password)");
        Pop3TestServer.builder().port(port).start().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".X", "X-A\r\nX-B", "X\n"})
    void linesThatWouldBreakTheListOfCapabilitiesAreRefused(String line) {
        String message =
                "a capability must be one line that is not empty and does not begin with a dot (RFC 2449 section"
                        + " 3), but was \"" + line + "\"";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().capabilities("TOP", line))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().capabilitiesAfterLogin(line))
                .withMessage(message);
    }
}
