package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A correct fetcher gets its mail from each of these servers. */
class EachServerTest {

    static Stream<Arguments> servers() {
        return Stream.of(
                server(new Coremail(), Coremail::afterStart),
                server(new Courier(), Courier::afterStart),
                server(new Cyrus(), Cyrus::afterStart),
                server(new Dovecot(), Dovecot::afterStart),
                server(new Exchange2003(), Exchange2003::afterStart),
                server(new ExchangeOnline(), ExchangeOnline::afterStart),
                server(new Gmail(), Gmail::afterStart),
                server(new Gmx(), Gmx::afterStart),
                server(new GreenMail21(), GreenMail21::afterStart),
                server(new HMailServer(), HMailServer::afterStart),
                server(new IPlanet(), IPlanet::afterStart),
                server(new MDaemon(), MDaemon::afterStart),
                server(new Qq(), Qq::afterStart),
                server(new Yahoo2009(), Yahoo2009::afterStart),
                server(new Yandex(), Yandex::afterStart),
                server(new Zimbra(), Zimbra::afterStart));
    }

    private static Arguments server(Pop3ServerSetup setup, Consumer<Pop3TestServer> afterStart) {
        return arguments(setup, afterStart);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFetcherGetsItsMail(Pop3ServerSetup setup, Consumer<Pop3TestServer> afterStart) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder();
        setup.configure(builder);
        try (Pop3TestServer server = builder.start();
                var fetcher = new InvoiceFetcher(endpoint(server).jakartaMailProperties(), new InvoiceStore())) {
            afterStart.accept(server);
            Maildrop maildrop = server.maildrop();
            var messages = maildrop.add(message("one"), message("two"));

            fetcher.poll();

            assertThat(maildrop).isEmpty();
            assertThat(messages).allMatch(message -> message.timesRetrieved() == 1);
            assertThat(maildrop).hasLostNothing();
        }
    }

    private static Pop3Endpoint endpoint(Pop3TestServer server) {
        return server.implicitTlsPort().isPresent() ? server.implicitTlsEndpoint() : server.endpoint();
    }
}
