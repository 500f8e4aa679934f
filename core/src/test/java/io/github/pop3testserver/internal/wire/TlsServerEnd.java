package io.github.pop3testserver.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * The server's end. It does something only when a selector would call it: what the transport forgets to ask for never
 * happens, and is missed by the test.
 */
final class TlsServerEnd {

    private final Pipe in;
    private final Pipe out;
    private final PipeTransport plain;
    private final TlsTransport transport;
    private final OutboundQueue outbound = new OutboundQueue(ByteBuffer.allocate(1024));
    private final ByteBuffer buffer;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean inputEnded;
    private SSLException failure;

    TlsServerEnd(Pipe in, Pipe out, SSLEngine engine, int readerOctets) {
        this.in = in;
        this.out = out;
        this.plain = new PipeTransport(in, out);
        this.transport = new TlsTransport(plain, engine);
        this.buffer = ByteBuffer.allocate(readerOctets);
    }

    TlsTransport transport() {
        return transport;
    }

    /** Whether the connection below TLS is open. */
    boolean isOpen() {
        return plain.isOpen();
    }

    void send(byte[] octets) {
        outbound.add(ByteBuffer.wrap(octets));
    }

    byte[] received() {
        return received.toByteArray();
    }

    boolean inputHasEnded() {
        return inputEnded;
    }

    /** Null if TLS has not failed. */
    SSLException failure() {
        return failure;
    }

    /** False if a selector would wait. */
    boolean act() throws IOException {
        boolean readable = isOpen() && !inputEnded && in.isReadable();
        boolean writes = transport.wantsWrite() || (!outbound.isEmpty() && transport.isEstablished());
        if (!readable && !(writes && out.isWritable())) {
            return false;
        }
        try {
            onReady(readable);
        } catch (SSLException e) {
            failure = e;
            outbound.clear();
            transport.shutdownOutput();
        }
        return true;
    }

    private void onReady(boolean readable) throws IOException {
        if (readable) {
            read();
        }
        transport.flush();
        write();
        while (transport.hasBufferedInput() && !inputEnded) {
            read();
            write();
        }
    }

    private void read() throws IOException {
        int count = transport.read(buffer.clear());
        inputEnded = count < 0;
        received.write(buffer.array(), 0, buffer.position());
    }

    private void write() throws IOException {
        if (!outbound.isEmpty()) {
            outbound.flush(transport, Long.MAX_VALUE);
        }
    }
}
