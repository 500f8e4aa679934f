package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Handler;
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

/** Accepts clients, and knows the connections that are open. */
public final class Acceptor implements Handler {

    /** Hundreds of clients may connect before the loop comes to accept the first. */
    private static final int BACKLOG = 1024;

    /** After a failure to accept, for want of file descriptors as a rule: trying again at once would only spin. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerContext context;
    private final ServerSocketChannel channel;
    private final SelectionKey key;
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
            channel.configureBlocking(false);
            this.key = context.loop().register(channel, SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch the server's channel", e);
        }
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
            throw new UncheckedIOException("cannot listen on " + address.getHostAddress() + ":" + port + remedy, e);
        }
    }

    @Override
    public void onReady() {
        try {
            for (SocketChannel socket = channel.accept(); socket != null; socket = channel.accept()) {
                open(socket);
            }
        } catch (IOException e) {
            context.failures().add(e);
            key.interestOps(0);
            context.loop().timers().schedule(PAUSE, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void open(SocketChannel socket) throws IOException {
        try {
            socket.configureBlocking(false);
            // With Nagle's algorithm a reply of several segments would wait for the client's delayed acknowledgement.
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SessionRecord record = context.journal().open((InetSocketAddress) socket.getRemoteAddress());
            Connection connection =
                    new Connection(this, context, socket, new Conversation(context, record, implicitTls), implicitTls);
            connections.add(connection);
            connection.onReady();
        } catch (IOException e) {
            // The client has gone before anything was said.
            socket.close();
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    /** Ends all sessions and listens no more. */
    public void stop() {
        for (Connection connection : List.copyOf(connections)) {
            connection.stop();
        }
        try {
            channel.close();
        } catch (IOException e) {
            context.failures().add(e);
        }
    }
}
