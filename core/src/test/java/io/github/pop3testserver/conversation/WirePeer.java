package io.github.pop3testserver.conversation;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Tls;
import java.nio.charset.StandardCharsets;

/** A client that talks to a server over a socket. */
final class WirePeer implements Peer {

    private final RawClient client;
    private final Runnable afterClose;
    private final String greeting;
    private boolean over;

    WirePeer(Pop3TestServer server, Runnable afterClose) {
        this.afterClose = afterClose;
        client = RawClient.connectTo(server);
        greeting = client.readLine() + "\n";
        if (server.endpoint().tls() == Tls.EXPLICIT) {
            client.command("STLS");
            client.startTls(server.endpoint());
        }
    }

    @Override
    public String greeting() {
        return greeting;
    }

    @Override
    public String say(String line) {
        String status = client.command(line);
        over = line.strip().equalsIgnoreCase("QUIT") && client.readToEnd().isEmpty();
        String more = Peer.isMultiLine(line, status) ? client.readToTerminator() : "";
        byte[] octets = (status + "\n" + more).getBytes(StandardCharsets.ISO_8859_1);
        return new String(octets, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        client.close();
        afterClose.run();
    }
}
