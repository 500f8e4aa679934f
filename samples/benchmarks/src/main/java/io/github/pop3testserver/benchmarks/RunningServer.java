package io.github.pop3testserver.benchmarks;

/** A server that takes connections on loopback until it is closed. */
record RunningServer(int port, Runnable stop) implements AutoCloseable {

    @Override
    public void close() {
        stop.run();
    }
}
