package io.github.pop3testserver.samples.springintegration;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.integration.mail.Pop3MailReceiver;

/** A flow of Spring Integration under test, with a receiver that takes care, and with Spring's own. */
@Pop3Server
class ComplaintFlowTest {

    private final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private CarefulMailReceiver careful;
    private Pop3MailReceiver springs;

    @BeforeEach
    void connect(Pop3Endpoint at) {
        careful = new CarefulMailReceiver(at.host(), at.port(), at.username(), at.password());
        springs = new Pop3MailReceiver(at.host(), at.port(), at.username(), at.password());
        springs.setShouldDeleteMessages(true);
    }

    private void start(Pop3MailReceiver mailbox, ComplaintDesk desk) {
        spring.register(ComplaintFlow.class);
        spring.registerBean(Pop3MailReceiver.class, () -> mailbox);
        spring.registerBean(ComplaintDesk.class, () -> desk);
        spring.refresh();
    }

    @AfterEach
    void stop() {
        spring.close();
    }

    @Test
    void deletesWhatTheDeskHasTaken(Maildrop maildrop) {
        var complaints =
                maildrop.add(message("one").text("too loud"), message("two").text("too late"));

        start(careful, taken::add);

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(complaints));
        assertThat(taken).containsExactly("too loud\r\n", "too late\r\n");
        assertThat(maildrop).hasRetrievedExactlyOnce(complaints);
    }

    @Test
    void bringsAComplaintAgainThatTheDeskHasDropped(Maildrop maildrop) {
        var complaints =
                maildrop.add(message("one").text("too loud"), message("two").text("too late"));
        List<String> dropped = new CopyOnWriteArrayList<>();

        start(careful, complaint -> {
            if (dropped.isEmpty()) {
                dropped.add(complaint);
                throw new IllegalStateException("tea break");
            }
            taken.add(complaint);
        });

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(complaints));
        assertThat(taken).containsExactly("too late\r\n", "too loud\r\n");
    }

    @Test
    void hasDeletedTheMailBeforeTheDeskGetsItByDefault(Maildrop maildrop) {
        var complaint = maildrop.add(message("one").text("too loud"));
        List<MaildropMessage> gone = new CopyOnWriteArrayList<>();

        start(springs, dropped -> {
            gone.addAll(maildrop.deleted());
            throw new IllegalStateException("tea break");
        });

        await().untilAsserted(() -> assertThat(gone).containsExactly(complaint)); // nobody has it now
    }

    @Test
    void takesTheOthersIfOneCannotBeRead(Maildrop maildrop) {
        var poison = maildrop.add(message("unreadable").unretrievable("cannot read the message"));
        var complaint = maildrop.add(message("two").text("too late"));

        start(careful, taken::add);

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(complaint));
        assertThat(taken).containsExactly("too late\r\n");
        assertThat(maildrop).holdsExactly(poison);
    }

    @Test
    void takesNoneByDefaultIfOneCannotBeRead(Maildrop maildrop) {
        var complaint = maildrop.add(message("one").text("too loud"));
        maildrop.add(message("unreadable").unretrievable("cannot read the message"));

        start(springs, taken::add);

        await().until(() -> complaint.timesRetrieved() > 2); // fetched in each poll, and handed over in none
        assertThat(taken).isEmpty();
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    void fetchesEachMailTwiceByDefault(Maildrop maildrop) {
        var complaint = maildrop.add(message("one").text("too loud"));

        start(springs, taken::add);

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(complaint));
        assertThat(complaint.timesRetrieved()).isEqualTo(2);
    }

    @Test
    void fetchesEachMailOnceIfJakartaMailIsToKeepIt(Maildrop maildrop) {
        var complaint = maildrop.add(message("one").text("too loud"));
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.cachewriteto", "true");
        springs.setJavaMailProperties(properties);

        start(springs, taken::add);

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(complaint));
        assertThat(maildrop).hasRetrievedExactlyOnce(complaint);
    }
}
