package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.junit5.Scope;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What docs/annotations.md says about declarations and injection. */
class AnnotationsTest {

    @Nested
    @Pop3Server(tls = Tls.EXPLICIT, username = "alice", password = "secret", messages = "mails/invoice.eml")
    class AliceTest {
        @Test
        void hasWhatTheAttributesSay(Pop3Endpoint endpoint, Maildrop maildrop) {
            assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
            assertThat(endpoint.username()).isEqualTo("alice");
            assertThat(endpoint.password()).isEqualTo("secret");
            assertThat(maildrop.messages()).hasSize(1);
        }
    }

    @Nested
    @Pop3Server(tls = Tls.EXPLICIT, generate = 2)
    class PrecedenceTest {

        @Test
        void hasWhatTheClassSays(Pop3Endpoint endpoint, Maildrop maildrop) {
            assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
            assertThat(maildrop.messages()).hasSize(2);
        }

        @Test
        @Pop3Server(tls = Tls.NONE)
        void hasNoTls(Pop3Endpoint endpoint, Maildrop maildrop) {
            assertThat(endpoint.tls()).isEqualTo(Tls.NONE);
            assertThat(maildrop.messages()).hasSize(2);
        }
    }

    @Nested
    @Pop3Server("inbox")
    @Pop3Server(value = "archive", tls = Tls.IMPLICIT)
    class TwoServersTest {

        @Test
        void eachNameIsAServer(
                @Pop3Server("inbox") Maildrop inbox,
                @Pop3Server("archive") Maildrop archive,
                @Pop3Server("archive") Pop3Endpoint endpoint) {
            inbox.add(message("new"));
            assertThat(archive).isEmpty();
            assertThat(endpoint.tls()).isEqualTo(Tls.IMPLICIT);
        }
    }

    static class LikeAProvider implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("alice", "secret")
                    .maildrop("bob", "secret")
                    .authMechanisms("XOAUTH2")
                    .maxLoginAttempts(3);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(tls = Tls.EXPLICIT, setup = LikeAProvider.class)
    @interface Provider {}

    @Nested
    @Provider
    class OfAProvider {
        @Test
        void hasTheUsersOfTheSetupOnly(Pop3TestServer server, Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("alice");
            assertThat(server.maildrop("bob")).isEmpty();
            assertThat(server.endpoint().tls()).isEqualTo(Tls.EXPLICIT);
        }

        @Test
        @Pop3Server(username = "carol")
        void hasAWrittenUserFirst(Pop3TestServer server, Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("carol");
            assertThat(server.maildrop("alice")).isEmpty();
        }
    }

    @Nested
    @Pop3Server(virtualClock = true)
    class Injected {

        private final Maildrop ofConstructor;

        @Pop3Server
        private Maildrop ofField;

        Injected(Maildrop maildrop) {
            ofConstructor = maildrop;
        }

        @Test
        void everywhereTheSame(Pop3TestServer server, Maildrop maildrop, VirtualClock clock) {
            assertThat(maildrop).isEqualTo(ofConstructor).isEqualTo(ofField).isEqualTo(server.maildrop());
            assertThat(clock).isEqualTo(server.clock());
        }

        @AfterEach
        void afterwardsToo(Maildrop maildrop) {
            assertThat(maildrop).isEqualTo(ofField);
        }
    }

    @Nested
    @Execution(ExecutionMode.SAME_THREAD)
    class OfTheClass {

        @Pop3Server(scope = Scope.CLASS)
        static Pop3TestServer server;

        static int port;

        @BeforeAll
        static void remember(Pop3Endpoint endpoint, Maildrop maildrop) {
            port = endpoint.port();
            maildrop.add(message("gone before the first test"));
        }

        @RepeatedTest(2)
        void keepsThePortAndNothingElse(Maildrop maildrop) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(maildrop).isEmpty();
            maildrop.add(message("gone before the next test"));
        }

        @AfterAll
        static void isStillThere(Pop3Endpoint endpoint) {
            assertThat(endpoint.port()).isEqualTo(port);
        }
    }
}
