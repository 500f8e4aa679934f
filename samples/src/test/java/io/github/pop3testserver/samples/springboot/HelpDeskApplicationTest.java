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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * An application of Spring Boot under test. Its context is made once and polls throughout: the server belongs to it, and
 * is reset before each test.
 */
@SpringBootTest(properties = "helpdesk.pause=50")
@Pop3Server(
        springProperties = {
            "helpdesk.mailbox.host=${host}",
            "helpdesk.mailbox.port=${port}",
            "helpdesk.mailbox.user=${username}",
            "helpdesk.mailbox.password=${password}"
        })
@Execution(ExecutionMode.SAME_THREAD)
class HelpDeskApplicationTest {

    @Autowired
    Tickets tickets;

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
    void waitsOutALockedMaildrop(Pop3TestServer server, Maildrop maildrop) {
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");

        var mail = maildrop.add(message("one").text("no sound"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        assertThat(server).hasFailedLogins(2);
    }

    @Test
    void opensOneTicketIfTheConnectionDropsBeforeTheMailIsDeleted(Pop3TestServer server, Maildrop maildrop) {
        server.on(DELE).times(2).disconnect(beforeReply());

        var mail = maildrop.add(message("one").text("no sound"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        assertThat(tickets.texts()).containsExactly("no sound\r\n");
    }
}
