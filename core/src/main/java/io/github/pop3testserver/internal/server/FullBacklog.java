package io.github.pop3testserver.internal.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that does not answer: it listens, but the queue of clients to be accepted is full and nobody accepts one, so the
 * operating system ignores further clients.
 */
final class FullBacklog {

    /** The shortest queue that Java can ask for. Linux lets one more client in. */
    static final int LENGTH = 1;

    /** More clients than a queue of this length takes on any system. */
    private static final int MOST_CLIENTS = 64;

    /** On the loopback interface a client is let in within microseconds, or not at all. */
    private static final int PATIENCE_MILLIS = 50;

    private final ServerSocketChannel listening;
    private final List<Socket> clients = new ArrayList<>();

    private FullBacklog(ServerSocketChannel listening) {
        this.listening = listening;
    }

    /**
     * Fills the queue.
     *
     * @param listening has a queue of {@link #LENGTH}; closed if this fails
     * @throws IOException if this system refuses clients when the queue is full, or lets them in
     */
    static FullBacklog of(ServerSocketChannel listening) throws IOException {
        FullBacklog backlog = new FullBacklog(listening);
        try {
            while (backlog.letsClientIn()) {
                if (backlog.clients.size() == MOST_CLIENTS) {
                    throw new IOException("the system still lets clients in after " + MOST_CLIENTS);
                }
            }
            return backlog;
        } catch (IOException | RuntimeException e) {
            try {
                backlog.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** Connects to its own port, and to nothing else. */
    private boolean letsClientIn() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        try {
            client.connect(listening.getLocalAddress(), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    ServerSocketChannel listening() {
        return listening;
    }

    /** The port first: so its clients are reset, and none keeps the port for a while. */
    void close() throws IOException {
        listening.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
