package io.github.pop3testserver.benchmarks.bare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** One thread, one selector, prepared replies: no state of a session, no check, no record. */
public final class BareServer implements AutoCloseable {

    private final PreparedReplies replies;
    private final @Nullable SSLContext tls;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Thread thread = new Thread(this::run, "bare-server");
    private volatile boolean stopping;

    private BareServer(PreparedReplies replies, @Nullable SSLContext tls) throws IOException {
        this.replies = replies;
        this.tls = tls;
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
    }

    /** Without a context there is no TLS. */
    public static BareServer start(PreparedReplies replies, @Nullable SSLContext tls) {
        try {
            BareServer server = new BareServer(replies, tls);
            server.thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, on loopback. */
    public int port() {
        return listening.socket().getLocalPort();
    }

    private void run() {
        try (selector;
                listening) {
            while (!stopping) {
                selector.select(this::onReady);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onReady(SelectionKey key) {
        if (key.attachment() instanceof BareConnection connection) {
            connection.onReady();
            return;
        }
        try {
            accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = listening.accept();
        if (channel == null) {
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new BareConnection(key, transport(channel), replies));
    }

    private Transport transport(SocketChannel channel) throws IOException {
        if (tls == null) {
            return new PlainTransport(channel);
        }
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        return new TlsTransport(channel, engine);
    }

    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
