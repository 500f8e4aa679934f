package io.github.pop3testserver.samples.springboot;

import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** All subclasses have the same Spring context, and the same server with it. */
@SpringBootTest(properties = "helpdesk.pause=20")
@Pop3Server(
        springProperties = {
            "helpdesk.mailbox.host=${host}",
            "helpdesk.mailbox.port=${port}",
            "helpdesk.mailbox.user=${username}",
            "helpdesk.mailbox.password=${password}"
        })
@Execution(ExecutionMode.SAME_THREAD)
abstract class HelpDeskTest {

    @Autowired
    Tickets tickets;

    @BeforeEach
    void clear() {
        tickets.clear();
    }
}
