package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.model.SessionEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
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
        try {
            channel.configureBlocking(false);
            return context.loop().register(channel, SelectionKey.OP_ACCEPT, this);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, channel);
            throw e;
        }
    }

    /**
     * Opens a channel for each port, that clients can connect to; if one cannot be opened, none is.
     *
     * @param ports 0 for any that is free
     * @throws UncheckedIOException if a port cannot be had
     */
    public static List<ServerSocketChannel> bind(InetAddress address, List<Integer> ports) {
        List<ServerSocketChannel> bound = new ArrayList<>();
        try {
            for (int port : ports) {
                bound.add(bind(address, port));
            }
            return bound;
        } catch (RuntimeException e) {
            bound.forEach(channel -> closeAfter(e, channel));
            throw e;
        }
    }

    private static ServerSocketChannel bind(InetAddress address, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(new InetSocketAddress(address, port), BACKLOG);
            } catch (IOException | RuntimeException e) {
                closeAfter(e, channel);
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

    private static void closeAfter(Exception failure, Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Listens no more, so that clients are refused; the port is not given to anybody else. */
    public void goDown() {
        if (placeholder != null) {
            return;
        }
        try {
            placeholder = stopListening();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep port " + address.getPort() + " while the server is down", e);
        }
    }

    /** What keeps the port from now on. */
    private SocketChannel stopListening() throws IOException {
        SocketChannel keeper = SocketChannel.open();
        try {
            keeper.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            boolean kept = bindBeside(keeper);
            channel.close();
            context.loop().forget(key);
            if (!kept) {
                keeper.bind(address);
            }
            return keeper;
        } catch (IOException | RuntimeException e) {
            closeAfter(e, keeper);
            throw e;
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
        if (channel.isOpen()) {
            return;
        }
        try {
            channel = listen();
            key = watch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + address.getPort() + " again", e);
        }
    }

    private ServerSocketChannel listen() throws IOException {
        SocketChannel keeper = placeholder;
        placeholder = null;
        if (keeper == null) {
            // Going down has failed half-way.
            return bind(address.getAddress(), address.getPort());
        }
        try (keeper) {
            // Linux lets both have the port, so that nobody can come between.
            return bind(address.getAddress(), address.getPort());
        } catch (UncheckedIOException e) {
            // The others let only one have it.
            return bind(address.getAddress(), address.getPort());
        }
    }

    /** Ends all sessions and listens no more. */
    public void stop() {
        stopConnections();
        close(channel);
        if (placeholder != null) {
            close(placeholder);
        }
    }

    private void close(Channel open) {
        try {
            open.close();
        } catch (IOException e) {
            context.failures().add(e);
        }
    }
}
