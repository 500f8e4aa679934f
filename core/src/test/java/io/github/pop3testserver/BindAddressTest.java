package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who can reach a server, and who trusts it. */
class BindAddressTest {

    /** {@code new InetSocketAddress((InetAddress) null, port)} would be every address of the machine. */
    @Test
    void noAddressIsNotEveryAddress() {
        assertThatNullPointerException()
                .isThrownBy(() -> Pop3TestServer.builder().bindAddress(null))
                .withMessage("an address must not be null; InetAddress.getLoopbackAddress() is the default");
    }

    /** Everywhere else 127.0.0.2 has to be set up first. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theAddressOfTheBuilderIsTheOnlyOne() throws IOException {
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        try (Pop3TestServer server =
                Pop3TestServer.builder().bindAddress(second).alsoImplicitTls().start()) {
            assertThat(server.host()).isEqualTo("127.0.0.2");
            assertThat(RawClient.loggedInTo(server).command("STAT")).isEqualTo("+OK 0 0");
            for (int port : new int[] {server.port(), server.implicitTlsPort().orElseThrow()}) {
                new Socket(second, port).close();
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(first(), port).close());
            }
        }
    }

    @Test
    void anIpv6AddressIsInBracketsBeforeAPort() throws IOException {
        InetAddress loopback = Ipv6.loopback();
        try (Pop3TestServer server =
                Pop3TestServer.builder().bindAddress(loopback).start()) {
            String at = "[0:0:0:0:0:0:0:1]:" + server.port();
            assertThat(server.host()).isEqualTo("0:0:0:0:0:0:0:1");
            assertThat(server.endpoint().uri()).hasToString("pop3://user@" + at);
            assertThat(server.endpoint()).hasToString("user:********@" + at);
            assertThat(server).hasToString("POP3 server \"pop3-test-server\" at " + at);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> Pop3TestServer.builder()
                            .bindAddress(loopback)
                            .port(server.port())
                            .start())
                    .withMessage("cannot listen on " + at + "; a server built without port(...) gets a free one");
            RawClient.loggedInTo(server).close();
            assertThat(server.transcript().render()).containsPattern("session 1 of 1 +\\[0:0:0:0:0:0:0:1]:\\d+ +user");
        }
    }

    private static InetAddress first() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** As every other local process can. */
    @Test
    void aStrangerWhoLogsInCanDeleteTheMailAndIsSeen() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            MaildropMessage mail = server.maildrop().add(message("x"));
            try (RawClient stranger = RawClient.loggedInTo(server)) {
                stranger.command("DELE 1");
                stranger.command("QUIT");
            }
            assertThat(server.maildrop().deleted()).containsExactly(mail);
            assertThat(server.transcript().lines()).contains("C: DELE 1");
        }
    }

    @Test
    void theJvmsOwnTrustDoesNotHoldForAServerWithAValidCertificate() throws IOException {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            RawClient.loggedInTo(server).close(); // the endpoint's does
            try (SSLSocket client =
                    (SSLSocket) SSLSocketFactory.getDefault().createSocket(server.host(), server.port())) {
                assertThatExceptionOfType(SSLHandshakeException.class)
                        .isThrownBy(client::startHandshake)
                        .withMessageContaining("unable to find valid certification path");
            }
        }
    }
}
