package io.github.pop3testserver.samples.orders;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.DisconnectSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** What a sweep finds in an application that takes what it reads for the whole. */
class CarelessOrderFetcherTest {

    @Pop3Server
    static class Swept {
        @DisconnectSweepTest(insideReplies = true)
        void losesMailSomewhere(Maildrop maildrop, Pop3Endpoint at) {
            maildrop.add(message("one").text("100 screws"));
            OrderBook orders = new OrderBook();
            Mailbox mailbox = new Mailbox(at.host(), at.port(), at.username(), at.password());

            new CarelessOrderFetcher(mailbox, orders).poll(2);

            assertThat(orders.texts()).singleElement().asString().contains("100 screws");
            assertThat(maildrop).hasLostNothing().isEmpty();
        }
    }

    @Test
    void theSweepFailsItExactlyWhereItAcceptsATruncatedMessage() {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Swept.class))
                .execute()
                .testEvents();

        assertThat(tests.failed().stream().map(Event::getTestDescriptor).map(TestDescriptor::getDisplayName))
                .map(name -> name.replaceAll("cut \\d+ of \\d+: ", ""))
                .containsExactly(
                        "inside the reply to RETR 1, after its status line (session 1)",
                        "inside the reply to RETR 1, after 135 of 270 octets (session 1)",
                        "inside the reply to RETR 1, before its terminator (session 1)",
                        "inside the reply to RETR 1, inside its terminator (session 1)");
    }
}
