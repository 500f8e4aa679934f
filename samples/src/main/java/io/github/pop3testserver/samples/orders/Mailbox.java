package io.github.pop3testserver.samples.orders;

/** Where an application's mail is. */
public record Mailbox(String host, int port, String user, String password) {}
