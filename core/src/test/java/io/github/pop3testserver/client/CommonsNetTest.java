package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Apache Commons Net as a client. */
class CommonsNetTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final POP3Client client = new POP3Client();

    @AfterEach
    void close() throws IOException {
        client.disconnect();
        server.close();
    }

    private void login() throws IOException {
        client.setDefaultTimeout(10_000);
        client.connect(server.host(), server.port());
        assertThat(client.login("user", "password")).isTrue();
    }

    private String retrieve(int number) throws IOException {
        StringWriter text = new StringWriter();
        try (Reader message = client.retrieveMessage(number)) {
            message.transferTo(text);
        }
        return text.toString();
    }

    @Test
    void listsFetchesAndDeletes() throws IOException {
        List<MaildropMessage> mails = maildrop.add(
                message("one").text(".\n..dots\nend"), message("two").sized(100_000), message("three"));
        login();

        assertThat(client.status().number).isEqualTo(3);
        assertThat(client.listMessages())
                .extracting(info -> (long) info.size)
                .containsExactly(
                        mails.get(0).size(), mails.get(1).size(), mails.get(2).size());
        assertThat(client.listUniqueIdentifiers())
                .extracting(info -> info.identifier)
                .containsExactly(
                        mails.get(0).uid(), mails.get(1).uid(), mails.get(2).uid());
        POP3MessageInfo second = client.listUniqueIdentifier(2);
        assertThat(second.identifier).isEqualTo(mails.get(1).uid());
        for (MaildropMessage mail : mails) {
            int number = mail.numberIn(server.lastSession()).orElseThrow();
            assertThat(retrieve(number)).isEqualToNormalizingNewlines(mail.contentAsString());
        }
        assertThat(client.deleteMessage(1)).isTrue();
        assertThat(client.deleteMessage(2)).isTrue();
        assertThat(client.reset()).isTrue();
        assertThat(client.deleteMessage(3)).isTrue();
        assertThat(client.logout()).isTrue();

        assertThat(maildrop)
                .hasDeletedExactly(mails.get(2))
                .hasRetrievedExactlyOnce(mails)
                .hasLostNothing();
    }
}
