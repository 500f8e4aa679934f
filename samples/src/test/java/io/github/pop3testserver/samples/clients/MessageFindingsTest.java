package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.samples.clients.Client.ANGUS_MAIL;
import static io.github.pop3testserver.samples.clients.Client.CAMEL;
import static io.github.pop3testserver.samples.clients.Client.COMMONS_NET;
import static io.github.pop3testserver.samples.clients.Client.JAVAX_MAIL;
import static io.github.pop3testserver.samples.clients.Client.SPRING_INTEGRATION;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What surprises about messages on docs/clients.md, which shows the comments of these tests. */
@Pop3Server
class MessageFindingsTest extends Findings {

    /** One message that the server cannot send keeps all others from your code, with Spring Integration and Camel. */
    @Test
    void oneMessageThatCannotBeReadKeepsBackAllOthers(Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(RETR).message(two).always().err("message is damaged");

        for (Client client : List.of(SPRING_INTEGRATION, CAMEL)) {
            assertThat(poll(client, server).stored()).isEmpty();
        }
        assertThat(maildrop).hasDeletedNothing();
    }

    /** Commons Net returns a truncated message like a complete one. The exception comes from {@code deleteMessage}. */
    @Test
    void commonsNetReturnsATruncatedMessage(Pop3TestServer server) throws Exception {
        server.on(RETR).message(two).disconnect(afterOctets(600));

        Diary application = poll(COMMONS_NET, server);

        assertThat(application.stored()).containsExactly("one", "two incomplete");
        assertThat(application.seen()).containsExactly("`EOFException`");
    }

    /** Commons Net drops what follows a dot without byte-stuffing: the message is stored incomplete, and deleted. */
    @Test
    void commonsNetLosesTheRestOfAMessageAfterADot(Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(RETR).message(two).corrupt(unstuffedDots());

        Diary application = poll(COMMONS_NET, server);

        assertThat(application.seen()).isEmpty();
        assertThat(application.stored()).containsExactly("one", "two incomplete", "three");
        assertThat(maildrop).isEmpty();
    }

    /** Spring Integration downloads each message twice: where five downloads are allowed, it cannot fetch three messages. */
    @Test
    void springIntegrationExceedsALimitOfDownloadsWithHalfOfTheMessages(Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        maildrop.downloadLimit(5);

        assertThat(poll(SPRING_INTEGRATION, server).seen()).containsExactly("`MessageRemovedException`");

        assertThat(server.lastSession()).hasSentInOrder(RETR, RETR, RETR, RETR, RETR, RETR);
    }

    /**
     * Angus Mail reports a reset or a timeout inside a message as an {@code IOException} without a cause; javax.mail has
     * the cause.
     */
    @Test
    void angusMailLeavesOutWhyAMessageCouldNotBeFetched(Pop3TestServer server) throws Exception {
        server.on(RETR).message(two).times(2).reset(afterOctets(600));

        Throwable angus = poll(ANGUS_MAIL, server).thrown().get(0);
        Throwable javax = poll(JAVAX_MAIL, server).thrown().get(0);

        assertThat(angus).hasMessage("error fetching POP3 content").hasNoCause();
        assertThat(javax).hasMessage("error fetching POP3 content").hasRootCauseInstanceOf(SocketException.class);
    }

    /** Camel delivers the second of two messages with the same Message-ID twice. */
    @Test
    void camelDeliversTheSecondOfTwoMessagesWithOneMessageIdTwice(Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        maildrop.add(
                message("four").header("Message-ID", two.header("Message-ID").orElseThrow()));

        Diary application = poll(2, CAMEL, server, new Diary(false, () -> {}));

        assertThat(application.stored()).containsExactly("one", "two", "three", "four", "four");
    }
}
