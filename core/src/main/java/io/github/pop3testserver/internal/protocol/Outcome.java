package io.github.pop3testserver.internal.protocol;

/** The result of a command: the reply and the next state. */
record Outcome(Response response, SessionState next) {}
