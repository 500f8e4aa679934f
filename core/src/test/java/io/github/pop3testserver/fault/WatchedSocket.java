package io.github.pop3testserver.fault;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client's socket that sees what goes through it, beneath TLS. */
final class WatchedSocket extends Socket {

    private volatile CountDownLatch written = new CountDownLatch(1);
    private int records;

    /** Octets to the next record. */
    private int inRecord;

    /** How many octets of a record's header were read, and the length that they announce. */
    private int inHeader;

    private int announced;

    WatchedSocket(Pop3Endpoint endpoint) throws IOException {
        super(endpoint.host(), endpoint.port());
    }

    static WatchedSocket to(Pop3Endpoint endpoint) {
        try {
            return new WatchedSocket(endpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was sent until now is not what {@link #awaitWritten} waits for. */
    void forget() {
        written = new CountDownLatch(1);
    }

    /** Returns when something was sent: a ClientHello, for one. */
    void awaitWritten() throws InterruptedException {
        if (!written.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was sent");
        }
    }

    /** How many TLS records were read; to be asked by the thread that reads. */
    int records() {
        return records;
    }

    /** RFC 8446 section 5.1: type, version, and a length of two octets. */
    private void count(int octet) {
        if (inRecord > 0) {
            inRecord--;
            return;
        }
        announced = (announced << 8 | octet) & 0xFFFF;
        if (++inHeader == 5) {
            records++;
            inRecord = announced;
            inHeader = 0;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int octet = super.read();
                if (octet >= 0) {
                    count(octet);
                }
                return octet;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int octets = super.read(target, offset, length);
                for (int i = offset; i < offset + octets; i++) {
                    count(target[i] & 0xFF);
                }
                return octets;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                out.write(octets, offset, length);
                written.countDown();
            }
        };
    }
}
