package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A correct fetcher gets its mail from each of these servers. */
class EachServerTest {

    static Stream<Pop3ServerSetup> servers() {
        return Stream.of(
                new Coremail(),
                new Courier(),
                new Cyrus(),
                new Dovecot(),
                new Exchange2003(),
                new ExchangeOnline(),
                new Gmail(),
                new Gmx(),
                new GreenMail21(),
                new HMailServer(),
                new IPlanet(),
                new MDaemon(),
                new Qq(),
                new Yahoo2009(),
                new Yandex(),
                new Zimbra());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aFetcherGetsItsMail(Pop3ServerSetup setup) {
        Pop3TestServerBuilder builder = Pop3TestServer.builder();
        setup.configure(builder);
        try (Pop3TestServer server = builder.start();
                var fetcher = new InvoiceFetcher(endpoint(server).jakartaMailProperties(), new InvoiceStore())) {
            setup.prepare(server);
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
