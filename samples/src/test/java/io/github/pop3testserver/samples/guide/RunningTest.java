package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.TranscriptReport;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {

    @Test
    @Pop3Server(transcript = TranscriptReport.ALWAYS)
    void publishesItsTranscript(Pop3TestServer server, @TempDir Path directory) {
        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();

        server.transcript().writeTo(directory.resolve("pop3.txt"));

        assertThat(directory.resolve("pop3.txt")).content().contains("C: PASS ********");
        assertThat(server.transcript().renderWithSecrets()).contains("C: PASS password");
    }

    @Test
    @Pop3Server
    void canStopAtABreakpoint(Pop3Endpoint endpoint) {
        Properties properties = endpoint.jakartaMailPropertiesWithoutTimeouts();

        new InvoiceFetcher(properties, new InvoiceStore()).poll();
    }

    @Test
    void printsTheConversationWhileItHappens() {
        try (var server = Pop3TestServer.builder().log(System.out).start()) {
            new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();
        }
    }

    @Test
    @Pop3Server
    void hasAFixedDate(Maildrop maildrop) {
        var mail = maildrop.add(
                message("Invoice 4711").date(ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))));

        assertThat(mail.header("Date")).contains("Sun, 25 Oct 2026 02:30:00 +0200");
    }

    @Test
    void hasAFixedClock() {
        try (var server = Pop3TestServer.builder()
                .virtualClock(Instant.parse("2028-02-29T12:00:00Z"))
                .start()) {
            var mail = server.maildrop().add(message("leap day"));

            assertThat(mail.header("Date")).contains("Tue, 29 Feb 2028 12:00:00 +0000");
        }
    }
}
