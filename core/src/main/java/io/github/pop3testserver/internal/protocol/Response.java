package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.octets.Terminator;
import io.github.pop3testserver.model.ResponseCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply: a status line, and in a multi-line reply the lines that follow it (RFC 1939 section 3). */
public final class Response {

    private final String status;
    private final @Nullable ByteBuffer lines;
    private final @Nullable Retrieval retrieval;

    /** All octets of a reply that a test has set; null for a reply of the server. */
    private final @Nullable ByteBuffer given;

    private final String reason;

    private Response(
            String status,
            @Nullable ByteBuffer lines,
            @Nullable Retrieval retrieval,
            @Nullable ByteBuffer given,
            String reason) {
        this.status = status;
        this.lines = lines;
        this.retrieval = retrieval;
        this.given = given;
        this.reason = reason;
    }

    private Response(String status) {
        this(status, null, null, null, "");
    }

    /** {@code +OK} and a text, which may be empty. */
    public static Response ok(String text) {
        return new Response(status("+OK", text));
    }

    /** {@code -ERR} and a text. */
    public static Response err(String text) {
        return new Response(status("-ERR", text));
    }

    /** {@code -ERR}, a response code in brackets, and a text. */
    public static Response err(ResponseCode code, String text) {
        return new Response(status("-ERR [" + code.text() + "]", text));
    }

    /** A multi-line reply. The lines are byte-stuffed, and each ends in CRLF. */
    static Response multiLine(String text, ByteBuffer lines) {
        return new Response(status("+OK", text), lines, null, null, "");
    }

    /** A multi-line reply of lines that need no byte-stuffing. */
    static Response multiLine(String text, List<String> lines) {
        StringBuilder listing = new StringBuilder();
        for (String line : lines) {
            listing.append(line).append("\r\n");
        }
        return multiLine(text, ByteBuffer.wrap(listing.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** A multi-line reply that carries a message or the top of one. */
    static Response message(String text, ByteBuffer lines, Retrieval retrieval) {
        return new Response(status("+OK", text), lines, retrieval, null, "");
    }

    private static String status(String indicator, String text) {
        return text.isEmpty() ? indicator : indicator + " " + text;
    }

    /** A SASL challenge: a plus, a space even if the challenge is empty, and base64 (RFC 5034 section 4). */
    static Response challenge(String base64) {
        return new Response("+ " + base64);
    }

    /** A reply that a test has set. It may violate the protocol. */
    public static Response given(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        return new Response(text.lines().findFirst().orElse(""), null, null, ByteBuffer.wrap(octets), "");
    }

    /** The same reply with an explanation for transcripts. The client does not get it. */
    Response withReason(String reason) {
        return new Response(status, lines, retrieval, given, reason);
    }

    /** The explanation for transcripts; empty if there is none. */
    public String reason() {
        return reason;
    }

    /** The same reply without a response code. */
    Response withoutCode() {
        int end = status.indexOf("] ");
        return status.startsWith("-ERR [") && end > 0
                ? err(status.substring(end + 2)).withReason(reason)
                : this;
    }

    /** Whether a test has set the octets. */
    public boolean isGiven() {
        return given != null;
    }

    /** Whether the status line says {@code -ERR}. */
    public boolean isNegative() {
        return status.startsWith("-ERR");
    }

    /** Whether it is a SASL challenge. An empty one of a test may lack its space. */
    boolean isChallenge() {
        return status.equals("+") || status.startsWith("+ ");
    }

    /** The status line without its CRLF. */
    public String status() {
        return status;
    }

    /** The message that the reply carries; null for any other reply. */
    public @Nullable Retrieval retrieval() {
        return retrieval;
    }

    /** All octets of the reply, in order: status line, lines, terminator. Each call returns new views. */
    public List<ByteBuffer> octets() {
        if (given != null) {
            return List.of(given.duplicate());
        }
        ByteBuffer statusLine = ByteBuffer.wrap((status + "\r\n").getBytes(StandardCharsets.UTF_8));
        return lines == null ? List.of(statusLine) : List.of(statusLine, lines.duplicate(), Terminator.octets());
    }
}
