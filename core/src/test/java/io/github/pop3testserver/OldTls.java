package io.github.pop3testserver;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import javax.net.ssl.SSLSocket;

/** A program for a JVM of its own: prints the versions of TLS that servers and clients agree on, one for each argument. */
final class OldTls {

    private OldTls() {}

    public static void main(String[] versions) throws IOException {
        for (String version : versions) {
            try (Pop3TestServer server = Pop3TestServer.builder()
                    .tls(Tls.IMPLICIT)
                    .tlsVersions(version)
                    .start()) {
                System.out.println(spokenWith(server.endpoint(), version));
            }
        }
    }

    private static String spokenWith(Pop3Endpoint endpoint, String version) throws IOException {
        try (SSLSocket client =
                (SSLSocket) endpoint.sslContext().getSocketFactory().createSocket(endpoint.host(), endpoint.port())) {
            client.setEnabledProtocols(new String[] {version});
            client.startHandshake();
            return client.getSession().getProtocol();
        }
    }
}
