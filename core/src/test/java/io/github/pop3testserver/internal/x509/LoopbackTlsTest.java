package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.pop3testserver.model.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopbackTlsTest {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(20).toMillis();

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, localhost",
        "TLSv1.2, 127.0.0.1",
        "TLSv1.2, ::1",
        "TLSv1.3, localhost",
        "TLSv1.3, 127.0.0.1",
        "TLSv1.3, ::1"
    })
    void aGreetingComesThroughAValidCertificate(String protocol, String host) throws IOException {
        assertThat(greeting(TestCertificate.valid(), host, protocol)).isEqualTo("+OK");
    }

    @Test
    void anExpiredCertificateIsSeenByItsClient() {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> greeting(TestCertificate.expired(), "localhost", "TLSv1.3"))
                .havingRootCause()
                .isInstanceOf(CertificateExpiredException.class);
    }

    private static String greeting(TestCertificate certificate, String host, String protocol) throws IOException {
        try (ServerSocket listening = listen(certificate.serverContext(), host)) {
            CompletableFuture<Void> server = CompletableFuture.runAsync(() -> greetOneClient(listening));
            String greeting = read(ClientTrust.trustingContext(), host, listening.getLocalPort(), protocol);
            server.join();
            return greeting;
        }
    }

    private static ServerSocket listen(SSLContext context, String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        assertThat(address.isLoopbackAddress()).isTrue();
        try {
            ServerSocket socket = context.getServerSocketFactory().createServerSocket(0, 1, address);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (SocketException e) {
            return abort("this machine cannot listen at " + host + ": " + e.getMessage());
        }
    }

    private static void greetOneClient(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("+OK".getBytes(US_ASCII));
        } catch (IOException e) {
            // a client that refuses says itself why
        }
    }

    private static String read(SSLContext context, String host, int port, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
