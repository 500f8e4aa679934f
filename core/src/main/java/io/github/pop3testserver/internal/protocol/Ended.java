package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/** After QUIT: nothing is answered any more. */
enum Ended implements SessionState {
    INSTANCE;

    @Override
    public Outcome on(CommandLine line) {
        throw new IllegalStateException("a command after QUIT: " + line);
    }
}
