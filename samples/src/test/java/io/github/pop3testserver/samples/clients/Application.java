package io.github.pop3testserver.samples.clients;

/** Takes the mail that a fetcher brings, and notes what its library reports. */
interface Application {

    /** Stores a message. If it throws, the message is not stored. */
    void store(String subject, String text);

    /** The library has thrown this, or handed it to the handler that logs it by default. */
    void sees(Throwable failure);

    /** A call has returned a value that means a failure. */
    void sees(String call, Object returned);

    /** Called by the fetcher before each poll. */
    void pollBegins();

    /** Called by the fetcher after each poll. */
    void pollEnded();
}
