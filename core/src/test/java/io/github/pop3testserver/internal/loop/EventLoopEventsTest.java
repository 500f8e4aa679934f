package io.github.pop3testserver.internal.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Channels that become ready, and timers that fall due, on a loop. */
class EventLoopEventsTest {

    private final HandSetTime time = new HandSetTime(0);
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final List<Pipe> pipes = new ArrayList<>();

    @AfterEach
    void closePipes() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    @Test
    void aHandlerIsCalledOnTheLoopEachTimeItsChannelIsReady() {
        EventLoop loop = started(time);
        Pipe pipe = pipe();
        watch(loop, pipe, () -> events.add(read(pipe) + " " + loop.isCurrentThread()));

        write(pipe, "a");
        assertThat(nextEvent()).isEqualTo("a true");
        write(pipe, "b");
        assertThat(nextEvent()).isEqualTo("b true");

        end(loop);
    }

    @Test
    void aChannelRegisteredBeforeTheStartIsWatched() throws IOException {
        EventLoop loop = new EventLoop("a loop with events", time, failures::add);
        Pipe pipe = pipe();
        loop.register(pipe.source(), SelectionKey.OP_READ, () -> events.add(read(pipe)));
        write(pipe, "early");
        loop.start();

        assertThat(nextEvent()).isEqualTo("early");
        end(loop);
    }

    @Test
    void aHandlerThatFailsIsReportedAndCalledAgain() throws InterruptedException {
        EventLoop loop = started(time);
        Pipe pipe = pipe();
        watch(loop, pipe, () -> {
            throw new IllegalStateException("on " + read(pipe));
        });

        write(pipe, "a");
        assertThat(nextFailure()).hasMessage("on a");
        write(pipe, "b");
        assertThat(nextFailure()).hasMessage("on b");
        assertThat(loop.call(() -> 1)).isEqualTo(1);

        end(loop);
    }

    @Test
    void anErrorOfAHandlerIsReportedAndDoesNotEndTheLoop() {
        EventLoop loop = started(time);
        Pipe pipe = pipe();
        watch(loop, pipe, () -> {
            throw new AssertionError("on " + read(pipe));
        });

        write(pipe, "a");

        assertThat(nextFailure()).isInstanceOf(AssertionError.class);
        end(loop);
    }

    @Test
    void aHandlerWhoseChannelWasClosedInTheSameRoundIsNotCalled() {
        EventLoop loop = started(time);
        Pipe one = pipe();
        Pipe other = pipe();
        watch(loop, one, () -> closeAndTell(other, "one"));
        watch(loop, other, () -> closeAndTell(one, "other"));

        loop.run(() -> {
            write(one, "a");
            write(other, "a");
        });
        assertThat(nextEvent()).isIn("one", "other");

        end(loop);
        assertThat(events).isEmpty();
    }

    @Test
    void aCallThatWasQueuedBeforeAHandlerForgetsAChannelIsAnswered() throws InterruptedException {
        EventLoop loop = started(time);
        Pipe forgotten = pipe();
        SelectionKey key = loop.call(() -> register(loop, forgotten, () -> {}));
        Thread caller = new Thread(() -> events.add(loop.call(() -> "answered")));
        Pipe pipe = pipe();
        watch(loop, pipe, () -> {
            read(pipe);
            caller.start();
            // Parked, so its call is in the queue and the selector is woken.
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            forget(loop, key);
        });

        write(pipe, "a");

        assertThat(nextEvent()).isEqualTo("answered");
        caller.join();
        end(loop);
    }

