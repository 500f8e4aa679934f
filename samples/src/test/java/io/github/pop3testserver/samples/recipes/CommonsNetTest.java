package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import org.apache.commons.net.pop3.POP3Client;
import org.junit.jupiter.api.Test;

@Pop3Server
class CommonsNetTest {

    @Test
    void deletesWhatItHasRead(Pop3Endpoint endpoint, Maildrop maildrop) throws IOException {
        var order = maildrop.add(message("Order").text("100 screws"));

        var client = new POP3Client();
        client.setConnectTimeout(5_000);
        client.setDefaultTimeout(5_000); // without it, Commons Net waits forever
        client.connect(endpoint.host(), endpoint.port());
        assertThat(client.login(endpoint.username(), endpoint.password())).isTrue();
        assertThat(read(client, 1)).contains("100 screws");
        assertThat(client.deleteMessage(1)).isTrue();
        assertThat(client.logout()).isTrue(); // QUIT
        client.disconnect();

        assertThat(maildrop).hasDeletedExactly(order).hasLostNothing();
    }

    @Test
    void takesATruncatedMessageForAWholeOne(Pop3TestServer server, Maildrop maildrop) throws IOException {
        var order = maildrop.add(message("Order").text("100 screws"));
        server.on(RETR).disconnect(beforeTerminator());

        var client = new POP3Client();
        client.setDefaultTimeout(5_000);
        client.connect(server.host(), server.port());
        assertThat(client.login("user", "password")).isTrue();
        assertThat(read(client, 1)).contains("100 screws"); // no exception
        client.disconnect();

        assertThat(order.timesRetrieved()).isEqualTo(1);
        assertThat(order.timesRetrievedCompletely()).isZero();
    }

    private static String read(POP3Client client, int number) throws IOException {
        try (Reader message = client.retrieveMessage(number)) {
            var text = new StringWriter();
            message.transferTo(text);
            return text.toString();
        }
    }
}
