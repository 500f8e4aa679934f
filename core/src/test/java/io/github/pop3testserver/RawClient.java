package io.github.pop3testserver;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that does nothing by itself: sends octets, reads octets. Reading fails the test after ten silent seconds. */
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    /** What TLS is spoken over, if it is. */
    private final Socket plain;

    private Socket socket;
    private InputStream input;

    private RawClient(Socket plain) throws IOException {
        this.plain = plain;
        use(plain);
    }

    private void use(Socket connected) throws IOException {
        socket = connected;
        input = new BufferedInputStream(connected.getInputStream());
    }

    public static RawClient connectTo(Pop3TestServer server) {
        return connectTo(server.endpoint());
    }

    /** With TLS from the first octet where the endpoint has it. */
    public static RawClient connectTo(Pop3Endpoint endpoint) {
        RawClient client = withoutTls(endpoint);
        if (endpoint.tls() == Tls.IMPLICIT) {
            client.startTls(endpoint);
        }
        return client;
    }

    /** In the clear, whatever is expected there. */
    public static RawClient withoutTls(Pop3Endpoint endpoint) {
        try {
            return over(new Socket(endpoint.host(), endpoint.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the clear, over a socket that is connected. */
    public static RawClient over(Socket connected) {
        try {
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(PATIENCE_MILLIS);
            return new RawClient(connected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins TLS on the connection as it is. */
    public void startTls(Pop3Endpoint endpoint) {
        startTls(endpoint, endpoint.sslContext());
    }

    /** The same with a context of the test's. */
    public void startTls(Pop3Endpoint endpoint, SSLContext context) {
        try {
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, endpoint.host(), endpoint.port(), true);
            secured.startHandshake();
            use(secured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects, reads the greeting, and begins TLS with STLS where the server has that. */
    public static RawClient greetedBy(Pop3TestServer server) {
        RawClient client = connectTo(server);
        client.readLine();
        if (server.endpoint().tls() == Tls.EXPLICIT) {
            client.command("STLS");
            client.startTls(server.endpoint());
        }
        return client;
    }

    /** As {@link #greetedBy}, and logs in to the first maildrop. */
    public static RawClient loggedInTo(Pop3TestServer server) {
        return loggedInTo(server, server.maildrop());
    }

    public static RawClient loggedInTo(Pop3TestServer server, Maildrop maildrop) {
        RawClient client = greetedBy(server);
        client.command("USER " + maildrop.username());
        String reply = client.command("PASS " + maildrop.password());
        if (!reply.startsWith("+OK")) {
            throw new AssertionError("login refused: " + reply);
        }
        return client;
    }

    /** As {@link #greetedBy}, with a context of the test's. */
    public static RawClient greetedBy(Pop3TestServer server, SSLContext context) {
        RawClient client = withoutTls(server.endpoint());
        if (server.endpoint().tls() == Tls.IMPLICIT) {
            client.startTls(server.endpoint(), context);
            client.readLine();
        } else {
            client.readLine();
            client.command("STLS");
            client.startTls(server.endpoint(), context);
        }
        return client;
    }

    /** Sends text as it is, in UTF-8. */
    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the same again and again, until the server does not take it any more. */
    public void sendUntilClosed(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        try {
            while (true) {
                socket.getOutputStream().write(octets);
            }
        } catch (IOException e) {
            // The end that was waited for.
        }
    }

    /** Sends a command line and reads one line. */
    public String command(String line) {
        return send(line + "\r\n").readLine();
    }

    /** Sends a command line and reads a multi-line reply: status line, lines and terminator, with their CRLFs. */
    public String multiLine(String line) {
        String status = command(line);
        return status + "\r\n" + (status.startsWith("+OK") ? readToTerminator() : "");
    }

    /** The next line without its CRLF; "" at the end of the stream. */
    public String readLine() {
        StringBuilder line = new StringBuilder();
        for (int octet = readOctet(); octet >= 0 && octet != '\n'; octet = readOctet()) {
            line.append((char) octet);
        }
        return line.toString().replace("\r", "");
    }

    /** The rest of a multi-line reply, terminator included. */
    public String readToTerminator() {
        StringBuilder text = new StringBuilder();
        int lineStart = 0;
        while (true) {
            int octet = readOctet();
            if (octet < 0) {
                throw new AssertionError("the connection ended within a multi-line reply: " + text);
            }
            text.append((char) octet);
            if (octet == '\n') {
                if (text.length() - lineStart == 3 && text.charAt(lineStart) == '.') {
                    return text.toString();
                }
                lineStart = text.length();
            }
        }
    }

    /** The next octet; -1 at the end of the stream. */
    public int readOctet() {
        try {
            return input.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many octets; fewer if the stream ends before. */
    public byte[] read(int count) {
        try {
            return input.readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All octets up to the server's FIN, as ISO-8859-1. */
    public String readToEnd() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            input.transferTo(octets);
        } catch (IOException e) {
            throw new UncheckedIOException("after " + octets.size() + " octets", e);
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    /** All octets up to the server's RST, as ISO-8859-1; FIN instead fails the test. */
    public String readToReset() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            input.transferTo(octets);
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("neither FIN nor RST after " + octets.size() + " octets", e);
        } catch (IOException e) {
            return octets.toString(StandardCharsets.ISO_8859_1);
        }
        throw new AssertionError("FIN, where RST was due, after " + octets.size() + " octets");
    }

    /** Sends FIN, and can still read. */
    public RawClient shutdownOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resets the connection; with TLS, without a word of it. */
    public void reset() {
        try {
            plain.setOption(StandardSocketOptions.SO_LINGER, 0);
            plain.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
