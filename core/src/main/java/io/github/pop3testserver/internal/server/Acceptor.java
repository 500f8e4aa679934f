package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
import io.github.pop3testserver.model.SessionEnd;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Accepts clients and keeps the open connections. */
public final class Acceptor implements Handler {

    /** The pause after accepting failed, usually because file descriptors are missing. Trying again at once would only spin. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerContext context;
    private final InetSocketAddress address;
    private ServerSocketChannel channel;
    private SelectionKey key;

    /** Reserves the port while the server is down; null while it listens. */
    private @Nullable SocketChannel placeholder;

    /** Keeps clients waiting while the server is down silently; null otherwise. */
    private @Nullable FullBacklog fullBacklog;

    private final boolean implicitTls;
    private final Set<Connection> connections = new LinkedHashSet<>();

    /**
     * Accepts from a bound channel. Call this before the loop starts.
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
            BoundPorts.closeAfter(e, channel);
            throw e;
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
        // The server may have gone down in the meantime.
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
            // The client disconnected before anything was sent.
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
            // No connection exists that would end the session.
            record.ended(SessionEnd.SERVER_DISCONNECTED);
            record.disconnected();
            throw e;
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** Drops all connections. */
    public void drop() {
        List.copyOf(connections).forEach(Connection::drop);
    }

    /** Closes connections that clients have opened and the server has not accepted yet. */
    public void turnAway() {
        try {
            for (SocketChannel waiting = next(); waiting != null; waiting = next()) {
                waiting.close();
            }
        } catch (IOException e) {
            context.failures().add(e);
        }
    }

    /** Null if no client is waiting, or the server is down. */
    private @Nullable SocketChannel next() throws IOException {
        return channel.isOpen() ? channel.accept() : null;
    }

    /** Ends all sessions as if the server stopped. */
    public void stopConnections() {
        List.copyOf(connections).forEach(Connection::stop);
    }

    /** Stops listening, so that clients are refused. The port stays reserved. */
    public void goDown() {
        if (placeholder != null) {
            return;
        }
        try {
            if (fullBacklog == null) {
                placeholder = reserveInsteadOf(channel);
            } else {
                answerAgain(fullBacklog);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep port " + address.getPort() + " while the server is down", e);
        }
    }

    /** Stops listening, so that clients that connect get no answer. The port stays reserved. */
    public void goDownSilently() {
        if (fullBacklog != null) {
            return;
        }
        goDown();
        try {
            fullBacklog = FullBacklog.of(listen(FullBacklog.LENGTH));
        } catch (IOException e) {
            comeUp();
            throw new UncheckedIOException(
                    "cannot leave clients without an answer on port " + address.getPort()
                            + ": this system does not ignore them when the queue is full; use goDown(), which refuses them",
                    e);
        }
    }

    /** Clients are refused again instead of being ignored. */
    private void answerAgain(FullBacklog silent) throws IOException {
        fullBacklog = null;
        placeholder = reserveInsteadOf(silent.listening());
        silent.close();
    }

    /** Closes a listening channel, and returns the socket that reserves the port from now on. */
    private SocketChannel reserveInsteadOf(ServerSocketChannel listening) throws IOException {
        SocketChannel keeper = SocketChannel.open();
        try {
            keeper.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            boolean kept = bindBeside(listening, keeper);
            listening.close();
            context.loop().forget(key);
            if (!kept) {
                keeper.bind(address);
            }
            return keeper;
        } catch (IOException | RuntimeException e) {
            BoundPorts.closeAfter(e, keeper);
            throw e;
        }
    }

    /** If two sockets can share a port, the new one gets it before the old one closes, so no other process can take it. */
    private boolean bindBeside(ServerSocketChannel listening, SocketChannel bound) {
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEPORT, true);
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
            if (fullBacklog != null) {
                answerAgain(fullBacklog);
            }
            channel = listen(BoundPorts.BACKLOG);
            key = watch();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + address.getPort() + " again", e);
        }
    }

    private ServerSocketChannel listen(int backlog) throws IOException {
        SocketChannel keeper = placeholder;
        placeholder = null;
        if (keeper == null) {
            // Going down has failed half-way.
            return BoundPorts.bind(address.getAddress(), address.getPort(), backlog);
        }
        try (keeper) {
            // Linux lets both sockets have the port, so no other process can take it.
            return BoundPorts.bind(address.getAddress(), address.getPort(), backlog);
        } catch (UncheckedIOException e) {
            // Other systems let only one socket have it.
            return BoundPorts.bind(address.getAddress(), address.getPort(), backlog);
        }
    }

    /** Ends all sessions and stops listening. */
    public void stop() {
        stopConnections();
        close(channel);
        if (placeholder != null) {
            close(placeholder);
        }
        if (fullBacklog != null) {
            close(fullBacklog::close);
        }
    }

    private void close(Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            context.failures().add(e);
        }
    }
}
