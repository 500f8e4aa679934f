package io.github.pop3testserver.samples.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;

/** Keeps the sockets that Jakarta Mail uses. No garbage collection closes them. */
final class RememberingSocketFactory extends SocketFactory {

    private final List<Socket> created = new CopyOnWriteArrayList<>();

    List<Socket> created() {
        return created;
    }

    void closeAll() throws IOException {
        for (Socket socket : created) {
            socket.close();
        }
    }

    @Override
    public Socket createSocket() {
        Socket socket = new UnfinalizedSocket();
        created.add(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
