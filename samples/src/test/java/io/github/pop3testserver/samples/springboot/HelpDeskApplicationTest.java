package io.github.pop3testserver.samples.springboot;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * An application of Spring Boot under test. Its context is made once and polls throughout, so that the port has to stay:
 * all tests have one server, which is reset before each of them. Spring Boot 4 with JUnit 6 needs no other test.
 */
@SpringBootTest(properties = "helpdesk.pause=50ms")
@DirtiesContext // or it would go on polling, without a server
@Execution(ExecutionMode.SAME_THREAD)
class HelpDeskApplicationTest {

    @Pop3Server(scope = Scope.CLASS)
    static Pop3TestServer server;

    @Autowired
    Tickets tickets;

    @DynamicPropertySource
    static void mailbox(DynamicPropertyRegistry properties) {
        var endpoint = server.endpoint();
        properties.add("helpdesk.mailbox.host", endpoint::host);
        properties.add("helpdesk.mailbox.port", endpoint::port);
        properties.add("helpdesk.mailbox.user", endpoint::username);
        properties.add("helpdesk.mailbox.password", endpoint::password);
    }

    @BeforeEach
    void clear() {
        tickets.clear();
    }

    @Test
    void opensATicketForEachMail(Maildrop maildrop) {
        var mails = maildrop.add(message("one").text("no sound"), message("two").text("no picture"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mails));
        assertThat(tickets.texts()).containsExactly("no sound\r\n", "no picture\r\n");
    }

    @Test
    void waitsOutALockedMaildrop(Maildrop maildrop) {
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");

        var mail = maildrop.add(message("one").text("no sound"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        assertThat(server).hasFailedLogins(2);
    }

    @Test
    void opensOneTicketIfTheLineDropsBeforeTheMailIsDeleted(Maildrop maildrop) {
        server.on(DELE).times(2).disconnect(beforeReply());

        var mail = maildrop.add(message("one").text("no sound"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        assertThat(tickets.texts()).containsExactly("no sound\r\n");
    }

    @Test
    void deletesNothingInASessionThatBeganBeforeAReset(Maildrop maildrop) {
        server.on(DELE).stall();
        maildrop.add(message("one").text("no sound"));
        server.await().command(DELE); // the poller has opened a ticket, and waits for the reply

        server.reset(); // as between two tests
        tickets.clear();
        var mail = maildrop.add(message("two").text("no picture"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        assertThat(tickets.texts()).containsExactly("no picture\r\n");
        assertThat(maildrop).hasRetrievedExactlyOnce(mail).hasLostNothing();
    }
}
