package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An error ends the loop's thread: what the loop was to do at its end is done all the same. */
class DeadLoopTest {

    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop = new EventLoop("a dead loop", TimeSource.system(), failures::add);
    private final List<String> done = new ArrayList<>();
    private final Pipe pipe = openPipe();

    private static Pipe openPipe() {
        try {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            return pipe;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void die() throws Exception {
        SelectionKey key = loop.register(pipe.source(), SelectionKey.OP_READ, () -> {});
        key.attach("not a handler");
        loop.start();
        Thread thread = loop.call(Thread::currentThread);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        thread.join();
        assertThat(failures).hasSize(1).hasOnlyElementsOfType(ClassCastException.class);
    }

    @AfterEach
    void closePipe() throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void closeRunsTheLastTaskOnce() {
        loop.close(() -> done.add("first"));
        loop.close(() -> done.add("second"));
        assertThat(done).containsExactly("first");
    }

    @Test
    void callsRunInline() {
        assertThat(loop.call(Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    /** An open selector would keep the ports of the channels that it watches. */
    @Test
    void theSelectorIsClosed() {
        assertThatExceptionOfType(ClosedSelectorException.class)
                .isThrownBy(() -> loop.register(pipe.source(), SelectionKey.OP_READ, () -> {}));
    }
}
