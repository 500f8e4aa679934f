package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the findings share: three messages, and polls. */
abstract class Findings {

    static final int TIMEOUT_MILLIS = 10_000;

    MaildropMessage two;

    @BeforeEach
    void seed(Maildrop maildrop) {
        two = SeededMail.addTo(maildrop).get(1);
    }

    static Diary poll(Client client, Pop3TestServer server) throws Exception {
        return poll(1, client, server, new Diary(false, () -> {}));
    }

    static Diary poll(int times, Client client, Pop3TestServer server, Diary application) throws Exception {
        client.fetcher().poll(times, server.endpoint(), TIMEOUT_MILLIS, application);
        return application;
    }
}
