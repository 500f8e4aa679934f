package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A program for a JVM of its own: a server is started, serves one client in the clear, and is closed. */
final class WholeSession {

    private WholeSession() {}

    /** Runs with the kind of TLS that the server is to offer. */
    public static void main(String[] arguments) throws IOException {
        try (Pop3TestServer server =
                        Pop3TestServer.builder().tls(Tls.valueOf(arguments[0])).start();
                Socket socket = new Socket(server.host(), server.port())) {
            server.maildrop().add(message("Invoice 4711"));
            String commands = "USER user\r\nPASS password\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(System.out);
            server.verify();
            System.out.println("deleted: " + server.maildrop().deleted().size());
        }
    }
}
