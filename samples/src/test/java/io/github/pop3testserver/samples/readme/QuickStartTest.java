package io.github.pop3testserver.samples.readme;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

@Pop3Server // each test gets its own server, on a free port
class QuickStartTest {

    @Test
    void deletesTheMailThatItHasRead(Pop3Endpoint endpoint, Maildrop maildrop) throws Exception {
        var invoice = maildrop.add(message("Invoice 4711").text("Please pay."));

        poll(endpoint);

        assertThat(maildrop).hasDeletedExactly(invoice).hasLostNothing();
    }

    // Replace this method by a call of your own code. Here it is plain Jakarta Mail.
    static void poll(Pop3Endpoint endpoint) throws Exception {
        try (Store store = Session.getInstance(endpoint.jakartaMailProperties()).getStore()) {
            store.connect(endpoint.username(), endpoint.password());
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message mail : inbox.getMessages()) {
                mail.writeTo(OutputStream.nullOutputStream()); // sends RETR
                mail.setFlag(Flags.Flag.DELETED, true);
            }
            inbox.close(true); // sends DELE for each mail that has the flag, then QUIT
        }
    }
}
