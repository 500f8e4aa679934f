package io.github.pop3testserver.internal.sasl;

/** The server's side of an authentication exchange (RFC 4422 section 3), at the point where the client has to respond. */
@FunctionalInterface
public interface SaslServer {

    /** What a response leads to. The mistakes of clients lead to a failure, never to an exception. */
    SaslStep respond(byte[] response);
}
