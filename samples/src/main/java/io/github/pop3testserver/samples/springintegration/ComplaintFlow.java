package io.github.pop3testserver.samples.springintegration;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.mail.Pop3MailReceiver;
import org.springframework.integration.mail.dsl.Mail;

/** Hands each complaint that comes by mail to the desk, and marks the mail for deletion when the desk has taken it. */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
public class ComplaintFlow {

    private static final long PAUSE_MILLIS = 50;

    private final ComplaintDesk desk;

    public ComplaintFlow(ComplaintDesk desk) {
        this.desk = desk;
    }

    @Bean
    IntegrationFlow complaints(Pop3MailReceiver mailbox) {
        return IntegrationFlow.from(
                        Mail.pop3InboundAdapter(mailbox),
                        adapter ->
                                adapter.poller(Pollers.fixedDelay(PAUSE_MILLIS).maxMessagesPerPoll(Long.MAX_VALUE)))
                .handle(this, "handOver")
                .get();
    }

    /** What the flow does with each mail. */
    public void handOver(MimeMessage mail) throws MessagingException, IOException {
        desk.take(mail.getContent().toString());
        mail.setFlag(Flags.Flag.DELETED, true);
    }
}
