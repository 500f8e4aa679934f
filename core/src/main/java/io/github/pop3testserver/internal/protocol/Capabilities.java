package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What CAPA announces (RFC 2449): the same before and after login, since Jakarta Mail asks once, before.
 *
 * @param lines one capability each, with its parameters
 */
public record Capabilities(List<String> lines) {

    /** All that the server can do, in Dovecot's order. */
    public static final Capabilities ALL = new Capabilities(List.of(
            "TOP", "UIDL", "RESP-CODES", "PIPELINING", "AUTH-RESP-CODE", "USER", "IMPLEMENTATION pop3-test-server"));

    Response reply(CommandLine line) throws Rejected {
        Arguments.none(line);
        StringBuilder listing = new StringBuilder();
        for (String capability : lines) {
            listing.append(capability).append("\r\n");
        }
        byte[] octets = listing.toString().getBytes(StandardCharsets.US_ASCII);
        return Response.multiLine("Capability list follows", ByteBuffer.wrap(octets));
    }
}
