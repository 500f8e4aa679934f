package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.pop3testserver.model.SeedMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Date and the Message-ID of composed messages: they depend on the test, and on nothing that ran before it. */
class PostmarkTest {

    private final Pop3TestServer server = Pop3TestServer.builder()
            .maildrop("alice", "a")
            .maildrop("bob", "b")
            .virtualClock()
            .start();
    private final Maildrop alice = server.maildrop("alice");
    private final Maildrop bob = server.maildrop("bob");

    @AfterEach
    void close() {
        server.close();
    }

    /** Also of one that is kept in a constant, and was added in another test before. */
    @Test
    void theSameTestHasTheSameOctetsWhateverRanBefore() {
        SeedMessage constant = message("constant");
        List<String> first = octetsOfATest(server, constant);
        server.reset();
        List<String> afterReset = octetsOfATest(server, constant);
        try (Pop3TestServer another =
                Pop3TestServer.builder().maildrop("alice", "a").virtualClock().start()) {
            another.maildrop().add(message("of another test"));
            another.reset();
            assertThat(octetsOfATest(another, constant)).isEqualTo(afterReset).isEqualTo(first);
        }
    }

    private static List<String> octetsOfATest(Pop3TestServer server, SeedMessage constant) {
        Maildrop maildrop = server.maildrop("alice");
        List<MaildropMessage> mails = new ArrayList<>();
        mails.add(maildrop.add(message()));
        server.clock().advance(Duration.ofMinutes(1));
        mails.add(maildrop.add(constant));
        mails.addAll(maildrop.add(2, n -> message("Message " + n).attachment("a.bin", "application/x", new byte[n])));
        mails.add(maildrop.addAfter(Duration.ofDays(1), message("late").sized(5_000)));
        return mails.stream().map(MaildropMessage::contentAsString).toList();
    }

    @Test
    void theDateIsThatOfTheArrivalByTheServersClock() {
        server.clock().advance(Duration.ofMinutes(90));
        assertThat(date(alice.add(message()))).isEqualTo("2026-01-01T01:30:00Z");
        assertThat(date(alice.addAfter(Duration.ofDays(2), message()))).isEqualTo("2026-01-03T01:30:00Z");
        assertThat(alice.add(message()).header("Date")).contains("Thu, 01 Jan 2026 01:30:00 +0000");
    }

    @Test
    void theDateIsNowOnAServerWithoutVirtualClock() {
        try (Pop3TestServer real = Pop3TestServer.start()) {
            assertThat(date(real.maildrop().add(message()))).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void aMessageThatIsAddedAgainIsTheSameMessage() {
        SeedMessage alarm = message("alarm");
        MaildropMessage first = alice.add(alarm);
        server.clock().advance(Duration.ofHours(1));

        assertThat(alice.add(alarm).content()).isEqualTo(first.content());
        assertThat(bob.add(alarm.uid("copy"), alarm).get(1).content()).isEqualTo(first.content());
    }

    @Test
    void otherMessagesHaveOtherMessageIds() {
        SeedMessage pattern = message("x");
        List<MaildropMessage> mails = new ArrayList<>(alice.add(pattern, pattern.text("y"), message("x")));
        mails.addAll(bob.add(message("x"), raw("Message-ID: <raw@example.com>\n\n"), message("x")));
        try (Pop3TestServer another =
                Pop3TestServer.builder().maildrop("alice", "a").start()) {
            mails.add(another.maildrop().add(message("y")));
        }

        assertThat(mails)
                .extracting(mail -> mail.header("Message-ID").orElseThrow())
                .doesNotHaveDuplicates()
                .contains("<raw@example.com>");
    }

    @Test
    void aPostmarkDoesNotChangeTheSize() {
        SeedMessage sized = message("x").sized(1_000);
        assertThat(alice.add(sized).size()).isEqualTo(1_000);
        assertThat(bob.add(message("x")).size()).isEqualTo(message("x").content().length);
    }

    @Test
    void whatTheTestHasGivenStays() {
        MaildropMessage mail = alice.add(message()
                .date(ZonedDateTime.parse("2003-07-01T10:52:37+02:00"))
                .header("Message-ID", "<1@example.com>"));

        assertThat(mail.header("Date")).contains("Tue, 01 Jul 2003 10:52:37 +0200");
        assertThat(mail.header("Message-ID")).contains("<1@example.com>");
    }

    private static Instant date(MaildropMessage mail) {
        return Instant.from(
                DateTimeFormatter.RFC_1123_DATE_TIME.parse(mail.header("Date").orElseThrow()));
    }
}
