package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.APOP;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.CommandLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits costs no thread. */
class ManyWaitingConversationsTest {

    private static final String NAME = "many parked";
    private static final int OF_EACH_KIND = 170;

    @Test
    void fiveHundredConversationsWaitWithNoThreadButTheServersOne() throws InterruptedException {
        CountDownLatch arrivals = new CountDownLatch(3 * OF_EACH_KIND);
        Predicate<CommandLine> arriving = line -> {
            arrivals.countDown();
            return true;
        };
        List<RawClient> clients = new ArrayList<>();
        try (Pop3TestServer server = Pop3TestServer.builder().name(NAME).start()) {
            Gate gate = server.on(CAPA).matching(arriving).always().hold();
            InstalledFault stall = server.on(USER).matching(arriving).always().stall();
            InstalledFault delay = server.on(APOP).matching(arriving).always().delay(Duration.ofDays(1));
            for (int i = 0; i < OF_EACH_KIND; i++) {
                for (String command : List.of("CAPA", "USER user", "APOP user x")) {
                    clients.add(RawClient.greetedBy(server).send(command + "\r\n"));
                }
            }
            assertThat(arrivals.await(30, TimeUnit.SECONDS)).isTrue();
            // Asked on the server's thread, and so after the round in which the last one arrived.
            for (InstalledFault fault : List.of(gate.fault(), stall, delay)) {
                assertThat(fault.timesApplied()).as("%s", fault).isEqualTo(OF_EACH_KIND);
            }
            assertThat(threads()).containsExactly(NAME);

            gate.release();
            for (int i = 0; i < clients.size(); i += 3) {
                assertThat(clients.get(i).readLine()).isEqualTo("+OK Capability list follows");
            }
            clients.forEach(RawClient::close);
            server.await().sessionsEnded(3 * OF_EACH_KIND);
        } finally {
            clients.forEach(RawClient::close);
        }
        assertThat(threads()).isEmpty();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith(NAME));
    }
}
