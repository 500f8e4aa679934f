package io.github.pop3testserver.samples.springintegration;

/** Where complaints go. */
public interface ComplaintDesk {

    /** Takes a complaint in, and throws if it cannot. */
    void take(String complaint);
}
