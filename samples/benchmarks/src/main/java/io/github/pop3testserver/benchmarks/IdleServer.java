package io.github.pop3testserver.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server in another process, so that its heap is the server's alone, and the connections to it. */
final class IdleServer implements AutoCloseable {

    /** @param threads those that the server has added to the JVM's own */
    record Usage(long heap, int threads) {}

    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final int port;
    private final List<Socket> connections = new ArrayList<>();

    IdleServer(Subject subject) {
        process = Child.start(IdleServerMain.class, subject.toString());
        output = process.inputReader(StandardCharsets.UTF_8);
        input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        port = Integer.parseInt(line());
        connect(1); // loads the classes
    }

    /** So many more connections, each of them greeted. */
    void connect(int count) {
        try {
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                connections.add(socket);
                while (socket.getInputStream().read() != '\n') {
                    // the rest of the greeting
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(connections.size() + " connections", e);
        }
    }

    /** After a full collection. */
    Usage usage() {
        input.println();
        String[] figures = line().split(" ", -1);
        return new Usage(Long.parseLong(figures[0]), Integer.parseInt(figures[1]));
    }

    private String line() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the server's process has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroy();
        }
    }
}
