package io.github.pop3testserver.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The client's first message in a handshake (RFC 8446 section 4.1.2), read before the server's TLS begins. Java tells
 * the host name too late, and never that there is none.
 *
 * @param isReadable false for anything else: Java's TLS has to answer it
 * @param host that the client asks for (RFC 6066 section 3); empty if it names none
 */
public record ClientHello(boolean isReadable, String host) {

    /** As in the JDK, and much longer than any client's. */
    private static final int MOST_OCTETS = 32 * 1024;

    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int VERSION_AND_RANDOM_OCTETS = 2 + 32;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;

    private static final ClientHello UNREADABLE = new ClientHello(false, "");

    /** Reads the beginning of a connection. Returns null if the client has to send more. */
    public static @Nullable ClientHello of(byte[] octets) {
        if (octets.length > MOST_OCTETS) {
            return UNREADABLE;
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        ByteBuffer records = ByteBuffer.wrap(octets);
        while (records.remaining() > 0) {
            if (records.get(records.position()) != HANDSHAKE_RECORD) {
                return UNREADABLE;
            }
            if (records.remaining() < 5) {
                return null;
            }
            int length = records.getShort(records.position() + 3) & 0xFFFF;
            records.position(records.position() + 5);
            int available = Math.min(length, records.remaining());
            message.write(octets, records.position(), available);
            records.position(records.position() + available);
        }
        return ofMessage(ByteBuffer.wrap(message.toByteArray()));
    }

    private static @Nullable ClientHello ofMessage(ByteBuffer message) {
        if (message.remaining() < 4) {
            return null;
        }
        int typeAndLength = message.getInt();
        if (typeAndLength >>> 24 != CLIENT_HELLO || (typeAndLength & 0xFFFFFF) > MOST_OCTETS) {
            return UNREADABLE;
        }
        if (message.remaining() < (typeAndLength & 0xFFFFFF)) {
            return null;
        }
        try {
            return new ClientHello(true, host(message));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return UNREADABLE; // lengths that contradict each other
        }
    }

    private static String host(ByteBuffer message) {
        skip(message, VERSION_AND_RANDOM_OCTETS);
        skip(message, message.get() & 0xFF); // session id
        skip(message, message.getShort() & 0xFFFF); // cipher suites
        skip(message, message.get() & 0xFF); // compression methods
        if (!message.hasRemaining()) {
            return "";
        }
        skip(message, 2);
        while (message.hasRemaining()) {
            int type = message.getShort();
            int length = message.getShort() & 0xFFFF;
            if (type == SERVER_NAME) {
                return firstName(message);
            }
            skip(message, length);
        }
        return "";
    }

    /** A list of names has at most one host name. Octets that no host name has become question marks. */
    private static String firstName(ByteBuffer names) {
        skip(names, 2);
        if (names.get() != HOST_NAME) {
            return "";
        }
        byte[] name = new byte[names.getShort() & 0xFFFF];
        names.get(name);
        return new String(name, StandardCharsets.ISO_8859_1).replaceAll("[^!-~]", "?");
    }

    private static void skip(ByteBuffer buffer, int octets) {
        buffer.position(buffer.position() + octets);
    }
}
