package io.github.pop3testserver.client.trouble;

import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.net.pop3.POP3Client;

/** Apache Commons Net, which leaves to its caller what comes after what. */
final class CommonsNet extends POP3Client implements AutoCloseable {

    private CommonsNet() {
        setDefaultTimeout(10_000);
    }

    static CommonsNet connectedTo(Pop3TestServer server) throws IOException {
        CommonsNet client = new CommonsNet();
        client.connect(server.host(), server.port());
        return client;
    }

    static CommonsNet loggedInTo(Pop3TestServer server) throws IOException {
        CommonsNet client = connectedTo(server);
        if (!client.login("user", "password")) {
            throw new IOException("login refused: " + client.getReplyString());
        }
        return client;
    }

    /** Sends a command without waiting for its reply, which the next command reads. */
    void sendAhead(String line) throws IOException {
        _output_.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        _output_.flush();
    }

    /** The whole message, as far as this client can tell. */
    String retrieve(int number) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader message = retrieveMessage(number)) {
            message.transferTo(text);
        }
        return text.toString();
    }

    /** Without QUIT. */
    @Override
    public void close() throws IOException {
        disconnect();
    }
}
