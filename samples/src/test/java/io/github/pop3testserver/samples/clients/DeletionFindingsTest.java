package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.samples.clients.Client.ANGUS_MAIL;
import static io.github.pop3testserver.samples.clients.Client.CAMEL;
import static io.github.pop3testserver.samples.clients.Client.COMMONS_NET;
import static io.github.pop3testserver.samples.clients.Client.JAVAX_MAIL;
import static io.github.pop3testserver.samples.clients.Client.SPRING_INTEGRATION;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.net.Socket;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.mail.MailReceivingMessageSource;

/** What surprises about DELE and QUIT on docs/clients.md, which shows the comments of these tests. */
@Pop3Server
class DeletionFindingsTest extends Findings {

    /** Spring Integration deletes before the flow gets the messages: what your code fails to store is lost. */
    @Test
    void springIntegrationHasDeletedWhatYourCodeFailsToStore(Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        Diary application = poll(2, SPRING_INTEGRATION, server, new Diary(true, () -> {}));

        assertThat(application.stored()).containsExactly("one", "three");
        assertThat(maildrop).isEmpty();
    }

    /** Only Commons Net reports a connection that drops at QUIT. All messages come again, whatever the library. */
    @Test
    void onlyCommonsNetReportsALostQuit(Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(QUIT).always().disconnect(beforeProcessing());

        assertThat(poll(COMMONS_NET, server).seen()).containsExactly("`EOFException`");
        for (Client client : List.of(ANGUS_MAIL, JAVAX_MAIL, SPRING_INTEGRATION, CAMEL)) {
            assertThat(poll(client, server).seen()).isEmpty();
        }
        assertThat(maildrop).hasDeletedNothing();
    }

    /** Only Commons Net reports that DELE was refused: {@code deleteMessage} returns {@code false}. */
    @Test
    void onlyCommonsNetReportsARefusedDele(Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(DELE).message(two).always().err("cannot delete");

        assertThat(poll(COMMONS_NET, server).seen()).containsExactly("`deleteMessage` returns `false`");
        for (Client client : List.of(ANGUS_MAIL, JAVAX_MAIL, SPRING_INTEGRATION, CAMEL)) {
            assertThat(poll(client, server).seen()).isEmpty();
        }
        assertThat(maildrop).holdsExactly(two);
    }

    /** A connection that drops at DELE is not reported by Spring Integration and Camel; Angus Mail throws. */
    @Test
    void springIntegrationAndCamelDoNotReportAConnectionThatDropsAtDele(Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        server.on(DELE).times(3).disconnect(beforeReply());

        assertThat(poll(SPRING_INTEGRATION, server).seen()).isEmpty();
        assertThat(poll(CAMEL, server).seen()).isEmpty();
        assertThat(poll(ANGUS_MAIL, server).seen()).containsExactly("`MessagingException`");
        assertThat(maildrop).hasDeletedNothing();
    }

    /** Angus Mail leaves the socket open if the connection drops at DELE, also after its folder and store are closed. */
    @Test
    void angusMailLeavesTheSocketOpenIfTheConnectionDropsAtDele(Pop3TestServer server) throws Exception {
        server.on(DELE).disconnect(beforeReply());
        RememberingSocketFactory sockets = new RememberingSocketFactory();
        Properties properties = MailProperties.of(server.endpoint(), TIMEOUT_MILLIS);
        properties.put("mail.pop3.socketFactory", sockets);

        try (Store store = Session.getInstance(properties).getStore()) {
            store.connect("user", "password");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            assertThatThrownBy(() -> inbox.close(true)).isInstanceOf(MessagingException.class);
        }

        assertThat(sockets.created()).hasSize(1).noneMatch(Socket::isClosed);
    }

    /**
     * While a message cannot be deleted, each {@code receive()} of Spring Integration's message source returns it again:
     * a poller with an unlimited {@code maxMessagesPerPoll} does not end its poll.
     */
    @Test
    void springIntegrationFetchesAMessageThatItCannotDeleteAgainInTheSamePoll(Pop3TestServer server) {
        server.on(DELE).always().err("cannot delete");
        MailReceivingMessageSource source =
                new MailReceivingMessageSource(SpringIntegrationFetcher.receiver(server.endpoint(), TIMEOUT_MILLIS));
        source.setBeanFactory(new DefaultListableBeanFactory());
        source.afterPropertiesSet();

        for (int message = 1; message <= 9; message++) {
            assertThat(source.receive()).isNotNull();
        }
        assertThat(server).hasSessions(3);
    }
}
