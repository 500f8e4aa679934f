package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.eml;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static io.github.pop3testserver.model.SeedMessage.writtenBy;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@Pop3Server
class SeedingTest {

    @Test
    void seeds(Maildrop maildrop) throws Exception {
        byte[] pdf = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        MimeMessage mimeMessage = new MimeMessage(Session.getInstance(new Properties()));
        mimeMessage.setSubject("by Jakarta Mail");
        mimeMessage.setRecipients(RecipientType.TO, "user@example.com");
        mimeMessage.setText("text");

        maildrop.add(message("Invoice 4711")
                .from("billing@example.com")
                .text("Please pay.")
                .attachment("4711.pdf", "application/pdf", pdf));
        maildrop.add(message("large").sized(5_000_000));
        maildrop.add(eml("mails/invoice.eml"));
        maildrop.add(raw("Subject: as it is\n\nno header but this\n"));
        maildrop.add(writtenBy(mimeMessage::writeTo));
        maildrop.add(1_000, number -> message("Message " + number));

        assertThat(maildrop.messages()).hasSize(1_005);
        assertThat(maildrop.messages().get(4).subject()).isEqualTo("by Jakarta Mail");
    }

    @Test
    @Pop3Server(messages = "mails/invoice.eml", generate = 10)
    void findsWhatTheAnnotationSeeds(Maildrop maildrop) {
        assertThat(maildrop.messages()).hasSize(11);
    }
}
