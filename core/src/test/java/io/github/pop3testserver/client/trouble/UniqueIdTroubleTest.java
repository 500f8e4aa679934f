package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.UidPolicy.CHANGE_EVERY_SESSION;
import static io.github.pop3testserver.model.UidPolicy.REUSE_AFTER_DELETION;
import static io.github.pop3testserver.model.UidPolicy.SAME_FOR_IDENTICAL_CONTENT;
import static io.github.pop3testserver.model.UidPolicy.UNSUPPORTED;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.SeedMessage;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Unique-ids that are missing, or not what a client takes them for: it leaves mail on the server, and remembers what it has. */
class UniqueIdTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final Set<String> known = new HashSet<>();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aServerWithoutUniqueIdsIsNotEvenAsked() throws Exception {
        maildrop.add(message("mail"));
        maildrop.uidPolicy(UNSUPPORTED);

        assertThat(uidOfTheFirstMail(server)).isEqualTo("null");
        assertThat(server.lastSession()).hasNeverSent(UIDL);
    }

    @Test
    void aServerThatDoesNotAnnounceUniqueIdsIsNotAskedAlthoughItHasThem() throws Exception {
        assertNotAsked(Pop3TestServer.builder().withoutCapabilities("UIDL"));
        assertNotAsked(Pop3TestServer.builder().capabilitiesAfterLogin("UIDL"));
    }

    private static void assertNotAsked(Pop3TestServerBuilder builder) throws MessagingException {
        try (Pop3TestServer poor = builder.start()) {
            poor.maildrop().add(message("mail"));

            assertThat(uidOfTheFirstMail(poor)).isEqualTo("null");
            assertThat(poor.lastSession()).hasNeverSent(UIDL);
        }
    }

    @Test
    void refusedUniqueIdsAreMissingWithoutAnError() throws Exception {
        MaildropMessage mail = maildrop.add(message("mail"));
        server.on(UIDL).err("not today");

        assertThat(uidOfTheFirstMail(server)).isEqualTo("null");
        assertThat(uidOfTheFirstMail(server)).isEqualTo(mail.uid());
    }

    private static String uidOfTheFirstMail(Pop3TestServer server) throws MessagingException {
        try (Angus visit = Angus.visiting(server)) {
            return String.valueOf(visit.uid(1));
        }
    }

    @Test
    void uniqueIdsThatChangeBringAllMailAgain() throws Exception {
        List<MaildropMessage> mails = maildrop.add(message("one"), message("two"));
        assertThat(fetchUnknown()).containsExactly("one", "two");
        assertThat(fetchUnknown()).isEmpty();

        maildrop.uidPolicy(CHANGE_EVERY_SESSION);

        assertThat(fetchUnknown()).containsExactly("one", "two");
        assertThat(mails).allMatch(mail -> mail.timesRetrieved() == 2);
    }

    @Test
    void aUniqueIdThatIsUsedAgainHidesNewMail() throws Exception {
        maildrop.uidPolicy(REUSE_AFTER_DELETION);
        MaildropMessage old = maildrop.add(message("old"));
        assertThat(fetchUnknown()).containsExactly("old");
        assertThat(Angus.fetchAndDelete(server)).containsExactly("old");
        MaildropMessage hidden = maildrop.add(message("hidden"));

        assertThat(fetchUnknown()).isEmpty();
        assertThat(hidden.uid()).isEqualTo(old.uid());
        assertThat(hidden.timesRetrieved()).isZero();
    }

    @Test
    void copiesWithTheSameUniqueIdCountAsOne() throws Exception {
        maildrop.uidPolicy(SAME_FOR_IDENTICAL_CONTENT);
        SeedMessage alarm = message("alarm");
        List<MaildropMessage> copies = maildrop.add(alarm, alarm);

        assertThat(fetchUnknown()).containsExactly("alarm");
        assertThat(copies.get(1).timesRetrieved()).isZero();
    }

    /** The subjects of the mails whose unique-ids are not known yet. */
    private List<String> fetchUnknown() throws MessagingException, IOException {
        List<String> subjects = new ArrayList<>();
        try (Angus visit = Angus.visiting(server)) {
            for (int number = 1; number <= visit.count(); number++) {
                if (known.add(visit.uid(number))) {
                    assertThat(visit.text(number)).isNotEmpty();
                    subjects.add(visit.message(number).getSubject());
                }
            }
        }
        return subjects;
    }
}
