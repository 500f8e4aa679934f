package io.github.pop3testserver.internal.x509;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** A TLS handshake between two engines, without sockets: the client checks the host's name as HTTPS does. */
final class Handshake {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine client;
    private final SSLEngine server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);

    private Handshake(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    /** Returns the client's session, or throws what the client throws. */
    static SSLSession run(SSLContext clients, String host, SSLContext servers, String protocol) throws SSLException {
        SSLEngine client = clients.createSSLEngine(host, 995);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        client.setSSLParameters(parameters);
        SSLEngine server = servers.createSSLEngine();
        server.setUseClientMode(false);
        return new Handshake(client, server).run();
    }

    private SSLSession run() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        while (isBusy()) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        return client.getSession();
    }

    private boolean isBusy() {
        return client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || toServer.position() > 0
                || toClient.position() > 0;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(NOTHING, out);
            default -> unwrap(engine, in);
        }
    }

    private static void unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
        in.flip();
        engine.unwrap(in, ByteBuffer.allocate(1 << 15));
        in.compact();
    }
}
