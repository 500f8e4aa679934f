package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.junit5.FaultKind.DISCONNECT;
import static io.github.pop3testserver.junit5.FaultKind.DRIBBLE;
import static io.github.pop3testserver.junit5.FaultKind.GARBLE;
import static io.github.pop3testserver.junit5.FaultKind.LOST_REPLY;
import static io.github.pop3testserver.junit5.FaultKind.PARTIAL_UPDATE;
import static io.github.pop3testserver.junit5.FaultKind.REFUSAL;
import static io.github.pop3testserver.junit5.FaultKind.RESET;
import static io.github.pop3testserver.junit5.FaultKind.UNAVAILABLE;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import java.util.List;
import java.util.Properties;

/** Sweeps that fail, over the fetchers of frameworks. */
final class ClientSweeps {

    private ClientSweeps() {}

    @Pop3Server
    static class SpringIntegrationTest {

        private final RememberingSocketFactory sockets = new RememberingSocketFactory();

        @FaultSweepTest(faults = {DISCONNECT, RESET, REFUSAL, LOST_REPLY, DRIBBLE, GARBLE, UNAVAILABLE, PARTIAL_UPDATE})
        void storesEachMessageOnce(Pop3TestServer server) throws Exception {
            assertStoresEachMessageOnce(new SpringIntegrationFetcher(propertiesOf(sockets)), sockets, server);
        }
    }

    @Pop3Server
    static class CamelTest {

        private final RememberingSocketFactory sockets = new RememberingSocketFactory();

        @FaultSweepTest(faults = {DISCONNECT, RESET, REFUSAL, LOST_REPLY, DRIBBLE, GARBLE, UNAVAILABLE, PARTIAL_UPDATE})
        void storesEachMessageOnce(Pop3TestServer server) throws Exception {
            assertStoresEachMessageOnce(new CamelFetcher(propertiesOf(sockets)), sockets, server);
        }
    }

    static Properties propertiesOf(RememberingSocketFactory sockets) {
        Properties properties = new Properties();
        properties.put("mail.pop3.socketFactory", sockets);
        return properties;
    }

    private static void assertStoresEachMessageOnce(
            Fetcher fetcher, RememberingSocketFactory sockets, Pop3TestServer server) throws Exception {
        server.maildrop()
                .add(message("one").text(SeededMail.text("one")), message("two").text(SeededMail.text("two")));
        Diary application = new Diary(false, () -> {});

        fetcher.poll(2, server.endpoint(), Findings.TIMEOUT_MILLIS, application);

        List<Integer> leftOpen = leftOpen(sockets, server);
        sockets.closeAll();
        assertThat(leftOpen).as("sessions that were left open").isEmpty();
        assertThat(application.stored()).containsExactlyInAnyOrder("one", "two");
        assertThat(server.maildrop()).isEmpty();
    }

    /** The verdict finds them too, but waits for the client to close them, which here would take a minute. */
    private static List<Integer> leftOpen(RememberingSocketFactory sockets, Pop3TestServer server) {
        return server.sessions().stream()
                .filter(Pop3Session::isConnected)
                .map(Pop3Session::number)
                .filter(number -> !sockets.created().get(number - 1).isClosed())
                .toList();
    }
}
