package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/** The session has ended. The server answers no more commands. */
enum Ended implements SessionState {
    INSTANCE;

    @Override
    public Outcome on(CommandLine line) {
        throw new IllegalStateException("a command after QUIT: " + line);
    }
}
