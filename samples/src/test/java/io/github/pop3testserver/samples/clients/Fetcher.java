package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.model.Pop3Endpoint;

/** Code that fetches mail with one library, in the way that most people write it: nothing guards against failures. */
interface Fetcher {

    /** Polls this many times, as a schedule does: a poll that fails is reported, and the next one begins. */
    void poll(int times, Pop3Endpoint mailbox, int timeoutMillis, Application application) throws Exception;

    /** One poll with a library that leaves the schedule to the application. */
    interface Poll {
        void run() throws Exception;
    }

    /** The schedule. */
    static void repeat(int times, Application application, Poll poll) {
        for (int number = 0; number < times; number++) {
            application.pollBegins();
            try {
                poll.run();
            } catch (Exception e) {
                application.sees(e);
            }
            application.pollEnded();
        }
    }
}