    @Test
    void anInterruptThatAHandlerLeavesBehindIsCleared() {
        EventLoop loop = started(time);
        Pipe pipe = pipe();
        watch(loop, pipe, () -> {
            events.add(read(pipe) + " interrupted: " + Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });

        write(pipe, "a");
        assertThat(nextEvent()).isEqualTo("a interrupted: false");
        write(pipe, "b");
        assertThat(nextEvent()).isEqualTo("b interrupted: false");
        assertThat(loop.call(() -> Thread.currentThread().isInterrupted())).isFalse();
        end(loop);
    }

    @Test
    void timersRunOnTheLoopInOrderOnceTheyAreDue() {
        EventLoop loop = started(time);
        loop.run(() -> {
            schedule(loop, 20, "second");
            schedule(loop, 10, "first");
            schedule(loop, 31, "later");
            loop.timers()
                    .schedule(Duration.ofMillis(15), () -> events.add("cancelled"))
                    .cancel();
        });

        loop.run(() -> time.advance(Duration.ofMillis(30)));

        assertThat(nextEvent()).isEqualTo("first");
        assertThat(nextEvent()).isEqualTo("second");
        loop.run(() -> time.advance(Duration.ofMillis(1)));
        assertThat(nextEvent()).isEqualTo("later");
        end(loop);
        assertThat(events).isEmpty();
    }

    @Test
    void aTimerThatFailsIsReportedAndTheNextOneRuns() {
        EventLoop loop = started(time);
        loop.run(() -> {
            loop.timers().schedule(Duration.ofMillis(10), () -> {
                throw new IllegalStateException("on time");
            });
            schedule(loop, 10, "next");
            time.advance(Duration.ofMillis(10));
        });

        assertThat(nextFailure()).hasMessage("on time");
        assertThat(nextEvent()).isEqualTo("next");
        assertThat(loop.call(() -> 1)).isEqualTo(1);
        end(loop);
    }

    @Test
    void aTimerFiresByItselfWhereNothingElseHappens() {
        EventLoop loop = started(TimeSource.system());
        loop.run(() -> schedule(loop, 1, "fired"));
        assertThat(nextEvent()).isEqualTo("fired");
        end(loop);
    }

    @Test
    void channelsAndTimersAndCallsDoNotHoldUpEachOther() {
        EventLoop loop = started(TimeSource.system());
        Pipe pipe = pipe();
        loop.run(() -> repeat(loop, 1_000));
        watch(loop, pipe, () -> events.add(read(pipe)));
        for (int i = 0; i < 1_000; i++) {
            assertThat(loop.call(() -> 1)).isEqualTo(1);
        }
        write(pipe, "read");
        assertThat(List.of(nextEvent(), nextEvent())).containsExactlyInAnyOrder("read", "repeated");
        end(loop);
    }

    private void repeat(EventLoop loop, int times) {
        if (times == 0) {
            events.add("repeated");
        } else {
            loop.timers().schedule(Duration.ofNanos(1_000), () -> repeat(loop, times - 1));
        }
    }

    private EventLoop started(TimeSource source) {
        EventLoop loop = new EventLoop("a loop with events", source, failures::add);
        loop.start();
        return loop;
    }

    private void end(EventLoop loop) {
        loop.close(() -> {});
        assertThat(failures).isEmpty();
    }

    private void schedule(EventLoop loop, long millis, String event) {
        loop.timers().schedule(Duration.ofMillis(millis), () -> events.add(event));
    }

    private Pipe pipe() {
        try {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipes.add(pipe);
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void watch(EventLoop loop, Pipe pipe, Handler handler) {
        loop.run(() -> register(loop, pipe, handler));
    }

    private static SelectionKey register(EventLoop loop, Pipe pipe, Handler handler) {
        try {
            return loop.register(pipe.source(), SelectionKey.OP_READ, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(EventLoop loop, SelectionKey key) {
        try {
            loop.forget(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Pipe pipe, String text) {
        try {
            pipe.sink().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Pipe pipe) {
        ByteBuffer octets = ByteBuffer.allocate(100);
        try {
            pipe.source().read(octets);
            return new String(octets.array(), 0, octets.position(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAndTell(Pipe other, String event) {
        try {
            other.source().close();
            pipes.get(0).source().close();
            pipes.get(1).source().close();
            events.add(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String nextEvent() {
        return next(events);
    }

    private Throwable nextFailure() {
        return next(failures);
    }

    private static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("what should have happened by now").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
