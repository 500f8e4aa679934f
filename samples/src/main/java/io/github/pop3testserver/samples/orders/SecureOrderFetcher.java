package io.github.pop3testserver.samples.orders;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3SClient;

/** Logs in only after the server has switched to TLS (STLS, RFC 2595). */
public final class SecureOrderFetcher extends OrderFetcher {

    private final SSLContext trusted;

    public SecureOrderFetcher(Mailbox mailbox, OrderBook orders, Duration timeout, SSLContext trusted) {
        super(mailbox, orders, timeout);
        this.trusted = trusted;
    }

    @Override
    POP3Client newClient() {
        POP3SClient client = new POP3SClient(trusted);
        client.setEndpointCheckingEnabled(true); // the host's name, which Commons Net does not check by default
        return client;
    }

    @Override
    void secure(POP3Client client) throws IOException {
        require(client, ((POP3SClient) client).execTLS());
    }
}
