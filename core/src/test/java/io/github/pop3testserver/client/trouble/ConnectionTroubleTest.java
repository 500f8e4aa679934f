package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.Ipv6;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.ProcessStart;
import io.github.pop3testserver.client.InstalledProgram;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.MalformedServerReplyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Servers that are busy, away, silent, or no POP3 servers at all. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ_WRITE)
class ConnectionTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage mail = maildrop.add(message("mail"));

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aBusyServerIsNotNoticedBeforeLogin() throws Exception {
        server.on(GREETING).times(2).err("busy");

        try (CommonsNet client = CommonsNet.connectedTo(server)) {
            assertThat(client.isConnected()).isTrue();
            assertThat(client.getReplyString()).startsWith("-ERR busy");
            assertThatThrownBy(() -> client.login("user", "password")).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> Angus.fetchAndDelete(server)).isInstanceOf(MessagingException.class);
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
    }

    @Test
    void aClientWithATimeoutGivesUpOnASilentServer() {
        server.on(GREETING).stall();
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.timeout", "300");

        assertThatThrownBy(() -> Angus.connect(properties)).hasMessage("Read timed out");
        assertThat(server).hasNoOpenConnections();
    }

    @Test
    void aServerThatHangsUpAtOnceHasSaidNothing() {
        server.on(CONNECT).disconnect(beforeProcessing());

        assertThatThrownBy(() -> CommonsNet.connectedTo(server)).isInstanceOf(EOFException.class);
    }

    @Test
    void theBannerOfAnotherProtocolIsNoGreeting() {
        server.on(GREETING).times(2).reply(raw("220 mail.example.com ESMTP\r\n"));

        assertThatThrownBy(() -> CommonsNet.connectedTo(server)).isInstanceOf(MalformedServerReplyException.class);
        assertThatThrownBy(() -> Angus.fetchAndDelete(server)).isInstanceOf(MessagingException.class);
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    void aServerThatIsDownRefusesAndIsBackOnTheSamePort() throws Exception {
        server.goDown();
        assertThatThrownBy(() -> Angus.fetchAndDelete(server)).hasRootCauseInstanceOf(ConnectException.class);

        server.comeUp();
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
        assertThat(maildrop).hasDeletedExactly(mail);
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aHostThatDoesNotAnswerNeedsATimeoutForConnecting() throws Exception {
        Properties impatient = server.endpoint().jakartaMailProperties();
        impatient.setProperty("mail.pop3.connectiontimeout", "50");
        server.goDownSilently();
        assertThatThrownBy(() -> Angus.fetchAndDelete(impatient))
                .hasRootCauseInstanceOf(SocketTimeoutException.class)
                .rootCause()
                .hasMessageContaining("onnect timed out");

        server.comeUp();
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aHostMayHaveAnAddressThatDoesNotAnswer() throws Exception {
        InstalledProgram curl = InstalledProgram.foundBy("curl", "--version");
        InetAddress ipv6 = Ipv6.loopback();
        try (Pop3TestServer dual = Pop3TestServer.builder().silentAddress(ipv6).start()) {
            dual.maildrop().add(message("mail"));
            String addresses = "mail.test:" + dual.port() + ":[::1],127.0.0.1";
            String url = "pop3://user:password@mail.test:" + dual.port() + "/1";

            byte[] fetched = curl.run("", List.of("-sS", "--max-time", "50", "--resolve", addresses, url));

            assertThat(new String(fetched, US_ASCII)).contains("Subject: mail");
        }
    }

    @Test
    void aScheduleEndsForGoodWithItsFirstException() throws Exception {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try {
            server.goDown();
            ScheduledFuture<?> polling = scheduler.scheduleWithFixedDelay(this::poll, 0, 1, TimeUnit.MILLISECONDS);
            assertThatThrownBy(() -> polling.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            server.comeUp();

            assertThat(scheduler.getQueue()).isEmpty();
            assertThat(polling.isDone()).isTrue();
        } finally {
            scheduler.shutdownNow();
        }
        assertThat(server).hasSessions(0);
        assertThat(maildrop).holdsExactly(mail);
    }

    /** What lets exceptions through to a scheduler. */
    private void poll() {
        try {
            Angus.fetchAndDelete(server);
        } catch (Exception e) {
            throw new IllegalStateException("cannot poll", e);
        }
    }
}
