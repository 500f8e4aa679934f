package io.github.pop3testserver.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.x509.ClientTrust;
import io.github.pop3testserver.model.TestCertificate;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A client and a server that talk TLS over a network in memory, by turns and on one thread. */
final class TlsPair {

    /** Far more turns than the longest handshake needs without an octet moving. */
    private static final int MOST_IDLE_TURNS = 1_000;

    private static final SSLContext CLIENTS = ClientTrust.trustingContext();

    private final Pipe toServer;
    private final Pipe toClient;
    private final TlsClientEnd client;
    private final TlsServerEnd server;

    TlsPair(SSLEngine client, SSLEngine server, Network network) throws SSLException {
        toServer = network.pipe();
        toClient = network.pipe();
        this.client = new TlsClientEnd(toClient, toServer, client);
        this.server = new TlsServerEnd(toServer, toClient, server, network.readerOctets());
    }

    /** Nothing is said yet. */
    static TlsPair of(String protocol, Network network) throws SSLException {
        return new TlsPair(clientEngine(protocol), serverEngine(TestCertificate.valid()), network);
    }

    /** With the handshake behind them. */
    static TlsPair established(String protocol, Network network) throws IOException {
        return of(protocol, network).settle();
    }

    static SSLEngine clientEngine(String... protocols) {
        SSLEngine engine = CLIENTS.createSSLEngine();
        engine.setEnabledProtocols(protocols);
        return engine;
    }

    static SSLEngine serverEngine(TestCertificate certificate) {
        return certificate.serverContext().createSSLEngine();
    }

    TlsClientEnd client() {
        return client;
    }

    TlsServerEnd server() {
        return server;
    }

    Pipe toServer() {
        return toServer;
    }

    Pipe toClient() {
        return toClient;
    }

    /** Lets both do what they can until neither can do anything. */
    TlsPair settle() throws IOException {
        long moved = moved();
        int idle = 0;
        for (boolean busy = true; busy; ) {
            busy = client.act();
            busy |= server.act();
            idle = moved == moved() ? idle + 1 : 0;
            moved = moved();
            assertThat(idle).as("turns without an octet moving").isLessThan(MOST_IDLE_TURNS);
        }
        return this;
    }

    /** Lets the server read the first that the client says; the client has not seen the answer yet. */
    void answerFirstFlight() throws IOException {
        while (!server.act()) {
            client.act();
        }
    }

    /** The number of records that are on their way to the client. */
    int recordsToClient() {
        ByteBuffer octets = ByteBuffer.wrap(toClient.underway());
        int records = 0;
        while (octets.hasRemaining()) {
            // RFC 8446 section 5.1: type and version, then the length of what follows.
            octets.position(octets.position() + 5 + octets.getShort(octets.position() + 3));
            records++;
        }
        return records;
    }

    /** A record by its header, but not one that anybody has encrypted. */
    static ByteBuffer garbage() {
        return ByteBuffer.allocate(5 + 40).put(0, new byte[] {23, 3, 3, 0, 40});
    }

    private long moved() {
        return toServer.delivered() + toClient.delivered();
    }
}
