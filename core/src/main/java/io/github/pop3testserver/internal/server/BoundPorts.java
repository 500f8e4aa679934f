package io.github.pop3testserver.internal.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The ports that a server opens when it starts: those that it listens on, and the same ports at addresses that do not answer. */
public final class BoundPorts implements Closeable {

    /** Hundreds of clients may connect before the loop accepts the first. */
    static final int BACKLOG = 1024;

    /** A port that is free at one address is rarely taken at the other. */
    private static final int ATTEMPTS = 16;

    private final List<ServerSocketChannel> channels = new ArrayList<>();
    private final List<FullBacklog> silent = new ArrayList<>();

    private BoundPorts() {}

    /**
     * Opens all ports, or none.
     *
     * @param ports 0 for any that is free
     * @param silentAddresses where the same ports do not answer
     * @throws UncheckedIOException if a port is not available
     */
    public static BoundPorts open(InetAddress address, List<Integer> ports, List<InetAddress> silentAddresses) {
        for (int attempt = 1; ; attempt++) {
            BoundPorts bound = new BoundPorts();
            try {
                bound.bind(address, ports, silentAddresses);
                return bound;
            } catch (UncheckedIOException e) {
                closeAfter(e, bound);
                boolean hasAnotherChoice = ports.contains(0) && !silentAddresses.isEmpty();
                if (!hasAnotherChoice || attempt == ATTEMPTS || !(e.getCause() instanceof BindException)) {
                    throw e;
                }
            } catch (RuntimeException e) {
                closeAfter(e, bound);
                throw e;
            }
        }
    }

    private void bind(InetAddress address, List<Integer> ports, List<InetAddress> silentAddresses) {
        for (int port : ports) {
            ServerSocketChannel channel = bind(address, port, BACKLOG);
            channels.add(channel);
            for (InetAddress silentAddress : silentAddresses) {
                silent.add(silentPort(silentAddress, channel.socket().getLocalPort()));
            }
        }
    }

    private static FullBacklog silentPort(InetAddress address, int port) {
        ServerSocketChannel channel;
        try {
            channel = bind(address, port, FullBacklog.LENGTH);
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            throw new UncheckedIOException(
                    "cannot be silent at " + HostPort.of(address, port) + ": "
                            + cause.getMessage()
                            + "; give silentAddress(...) another address of this machine, where the port is free",
                    cause);
        }
        try {
            return FullBacklog.of(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot leave clients without an answer at " + HostPort.of(address, port)
                            + ": this system does not ignore them when the queue is full; without silentAddress(...) they are"
                            + " refused there",
                    e);
        }
    }

    static ServerSocketChannel bind(InetAddress address, int port, int backlog) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(new InetSocketAddress(address, port), backlog);
            } catch (IOException | RuntimeException e) {
                closeAfter(e, channel);
                throw e;
            }
        } catch (IOException e) {
            String remedy = port == 0 ? "" : "; a server built without port(...) gets a free one";
            throw new UncheckedIOException("cannot listen on " + HostPort.of(address, port) + remedy, e);
        }
    }

    static void closeAfter(Exception failure, Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Those that the server listens on, in the order of the ports. */
    public List<ServerSocketChannel> channels() {
        return List.copyOf(channels);
    }

    /** Closes all. */
    @Override
    public void close() throws IOException {
        for (Channel channel : channels) {
            channel.close();
        }
        closeSilent();
    }

    /** Closes those that do not answer. */
    public void closeSilent() throws IOException {
        for (FullBacklog backlog : silent) {
            backlog.close();
        }
    }
}
