package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several TLS sessions, one after the other and at once. */
class TlsSessionsTest {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int CLIENTS = 200;
    private static final int THREADS = 8;

    /** What a client binds to its session is found in all that resume it, and in no other. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientThatComesAgainResumesItsSession(String protocol) throws IOException {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            SSLContext client = server.endpoint().sslContext();
            visit(server, client, protocol).putValue("visit", "first");

            assertThat(visit(server, client, protocol).getValue("visit")).isEqualTo("first");
            SSLContext another = server.endpoint().sslContext();
            assertThat(visit(server, another, protocol).getValue("visit")).isNull();

            server.await().sessionsEnded(3);
            assertThat(server.sessions()).hasSize(3).allSatisfy(session -> {
                assertThat(session.tlsProtocol()).contains(protocol);
                assertThat(session.sniHostName()).contains("mail.example.com");
            });
        }
    }

    private static SSLSession visit(Pop3TestServer server, SSLContext context, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {protocol});
            parameters.setServerNames(List.of(new SNIHostName("mail.example.com")));
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("+OK POP3 server ready\r\n+OK Logging out.\r\n");
            return socket.getSession();
        }
    }

    @Test
    void twoHundredClientsAtOnceDoNotGetInEachOthersWay() throws Exception {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().tls(Tls.IMPLICIT);
        for (int i = 0; i < CLIENTS; i++) {
            builder.maildrop("user" + i, "password" + i);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<RawClient> clients = new ArrayList<>();
        try (Pop3TestServer server = builder.start()) {
            for (int i = 0; i < CLIENTS; i++) {
                server.maildrop("user" + i).add(raw("x".repeat(i) + "\n"));
                clients.add(RawClient.connectTo(endpoint(server, Tls.NONE, "127.0.0.1")));
            }

            // Each step is taken by all clients before the next is by any.
            eachOf(threads, i -> clients.get(i).startTls(endpoint(server, Tls.IMPLICIT, "client" + i + ".example")));
            eachOf(threads, i -> assertThat(clients.get(i).readLine()).isEqualTo("+OK POP3 server ready"));
            eachOf(threads, i -> says(clients.get(i), "USER user" + i, "+OK"));
            eachOf(threads, i -> says(clients.get(i), "PASS password" + i, "+OK Logged in."));
            eachOf(threads, i -> says(clients.get(i), "STAT", "+OK 1 " + (i + 2)));
            eachOf(threads, i -> says(clients.get(i), "QUIT", "+OK Logging out."));
            eachOf(threads, i -> assertThat(clients.get(i).readToEnd()).isEmpty());

            server.verify();
            assertThat(server.sessions())
                    .extracting(session -> session.sniHostName().orElseThrow() + " "
                            + session.username().orElseThrow())
                    .hasSize(CLIENTS)
                    .doesNotHaveDuplicates()
                    .allMatch(names -> names.matches("client(\\d+)\\.example user\\1"));
        } finally {
            clients.forEach(RawClient::close);
            threads.shutdown();
        }
    }

    private static Pop3Endpoint endpoint(Pop3TestServer server, Tls tls, String host) {
        return new Pop3Endpoint(host, server.port(), tls, "", "");
    }

    private static void says(RawClient client, String command, String reply) {
        assertThat(client.command(command)).isEqualTo(reply);
    }

    private static void eachOf(ExecutorService threads, IntConsumer step) throws Exception {
        List<Future<?>> steps = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            steps.add(threads.submit(() -> step.accept(client)));
        }
        for (Future<?> each : steps) {
            each.get();
        }
    }
}
