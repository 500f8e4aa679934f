package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Corruption.omittedFromListing;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Reply;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** STAT and LIST that tell something else than what is there, or tell it oddly. */
class ListingTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void oddListingsHaveHolesAndHalves() throws IOException {
        maildrop.add(message("one"), message("two"), message("three"));
        server.on(UIDL).reply(Reply.multiline("odd", "1  two-blanks", "2", "3 with blank"));
        server.on(LIST).reply(Reply.multiline("odd", "1  100", "2", "3 100 extra"));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(Arrays.toString(client.listUniqueIdentifiers()))
                    .isEqualTo("[Number: 1. Size: -1. Id: two-blanks, null, Number: 3. Size: -1. Id: with]");
            assertThat(Arrays.toString(client.listMessages()))
                    .isEqualTo("[Number: 1. Size: 100. Id: null, null, Number: 3. Size: 100. Id: null]");
        }
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.listUniqueIdentifiers()).doesNotContainNull().hasSize(3);
        }
    }

    @Test
    void aListingThatLeavesAMessageOutShiftsAllBehindIt() throws IOException {
        List<MaildropMessage> mails = maildrop.add(message("one"), message("two"), message("three"));
        server.on(UIDL).corrupt(omittedFromListing(mails.get(1).uid()));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            POP3MessageInfo[] listed = client.listUniqueIdentifiers();
            assertThat(listed).extracting(info -> info.number).containsExactly(1, 3);
            assertThat(client.status().number).isEqualTo(3);
        }
    }

    @Test
    void aSizeThatIsTooSmallLeavesTheRestForTheNextReply() throws IOException {
        maildrop.add(message("large").sized(50_000).reportedSize(17));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            int size = client.listMessage(1).size;
            assertThat(size).isEqualTo(17);
            Reader message = client.retrieveMessage(1);
            assertThat(message.read(new char[size])).isEqualTo(17);
            assertThatThrownBy(() -> client.deleteMessage(1)).isInstanceOf(MalformedServerReplyException.class);
        }
        server.await().sessionsEnded(1);
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    void jakartaMailIgnoresAWrongSize() throws Exception {
        MaildropMessage small = maildrop.add(message("small").reportedSize(17));
        MaildropMessage negative = maildrop.add(message("negative").reportedSize(-1));

        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.sizes()).containsExactly(17, -1);
            assertThat(visit.text(1)).isEqualTo(small.contentAsString());
            assertThat(visit.text(2)).isEqualTo(negative.contentAsString());
        }
    }

    @Test
    void aStatThatCannotBeReadLooksLikeAnEmptyMaildrop() throws Exception {
        MaildropMessage mail = maildrop.add(message("unseen"));
        server.on(STAT).reply(raw("+OK seven 1\r\n"));

        assertThat(Angus.fetchAndDelete(server)).isEmpty();
        assertThat(maildrop).holdsExactly(mail);

        assertThat(Angus.fetchAndDelete(server)).containsExactly("unseen");
    }
}
