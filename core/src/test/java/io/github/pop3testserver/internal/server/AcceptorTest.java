package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Features;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.internal.fault.FaultRegistry;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Strictness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of ports when something fails. Alone, since any other test may get a port that was just freed. */
@Isolated
class AcceptorTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("loop of an acceptor", TimeSource.system(), failures::add);
    private final ServerSocketChannel channel = BoundPorts.bind(LOOPBACK, 0, BoundPorts.BACKLOG);
    private final int port = portOf(channel);
    private final Acceptor acceptor = new Acceptor(context(), channel, false);

    private static int portOf(ServerSocketChannel channel) {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerContext context() {
        return context(loop.time());
    }

    private ServerContext context(TimeSource time) {
        Settings settings = new Settings(
                Features.of(Pop3TestServer.builder()),
                512,
                512,
                new TimeLimits(Duration.ofMinutes(10), null, null),
                PlaintextAfterStls.CLOSE,
                Strictness.STRICT);
        return new ServerContext(
                loop,
                loop.time(),
                loop.timers(),
                settings,
                null,
                new Users(loop.time()::nanos, 1),
                new FaultRegistry(),
                new Journal(time, loop.time(), "somewhere", new ConversationLog("server", null, failures)),
                new Actions(loop, failures),
                failures,
                ByteBuffer.allocate(1));
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, LOOPBACK);
    }

    private static void assertFree(int port) {
        assertThatCode(() -> listenOn(port).close()).as("port %s", port).doesNotThrowAnyException();
    }

    @Test
    void ofSeveralPortsNoneIsOpenIfOneIsTaken() throws IOException {
        loop.start();
        loop.close(acceptor::stop);
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatThrownBy(() -> BoundPorts.open(LOOPBACK, List.of(port, other.getLocalPort()), List.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith(
                            "cannot listen on " + LOOPBACK.getHostAddress() + ":" + other.getLocalPort());
        }
        assertFree(port);
    }

    @Test
    void thePortOfALoopThatHasDiedIsFreeOnceItIsStopped() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        loop.register(pipe.source(), SelectionKey.OP_READ, () -> {}).attach("not a handler");
        loop.start();
        Thread thread = loop.call(Thread::currentThread);
        pipe.sink().write(ByteBuffer.allocate(1));
        thread.join();
        assertThat(failures).hasOnlyElementsOfType(ClassCastException.class);

        loop.close(acceptor::stop);

        assertFree(port);
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void goingDownThatHasFailedIsTriedAgain() {
        loop.start();
        loop.close(() -> {});
        assertThatThrownBy(acceptor::goDown).isInstanceOf(ClosedSelectorException.class);
        assertThatThrownBy(acceptor::goDown).isInstanceOf(ClosedSelectorException.class);
        assertFree(port);
    }

    @Test
    void comingUpThatHasFailedIsTriedAgain() throws IOException {
        loop.start();
        loop.close(() -> {});
        assertThatThrownBy(acceptor::goDown).isInstanceOf(ClosedSelectorException.class);
        try (ServerSocket other = listenOn(port)) {
            assertThat(other.isBound()).isTrue();
            assertThatThrownBy(acceptor::comeUp).hasMessageStartingWith("cannot listen on ");
        }
        assertThatThrownBy(acceptor::comeUp).isInstanceOf(ClosedSelectorException.class);
        assertFree(port);
    }

    /** A clock that cannot be read, for example. */
    @Test
    void aClientWhoseSessionCannotBeginIsDisconnectedAndTheReasonIsKept() throws IOException {
        TimeSource broken = new TimeSource() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public Instant now() {
                throw new ArithmeticException("no time");
            }
        };
        ServerSocketChannel other = BoundPorts.bind(LOOPBACK, 0, BoundPorts.BACKLOG);
        Acceptor failing = new Acceptor(context(broken), other, false);
        loop.start();
        try (Socket client = new Socket(LOOPBACK, portOf(other))) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(loop.call(() -> List.copyOf(failures))).hasSize(1).hasOnlyElementsOfType(ArithmeticException.class);
        loop.close(() -> {
            failing.stop();
            acceptor.stop();
        });
    }
}
