package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;

/** Many clients on one thread: greeting, USER, PASS, STAT, QUIT, and then the next session. */
final class Swarm {

    private final InetSocketAddress address;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private final ArrayDeque<String> idle = new ArrayDeque<>();
    private final int mostUngreeted;
    private int ungreeted;
    private int toBegin;
    private int toEnd;

    private Swarm(int port, int mostUngreeted, int sessions) throws IOException {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        selector = Selector.open();
        this.mostUngreeted = mostUngreeted;
        toBegin = sessions;
        toEnd = sessions;
    }

    /**
     * Returns when all sessions have ended.
     *
     * @param clients how many sessions go on at a time
     * @param mostUngreeted how many of them wait for their greetings at most
     */
    static void run(int port, int clients, int mostUngreeted, int sessions) {
        try {
            Swarm swarm = new Swarm(port, mostUngreeted, sessions);
            try (Selector closed = swarm.selector) {
                for (int i = 0; i < clients; i++) {
                    swarm.idle.add(Load.user(i));
                }
                swarm.beginMore();
                while (swarm.toEnd > 0) {
                    closed.select(swarm::onReady);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void beginMore() throws IOException {
        while (ungreeted < mostUngreeted && toBegin > 0 && !idle.isEmpty()) {
            ungreeted++;
            toBegin--;
            begin(idle.remove());
        }
    }

    private void begin(String user) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        boolean connected = channel.connect(address);
        channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, new Conversation(user));
    }

    private void onReady(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            Conversation conversation = (Conversation) key.attachment();
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } else if (!conversation.goOn(channel, in.clear())) {
                channel.close();
                toEnd--;
                idle.add(conversation.user);
                beginMore();
            } else if (conversation.sent == 1) {
                ungreeted--;
                beginMore();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One session; its replies are short enough to come in one piece, and are told from one another by their ends. */
    private static final class Conversation {

        private final String user;
        private final List<String> commands;
        private int sent;

        Conversation(String user) {
            this.user = user;
            commands = List.of("USER " + user, "PASS password", "STAT", "QUIT");
        }

        /** Whether it has not ended. */
        boolean goOn(SocketChannel channel, ByteBuffer in) throws IOException {
            int count = channel.read(in);
            if (count < 0 && sent == commands.size()) {
                return false;
            }
            if (count <= 0 || in.get(0) != '+') {
                throw new IOException("no reply of success before " + commands.subList(sent, commands.size()) + ": "
                        + StandardCharsets.US_ASCII.decode(in.flip()));
            }
            if (in.get(in.position() - 1) == '\n' && sent < commands.size()) {
                channel.write(ByteBuffer.wrap((commands.get(sent++) + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            }
            return true;
        }
    }
}
