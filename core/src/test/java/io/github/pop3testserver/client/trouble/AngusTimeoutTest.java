package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jakarta Mail with the timeouts of an endpoint's properties, and without. */
class AngusTimeoutTest {

    @ParameterizedTest
    @EnumSource
    void eachKindOfPropertiesFetches(Tls tls) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            List<Properties> kinds = List.of(
                    server.endpoint().jakartaMailProperties(),
                    server.endpoint().jakartaMailProperties(Duration.ofMinutes(1)),
                    server.endpoint().jakartaMailPropertiesWithoutTimeouts());
            for (Properties properties : kinds) {
                server.maildrop().add(message("mail"));
                assertThat(Angus.fetchAndDelete(properties)).containsExactly("mail");
            }
        }
    }

    @Test
    void aFetcherWithTimeoutsGivesUp() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            server.on(GREETING).stall();
            Properties properties = server.endpoint().jakartaMailProperties(Duration.ofMillis(100));
            assertThatThrownBy(() -> Angus.connect(properties)).hasStackTraceContaining("timed out");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFetcherWithoutTimeoutsHangsUntilTheServerEndsTheSession(Tls tls) throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.maildrop().add(message("mail"));
            InstalledFault stall = server.on(RETR).stall();
            FutureTask<List<String>> fetching = new FutureTask<>(
                    () -> Angus.fetchAndDelete(server.endpoint().jakartaMailPropertiesWithoutTimeouts()));
            new Thread(fetching, "fetching").start();
            server.await(Duration.ofSeconds(30)).applied(stall);
            assertThat(fetching.isDone()).isFalse();

            server.dropAllConnections();

            assertThatThrownBy(() -> fetching.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasStackTraceContaining("EOF")
                    .hasMessageNotContaining("timed out");
        }
    }
}
