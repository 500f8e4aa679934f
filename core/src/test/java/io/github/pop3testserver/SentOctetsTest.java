package io.github.pop3testserver;

import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transcripts and exchanges show what was sent, and not what a correct server would have sent. */
class SentOctetsTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    SentOctetsTest() {
        server.maildrop().add(raw("one\n"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void play(String... commands) {
        try (RawClient client = RawClient.loggedInTo(server)) {
            for (String command : commands) {
                client.send(command + "\r\n");
            }
            client.shutdownOutput().readToEnd();
        }
        server.await().sessionEnd();
    }

    private String lastStatus() {
        List<Exchange> exchanges = server.lastSession().exchanges();
        return exchanges.get(exchanges.size() - 1).status();
    }

    @Test
    void aCorruptedReplyReadsAsItWasSent() {
        server.on(STAT).corrupt(Corruption.alteredBy(octets -> "+OK 99 1\r\n".getBytes(US_ASCII)));
        play("STAT");
        assertThat(server.transcript().lines()).contains("S: +OK 99 1").doesNotContain("S: +OK 1 5");
        assertThat(lastStatus()).isEqualTo("+OK 99 1");
    }

    @Test
    void aCorruptedListingHasTheStatusLineThatWasSent() {
        server.on(LIST).corrupt(Corruption.alteredBy(octets -> "-ERR\r\n".getBytes(US_ASCII)));
        play("LIST");
        assertThat(server.transcript().lines()).contains("S: -ERR");
        assertThat(lastStatus()).isEqualTo("-ERR");
    }

    @Test
    void anotherReplyReadsAsItWasGiven() {
        server.on(STAT).processThenReply(Reply.raw("200 hello\r\n"));
        play("STAT");
        assertThat(server.transcript().lines()).contains("S: 200 hello");
        assertThat(lastStatus()).isEqualTo("200 hello");
    }

    @Test
    void ofAReplyThatWasCutOnlyTheFirstOctetsAreShown() {
        server.on(STAT).disconnect(afterOctets(5));
        play("STAT");
        assertThat(server.transcript().lines()).contains("S: +OK 1  (5 of 9 octets)");
        assertThat(lastStatus()).isEqualTo("+OK 1");
    }

    @Test
    void aReplyThatWasCutBeforeItsFirstOctetWasNotSent() {
        server.on(NOOP).disconnect(beforeReply());
        play("NOOP");
        assertThat(server.transcript().lines()).contains("S: +OK  (not sent)");
        assertThat(lastStatus()).isEmpty();
    }

    @Test
    void whatIsNotAsciiReadsAsItWasGiven() {
        server.on(STAT).reply(Reply.ok("Gr\u00fc\u00dfe"));
        server.on(NOOP).reply(Reply.raw("+OK Gr\u00fc\u00dfe\r\n".getBytes(ISO_8859_1)));
        play("STAT", "NOOP");
        assertThat(server.transcript().lines())
                .filteredOn(line -> line.equals("S: +OK Gr\u00fc\u00dfe"))
                .hasSize(2);
    }
}
