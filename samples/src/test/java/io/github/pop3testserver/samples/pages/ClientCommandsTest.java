package io.github.pop3testserver.samples.pages;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.orders.Mailbox;
import io.github.pop3testserver.samples.orders.OrderBook;
import io.github.pop3testserver.samples.orders.OrderFetcher;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.mail.Pop3MailReceiver;

/** docs/recipes/README.md shows the commands of one poll with two messages, as each library sends them. */
@Pop3Server
class ClientCommandsTest {

    @BeforeEach
    void seed(Maildrop maildrop) {
        maildrop.add(message("one"), message("two"));
    }

    @Test
    void angusMail(Pop3TestServer server) {
        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();

        assertIsOnThePage("Angus Mail " + Versions.of("angus-mail"), server);
    }

    @Test
    void commonsNet(Pop3TestServer server) {
        Pop3Endpoint at = server.endpoint();
        var mailbox = new Mailbox(at.host(), at.port(), at.username(), at.password());
        new OrderFetcher(mailbox, new OrderBook()).poll(1);

        assertIsOnThePage("Commons Net " + Versions.of("commons-net"), server);
    }

    @Test
    void springIntegration(Pop3TestServer server) throws Exception {
        Pop3Endpoint at = server.endpoint();
        var receiver = new Pop3MailReceiver(at.host(), at.port(), at.username(), at.password());
        receiver.setShouldDeleteMessages(true);
        receiver.setBeanFactory(new DefaultListableBeanFactory());
        receiver.afterPropertiesSet();
        receiver.receive();

        String version = Pop3MailReceiver.class.getPackage().getImplementationVersion();
        assertIsOnThePage("Spring Integration " + version, server);
    }

    @Test
    void camel(Pop3TestServer server) throws Exception {
        Pop3Endpoint at = server.endpoint();
        String mailbox = "pop3://%s:%d?username=%s&password=RAW(%s)&delete=true&initialDelay=0&delay=60000"
                .formatted(at.host(), at.port(), at.username(), at.password());
        try (var camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(mailbox).process(mail -> {});
                }
            });
            camel.start();
            server.await().sessionEnd();
        }

        assertIsOnThePage("Camel " + Versions.of("camel"), server);
    }

    private static void assertIsOnThePage(String client, Pop3TestServer server) {
        Pop3Session poll = server.sessions().get(0);
        assertThat(poll).hasEndedWith(BY_QUIT);
        String commands =
                poll.commands().stream().map(ClientCommandsTest::shown).collect(Collectors.joining(", "));
        assertThat(Pages.page("docs/recipes/README.md").text()).contains("| %s | `%s` |".formatted(client, commands));
    }

    /** The page leaves out name and password. */
    private static String shown(CommandLine command) {
        return command.keyword().matches("USER|PASS") ? command.keyword() : command.toString();
    }
}
