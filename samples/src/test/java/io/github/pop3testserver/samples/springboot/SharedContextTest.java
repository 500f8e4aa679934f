package io.github.pop3testserver.samples.springboot;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two classes whose tests have one context and one server, and cannot disturb each other. */
class SharedContextTest {

    private static final List<ApplicationContext> CONTEXTS = new ArrayList<>();
    private static final List<Pop3TestServer> SERVERS = new ArrayList<>();

    static class EarlierClass extends HelpDeskTest {
        @Test
        void endsAmidAPoll(Pop3TestServer server, @Autowired ApplicationContext context) {
            CONTEXTS.add(context);
            SERVERS.add(server);
            server.on(DELE).stall();
            server.maildrop().add(message("one").text("no sound"));

            server.await().command(DELE); // the poller has opened a ticket, and waits for the reply
        }
    }

    static class LaterClass extends HelpDeskTest {
        @Test
        void seesItsOwnMailOnly(Pop3TestServer server, Maildrop maildrop, @Autowired ApplicationContext context) {
            CONTEXTS.add(context);
            SERVERS.add(server);
            var mail = maildrop.add(message("two").text("no picture"));

            await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
            assertThat(tickets.texts()).containsExactly("no picture\r\n");
            assertThat(maildrop).hasRetrievedExactlyOnce(mail).hasLostNothing();
        }
    }

    @Test
    void twoClassesShareAContextAndItsServer() {
        CONTEXTS.clear();
        SERVERS.clear();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(EarlierClass.class), selectClass(LaterClass.class))
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(2).failed(0));

        assertThat(CONTEXTS).hasSize(2);
        assertThat(CONTEXTS.get(1)).isSameAs(CONTEXTS.get(0));
        assertThat(SERVERS.get(1)).isSameAs(SERVERS.get(0));
    }
}
