package io.github.pop3testserver.samples.clients;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A socket that a finalizer cannot use. Jakarta Mail's finalizer sends QUIT and closes the socket of a connection that it
 * has left open: some tests would depend on when the garbage collector runs.
 */
final class UnfinalizedSocket extends Socket {

    private static boolean isFinalizer() {
        return Thread.currentThread().getName().equals("Finalizer");
    }

    private static void refuseFinalizer() throws IOException {
        if (isFinalizer()) {
            throw new IOException("a finalizer must not use this socket");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!isFinalizer()) {
            super.close();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                refuseFinalizer();
                return super.read();
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                refuseFinalizer();
                return super.read(octets, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream target = super.getOutputStream();
        return new FilterOutputStream(target) {
            @Override
            public void write(int octet) throws IOException {
                refuseFinalizer();
                target.write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                refuseFinalizer();
                target.write(octets, offset, length);
            }
        };
    }
}
