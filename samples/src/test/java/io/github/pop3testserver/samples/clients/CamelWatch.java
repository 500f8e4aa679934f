package io.github.pop3testserver.samples.clients;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;

/** Is told what Camel would log: a poll that failed, and a message whose route or deletion failed. */
final class CamelWatch implements PollingConsumerPollStrategy, ExceptionHandler {

    private final Application application;
    private final CountDownLatch polls;
    private Throwable failedPoll;

    CamelWatch(int polls, Application application) {
        this.polls = new CountDownLatch(polls);
        this.application = application;
    }

    void awaitPolls() throws InterruptedException {
        if (!polls.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Camel has not polled often enough; missing: " + polls.getCount());
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        application.pollBegins();
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        pollEnded();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        failedPoll = cause;
        application.sees(cause);
        pollEnded();
        return false;
    }

    private void pollEnded() {
        application.pollEnded();
        polls.countDown();
    }

    @Override
    public void handleException(Throwable exception) {
        // Comes after rollback, with the same exception.
        if (exception != failedPoll) {
            application.sees(exception);
        }
    }

    @Override
    public void handleException(String message, Throwable exception) {
        handleException(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        handleException(exception);
    }
}
