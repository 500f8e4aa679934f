package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/** After the reply to STLS. The TLS handshake must come before the next command (RFC 2595 section 4). */
record TlsNegotiation(SessionContext context) implements SessionState {

    /** RFC 2595 section 4: client and server discard what they learned before TLS. */
    SessionState done() {
        return Authorization.of(context.withTls());
    }

    @Override
    public Outcome on(CommandLine line) {
        throw new IllegalStateException("a command between STLS and the handshake: " + line);
    }
}
