package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accepts clients, and knows the connections that are open. */
public final class Acceptor implements Handler {

    /** Hundreds of clients may connect before the loop comes to accept the first. */
    private static final int BACKLOG = 1024;

    /** After a failure to accept, for want of file descriptors as a rule: trying again at once would only spin. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerContext context;
    private final InetSocketAddress address;
    private ServerSocketChannel channel;
    private SelectionKey key;

    /** Keeps the port while nobody listens on it; null while somebody does. */
    private @Nullable SocketChannel placeholder;

    private final boolean implicitTls;
    private final Set<Connection> connections = new LinkedHashSet<>();

    /**
     * Accepts from a channel that is bound; to be called before the loop is started.
     *
     * @param implicitTls whether TLS begins with the first octet
     */
    public Acceptor(ServerContext context, ServerSocketChannel channel, boolean implicitTls) {
        this.implicitTls = implicitTls;
        this.context = context;
        this.channel = channel;
        try {
            this.address = (InetSocketAddress) channel.getLocalAddress();
            this.key = watch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch the server's channel", e);
        }
    }

    private SelectionKey watch() throws IOException {
        channel.configureBlocking(false);
        return context.loop().register(channel, SelectionKey.OP_ACCEPT, this);
    }

    /**
     * Opens a channel that clients can connect to.
     *
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the port cannot be had
     */
    public static ServerSocketChannel bind(InetAddress address, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(new InetSocketAddress(address, port), BACKLOG);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            String remedy = port == 0 ? "" : "; a server built without port(...) gets a free one";
            throw new UncheckedIOException("cannot listen on " + HostPort.of(address, port) + remedy, e);
        }
    }

    @Override
    public void onReady() {
        try {
            for (SocketChannel socket = next(); socket != null; socket = next()) {
                open(socket);
            }
        } catch (IOException e) {
            context.failures().add(e);
            key.interestOps(0);
            context.loop().timers().schedule(PAUSE, this::acceptAgain);
        }
    }

    private void acceptAgain() {
        // The server may have gone down meanwhile.
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void open(SocketChannel socket) throws IOException {
        try {
            socket.configureBlocking(false);
            // With Nagle's algorithm a reply of several segments would wait for the client's delayed acknowledgement.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Connection connection = connect(socket);
            connections.add(connection);
            connection.onReady();
        } catch (IOException e) {
            // The client has gone before anything was said.
            socket.close();
        } catch (RuntimeException | Error e) {
            context.failures().add(e);
            socket.close();
        }
    }

    private Connection connect(SocketChannel socket) throws IOException {
        SessionRecord record = context.journal().open((InetSocketAddress) socket.getRemoteAddress());
        try {
            return new Connection(this, context, socket, record, implicitTls);
        } catch (IOException | RuntimeException | Error e) {
            // No connection will ever end it.
            record.ended(SessionEnd.SERVER_DISCONNECTED);
            record.disconnected();
            throw e;
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** All lines drop. */
    public void drop() {
        List.copyOf(connections).forEach(Connection::drop);
    }

    /** Hangs up on clients that have connected and were not accepted yet. */
    public void turnAway() {
        try {
            for (SocketChannel waiting = next(); waiting != null; waiting = next()) {
                waiting.close();
            }
        } catch (IOException e) {
            context.failures().add(e);
        }
    }

    /** Null if nobody waits, or nobody listens. */
    private @Nullable SocketChannel next() throws IOException {
        return channel.isOpen() ? channel.accept() : null;
    }

    /** All sessions end, as with the server. */
    public void stopConnections() {
        List.copyOf(connections).forEach(Connection::stop);
    }

    /** Listens no more, so that clients are refused; the port is not given to anybody else. */
    public void goDown() {
        if (placeholder != null) {
            return;
        }
        try {
            placeholder = SocketChannel.open();
            placeholder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            boolean kept = bindBeside(placeholder);
            channel.close();
            context.loop().forget(key);
            if (!kept) {
                placeholder.bind(address);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep port " + address.getPort() + " while the server is down", e);
        }
    }

    /** Where two sockets may share a port the new one has it before the old one is closed, so that nobody can come between. */
    private boolean bindBeside(SocketChannel bound) {
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            bound.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            bound.bind(address);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Listens again. */
    public void comeUp() {
        if (placeholder == null) {
            return;
        }
        try {
            channel = listenBeside(placeholder);
            placeholder = null;
            key = watch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + address.getPort() + " again", e);
        }
    }

    private ServerSocketChannel listenBeside(SocketChannel bound) throws IOException {
        try {
            // Linux lets both have the port, so that nobody can come between.
            ServerSocketChannel listening = bind(address.getAddress(), address.getPort());
            bound.close();
            return listening;
        } catch (UncheckedIOException e) {
            bound.close();
            return bind(address.getAddress(), address.getPort());
        }
    }

    /** Ends all sessions and listens no more. */
    public void stop() {
        stopConnections();
        try {
            channel.close();
            if (placeholder != null) {
                placeholder.close();
            }
        } catch (IOException e) {
            context.failures().add(e);
        }
    }
}
