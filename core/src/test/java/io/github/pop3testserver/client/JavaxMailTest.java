package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;

import com.sun.mail.pop3.POP3Folder;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Properties;
import javax.mail.AuthenticationFailedException;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JavaMail, as it was before it became Jakarta Mail, configured by the same properties. */
class JavaxMailTest {

    /** By name: JavaMail compares no address with those in a certificate. */
    private static Store connect(Pop3Endpoint endpoint) throws MessagingException {
        Properties properties = endpoint.jakartaMailProperties();
        Store store = Session.getInstance(properties).getStore();
        store.connect("localhost", endpoint.port(), endpoint.username(), endpoint.password());
        return store;
    }

    @ParameterizedTest
    @EnumSource
    void fetchesOctetByOctetAndDeletesExactlyWhatItFlags(Tls tls) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            Maildrop maildrop = server.maildrop();
            List<MaildropMessage> mails = maildrop.add(
                    message("dots").text(".\n..two\nend"),
                    message("large").sized(200_000),
                    raw("Subject: bare\r\n\r\n.first\r\n\0\u00FF \r CR\r\n"));
            try (Store store = connect(server.endpoint())) {
                POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                for (Message fetched : inbox.getMessages()) {
                    MaildropMessage mail = mails.get(fetched.getMessageNumber() - 1);
                    ByteArrayOutputStream octets = new ByteArrayOutputStream();
                    fetched.writeTo(octets);
                    assertThat(octets.toByteArray()).isEqualTo(mail.content());
                    assertThat(inbox.getUID(fetched)).isEqualTo(mail.uid());
                }
                inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
                inbox.close(true);
            }
            assertThat(maildrop)
                    .hasDeletedExactly(mails.get(1))
                    .hasRetrievedExactlyOnce(mails)
                    .hasLostNothing();
            assertThat(server.lastSession()).hasNoViolations();
            assertThat(server.lastSession().tlsProtocol().isPresent()).isEqualTo(tls != Tls.NONE);
            server.verify();
        }
    }

    @Test
    void isToldThatThePasswordIsWrong() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            Pop3Endpoint endpoint = server.endpoint();
            server.maildrop().changePassword("another");
            assertThatThrownBy(() -> connect(endpoint))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("[AUTH]");
            assertThat(server).hasFailedLogins(1);
        }
    }
}
