package io.github.pop3testserver.samples.springboot;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Without Spring Boot. Nothing polls in the background, so that there is nothing to wait for. */
@SpringJUnitConfig
@Pop3Server(scope = Scope.SPRING_CONTEXT)
@Execution(ExecutionMode.SAME_THREAD)
class WithoutBootTest {

    @Test
    void deletesWhatItHasStored(Maildrop maildrop, @Autowired MailboxPoller poller) {
        var mail = maildrop.add(message("one").text("no sound"));

        poller.poll();

        assertThat(maildrop).hasDeletedExactly(mail);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({MailboxPoller.class, Tickets.class})
    static class Beans {

        @Bean
        MailboxProperties mailbox(@Value("${pop3.server.host}") String host, @Value("${pop3.server.port}") int port) {
            return new MailboxProperties(host, port, "user", "password");
        }
    }
}
