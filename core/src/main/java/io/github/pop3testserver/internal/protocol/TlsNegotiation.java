package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/** After the reply to STLS: the connection is to begin TLS, and nothing is answered before that (RFC 2595 section 4). */
record TlsNegotiation(SessionContext context) implements SessionState {

    /** RFC 2595 section 4: the client starts anew, and so does the server. */
    SessionState done() {
        return Authorization.of(context.withTls());
    }

    @Override
    public Outcome on(CommandLine line) {
        throw new IllegalStateException("a command between STLS and the handshake: " + line);
    }
}
