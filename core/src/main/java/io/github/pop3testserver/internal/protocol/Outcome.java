package io.github.pop3testserver.internal.protocol;

/** What a command has led to: a reply, and the state from then on. */
record Outcome(Response response, SessionState next) {}
