package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** The same client for all: it sends a command, reads the whole reply, and looks only at its first and last octets. */
final class Client implements AutoCloseable {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] REPLY_END = {'\r', '\n', '.', '\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[256 * 1024];

    /** Connects and reads the greeting. */
    Client(int port, boolean tls) {
        try {
            Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
            plain.setTcpNoDelay(true);
            // Closing resets: a connection that lingers keeps the server's port, and among thousands of ports that are
            // kept the system takes milliseconds to find the next server a free one.
            plain.setSoLinger(true, 0);
            socket = tls ? secured(plain) : plain;
            in = socket.getInputStream();
            out = socket.getOutputStream();
            readTo(LINE_END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLSocket secured(Socket plain) throws IOException {
        return (SSLSocket) TrustingContext.context()
                .getSocketFactory()
                .createSocket(plain, InetAddress.getLoopbackAddress().getHostAddress(), plain.getPort(), true);
    }

    void login() {
        send("USER " + Load.user(0));
        send("PASS password");
    }

    /** For a command with a reply of one line. */
    void send(String command) {
        exchange(command, LINE_END);
    }

    /** For a command with a reply of many lines: how many octets it had. */
    long fetch(String command) {
        return exchange(command, REPLY_END);
    }

    private long exchange(String command, byte[] end) {
        try {
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return readTo(end);
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    /** Nothing is pipelined, so that the end of the reply is the end of what can be read. */
    private long readTo(byte[] end) throws IOException {
        long total = 0;
        int kept = 0; // octets of an earlier read that may belong to the end
        while (true) {
            int count = in.read(buffer, kept, buffer.length - kept);
            if (count < 0) {
                throw new IOException("the server hung up after " + total + " octets");
            }
            if (total == 0 && buffer[0] != '+') {
                throw new IOException(new String(buffer, 0, count, StandardCharsets.US_ASCII));
            }
            total += count;
            int length = kept + count;
            if (endsWith(length, end)) {
                return total;
            }
            kept = Math.min(length, end.length - 1);
            System.arraycopy(buffer, length - kept, buffer, 0, kept);
        }
    }

    private boolean endsWith(int length, byte[] end) {
        for (int i = 0; i < end.length; i++) {
            if (length < end.length || buffer[length - end.length + i] != end[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
