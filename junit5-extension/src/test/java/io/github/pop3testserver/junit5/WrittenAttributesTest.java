package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A value that is written counts, also where it is the default. */
class WrittenAttributesTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(
            tls = Tls.NONE,
            username = "user",
            password = "password",
            generate = 0,
            virtualClock = false,
            strictness = Strictness.STRICT,
            transcript = TranscriptReport.ON_FAILURE)
    @interface Defaults {}

    @Nested
    @Pop3Server(tls = Tls.IMPLICIT, username = "alice", password = "secret", generate = 2, virtualClock = true)
    class WithOthersOnTheClass {

        @Test
        void theClassCountsWhereNothingIsWritten(Pop3TestServer server, Pop3Endpoint endpoint) {
            assertThat(endpoint.tls()).isEqualTo(Tls.IMPLICIT);
            assertThat(endpoint.username()).isEqualTo("alice");
            assertThat(endpoint.password()).isEqualTo("secret");
            assertThat(server.maildrop().messages()).hasSize(2);
            assertThat(server.clock().now()).isNotNull();
        }

        @Test
        @Defaults
        void theDefaultsCountOnAMethod(Pop3TestServer server) {
            assertDefaults(server);
        }

        @Test
        void theDefaultsCountOnAParameter(@Defaults Pop3TestServer server) {
            assertDefaults(server);
        }

        @Test
        @Pop3Server(tls = Tls.NONE)
        void oneCanBeWrittenAlone(Pop3Endpoint endpoint) {
            assertThat(endpoint.tls()).isEqualTo(Tls.NONE);
            assertThat(endpoint.username()).isEqualTo("alice");
        }

        @Nested
        @Defaults
        class OnANestedClass {

            @Test
            void theDefaultsCount(Pop3TestServer server) {
                assertDefaults(server);
            }

            @Test
            @Pop3Server(tls = Tls.EXPLICIT)
            void andGiveWayToTheMethod(Pop3Endpoint endpoint) {
                assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
            }
        }

        private void assertDefaults(Pop3TestServer server) {
            assertThat(server.endpoint().tls()).isEqualTo(Tls.NONE);
            assertThat(server.endpoint().username()).isEqualTo("user");
            assertThat(server.endpoint().password()).isEqualTo("password");
            assertThat(server.maildrop()).isEmpty();
            assertThatThrownBy(server::clock).hasMessageContaining(" has no virtual clock; build it with ");
        }
    }

    @Pop3Server(strictness = Strictness.LENIENT, transcript = TranscriptReport.NEVER)
    static class StrictAfterAll {
        @Test
        @Defaults
        void usesNoFault(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
        }
    }

    @Test
    void strictnessAndTranscriptCountLikewise() {
        Run run = Run.of(StrictAfterAll.class);

        assertThat(run.failure()).hasMessageStartingWith("on(RETR).err(\"never\")");
        assertThat(run.entries()).hasSize(1);
    }

    @Pop3Server(scope = Scope.CLASS)
    static class OfEachTestAfterAll {

        static final Seen SHARED = new Seen();
        static final Seen OWN = new Seen();

        @BeforeAll
        static void ask(Pop3TestServer server) {
            SHARED.add(server);
        }

        @Test
        void shares(Pop3TestServer server) {
            SHARED.add(server);
        }

        @Test
        @Pop3Server(scope = Scope.TEST, tls = Tls.EXPLICIT)
        void hasItsOwn(Pop3TestServer server) {
            assertThat(server.endpoint().tls()).isEqualTo(Tls.EXPLICIT);
            OWN.add(server);
        }

        @Nested
        @Pop3Server(scope = Scope.TEST)
        class Inner {
            @RepeatedTest(2)
            void haveTheirOwn(Pop3TestServer server) {
                OWN.add(server);
            }
        }
    }

    @Test
    void aTestOfAClassWithOneServerCanHaveItsOwn() {
        OfEachTestAfterAll.SHARED.clear();
        OfEachTestAfterAll.OWN.clear();
        Run.of(OfEachTestAfterAll.class).passed(4);

        assertThat(OfEachTestAfterAll.SHARED.all()).hasSize(2);
        assertThat(OfEachTestAfterAll.SHARED.distinct()).hasSize(1);
        assertThat(OfEachTestAfterAll.OWN.distinct())
                .hasSize(3)
                .doesNotContainAnyElementsOf(OfEachTestAfterAll.SHARED.distinct());
        assertThat(OfEachTestAfterAll.OWN.running()).isEmpty();
    }

    @Pop3Server(scope = Scope.CLASS, tls = Tls.EXPLICIT)
    static class OneServerWithTls {
        @Test
        @Pop3Server(tls = Tls.EXPLICIT, virtualClock = false)
        void canBeToldWhatItIs(Pop3Endpoint endpoint) {
            assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
        }

        @Test
        @Pop3Server(tls = Tls.NONE)
        void cannotBeWithout() {}
    }

    @Test
    void aServerThatRunsCannotBecomeADefaultOne() {
        Run run = Run.of(OneServerWithTls.class);

        assertThat(run.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("OneServerWithTls#cannotBeWithout(): tls comes too late: scope = CLASS");
        run.tests().assertStatistics(statistics -> statistics.succeeded(1).failed(1));
    }

    static class Contradiction {
        @Test
        void test(@Pop3Server(tls = Tls.NONE) Pop3TestServer none, @Pop3Server(tls = Tls.IMPLICIT) Maildrop implicit) {}
    }

    @Test
    void theDefaultCanContradict() {
        assertThat(Run.of(Contradiction.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(": tls = IMPLICIT contradicts tls = NONE of @Pop3Server on parameter ");
    }

    @Pop3Server(username = {"alice", "bob"})
    static class TwoValues {
        @Test
        void test() {}
    }

    @Test
    void twoValuesAreRefused() {
        assertThat(Run.of(TwoValues.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Pop3Server on class " + TwoValues.class.getName()
                        + ": username = [alice, bob] are 2 values; write one");
    }

    static class TwoUsers implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("bob", "secret").maildrop("carol", "secret");
        }
    }

    private static String answerToUser(Pop3TestServer server, String username, String password) {
        try (Pop3Client client = Pop3Client.connectedTo(server.endpoint())) {
            client.say("USER " + username);
            return client.say("PASS " + password);
        }
    }

    @Nested
    @Pop3Server(setup = TwoUsers.class)
    class WithUsersOfASetup {

        @Test
        void thereAreNoOthers(Pop3TestServer server, Maildrop first) {
            assertThat(first.username()).isEqualTo("bob");
            assertThat(answerToUser(server, "bob", "secret")).startsWith("+OK");
            assertThat(answerToUser(server, "carol", "secret")).startsWith("+OK");
            assertThat(answerToUser(server, "user", "password")).startsWith("-ERR");
        }

        @Test
        @Pop3Server(username = "user")
        void aUserThatIsWrittenComesFirst(Pop3TestServer server, Maildrop first) {
            assertThat(first.username()).isEqualTo("user");
            assertThat(answerToUser(server, "user", "password")).startsWith("+OK");
            assertThat(answerToUser(server, "carol", "secret")).startsWith("+OK");
        }

        @Test
        @Pop3Server(password = "other")
        void soDoesOneWhosePasswordIs(Pop3TestServer server, Maildrop first) {
            assertThat(first.username()).isEqualTo("user");
            assertThat(answerToUser(server, "user", "other")).startsWith("+OK");
        }

        @Test
        @Pop3Server(generate = 1, messages = "test-mails/first.eml")
        void messagesAreForTheFirstOfThem(Maildrop first) {
            assertThat(first.username()).isEqualTo("bob");
            PlacementTest.assertSubjects(first, "First", "Message 1");
        }
    }
}
