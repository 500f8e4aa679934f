package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Terminator;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A reply that a fault sends instead of the server's own.
 *
 * <pre>{@code
 * server.on(STAT).reply(Reply.raw("+OK seven 1\r\n"));
 * server.on(PASS).reply(Reply.err(AUTH_FAILED, "Authentication failed.").thenDisconnect());
 * }</pre>
 */
public final class Reply {

    private final String expression;
    private final byte[] octets;
    private final boolean disconnects;

    private Reply(String expression, byte[] octets, boolean disconnects) {
        this.expression = expression;
        this.octets = octets;
        this.disconnects = disconnects;
    }

    private static Reply of(String expression, String text) {
        return new Reply(expression, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * Returns {@code +OK} and this text, which may be empty.
     *
     * @throws IllegalArgumentException if the text contains CR or LF, or begins like a response code or a status line;
     *     use {@link #raw(String)} for such a reply
     */
    public static Reply ok(String text) {
        return of("ok(\"" + text + "\")", status("+OK", text));
    }

    /**
     * Returns {@code -ERR} and this text, which may be empty.
     *
     * @throws IllegalArgumentException as for {@link #ok}
     */
    public static Reply err(String text) {
        return of("err(\"" + text + "\")", status("-ERR", text));
    }

    /**
     * Returns {@code -ERR}, a response code and this text.
     *
     * @throws IllegalArgumentException as for {@link #ok}
     */
    public static Reply err(ResponseCode code, String text) {
        return of("err(" + code + ", \"" + text + "\")", status("-ERR [" + codeText(code) + "]", text));
    }

    /**
     * Returns a multi-line reply: {@code +OK} with this text, the lines, and the terminator. The lines are byte-stuffed
     * (RFC 1939 section 3).
     *
     * @param lines without CRLF
     * @throws IllegalArgumentException as for {@link #ok}, or if a line contains CR or LF
     */
    public static Reply multiline(String text, String... lines) {
        StringBuilder reply = new StringBuilder(status("+OK", text));
        for (String line : Objects.requireNonNull(lines, "lines must not be null")) {
            reply.append(Objects.requireNonNull(line, "a line must not be null").startsWith(".") ? "." : "")
                    .append(oneLine(line, "a line of a multi-line reply"))
                    .append("\r\n");
        }
        return of("multiline(\"" + text + "\", " + lines.length + " lines)", reply + Terminator.TEXT);
    }

    /** Returns a reply of exactly these octets. Nothing is added or checked. */
    public static Reply raw(byte[] octets) {
        return new Reply(
                "raw(" + Objects.requireNonNull(octets, "octets must not be null").length + " octets)",
                octets.clone(),
                false);
    }

    /** Like {@link #raw(byte[])}, with this text in UTF-8. */
    public static Reply raw(String octets) {
        return of(
                "raw(\""
                        + Objects.requireNonNull(octets, "octets must not be null")
                                .replace("\r", "\\r")
                                .replace("\n", "\\n")
                        + "\")",
                octets);
    }

    /** Returns this reply, after which the server closes the connection. */
    public Reply thenDisconnect() {
        return new Reply(expression, octets, true);
    }

    private static String codeText(ResponseCode code) {
        return Objects.requireNonNull(code, "a response code must not be null").text();
    }

    private static String status(String indicator, String text) {
        if (Objects.requireNonNull(text, "a text must not be null; it may be empty")
                .startsWith("[")) {
            // RFC 2449 section 8
            throw new IllegalArgumentException(
                    "\"" + text + "\" begins like a response code; pass a ResponseCode, where"
                            + " there is a parameter for it, and the text after it");
        }
        if (text.startsWith("+OK") || text.startsWith("-ERR")) {
            throw new IllegalArgumentException("\"" + text + "\" begins like a status line, and " + indicator
                    + " is put before it; pass the text alone, or use Reply.raw(...)");
        }
        return indicator + (text.isEmpty() ? "" : " " + oneLine(text, "the text of a status line")) + "\r\n";
    }

    private static String oneLine(String text, String what) {
        if (!LineEnds.isOneLine(text)) {
            throw new IllegalArgumentException(what + " must be one line, without CR and LF, but was \"" + text + "\"");
        }
        return text;
    }

    /** Returns a copy of the octets on the wire. */
    public byte[] content() {
        return octets.clone();
    }

    /** Returns whether the server closes the connection after this reply. */
    public boolean disconnects() {
        return disconnects;
    }

    /** Returns the expression that creates this reply. */
    @Override
    public String toString() {
        return expression + (disconnects ? ".thenDisconnect()" : "");
    }
}
