package io.github.pop3testserver.benchmarks.bare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;

/** Answers each line, and hangs up after QUIT. */
final class BareConnection {

    private final SelectionKey key;
    private final Transport transport;
    private final PreparedReplies replies;
    private final byte[] line = new byte[256];
    private int length;
    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>();
    private boolean quit;

    BareConnection(SelectionKey key, Transport transport, PreparedReplies replies) {
        this.key = key;
        this.transport = transport;
        this.replies = replies;
        pending.add(replies.greeting());
        write();
    }

    void onReady() {
        if (key.isReadable()) {
            read();
        }
        if (key.isValid()) {
            write();
        }
    }

    private void read() {
        try {
            ByteBuffer octets = transport.read();
            if (octets == null) {
                transport.close();
                return;
            }
            while (octets.hasRemaining()) {
                onOctet(octets.get());
            }
        } catch (IOException e) {
            close();
        }
    }

    private void onOctet(byte octet) {
        line[length++] = octet;
        if (octet == '\n') {
            pending.add(replies.to(line));
            quit = line[0] == 'Q';
            length = 0;
        }
    }

    private void write() {
        try {
            if (!transport.write(pending)) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            key.interestOps(SelectionKey.OP_READ);
            if (quit) {
                transport.close();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
