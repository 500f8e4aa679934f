package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Setups that prepare the running server. */
@ResourceLock(SpringContextTest.CONTEXT_CACHE)
class PreparedServerTest {

    static class Busy implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.greeting("busy server");
        }

        @Override
        public void prepare(Pop3TestServer server) {
            server.on(Pop3Event.NOOP).err("busy");
            server.maildrop().add(message("first of all"));
        }
    }

    private static void assertPrepared(Pop3TestServer server) {
        assertThat(server.maildrop().messages())
                .extracting(MaildropMessage::subject)
                .containsExactly("first of all", "Message 1");
        assertThat(server.faults()).hasSize(1);
        Pop3Client.talk(server.endpoint(), "NOOP");
        assertThat(server.transcript().lines()).contains("S: +OK busy server", "S: -ERR busy");
    }

    @Pop3Server(setup = Busy.class, generate = 1)
    static class OfEachTest {
        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            assertPrepared(server);
        }
    }

    @Pop3Server(scope = Scope.CLASS, setup = Busy.class, generate = 1)
    static class OfAClass {
        @BeforeAll
        static void before(Maildrop maildrop) {
            assertThat(maildrop.messages()).hasSize(2);
        }

        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            assertPrepared(server);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT, setup = Busy.class, generate = 1)
    static class OfASpringContext {
        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            assertPrepared(server);
        }
    }

    static class OfAField {
        @RegisterExtension
        static final Pop3ServerExtension POP3 =
                Pop3ServerExtension.create().configure(new Busy()).messages(message("Message 1"));

        @RepeatedTest(2)
        void test() {
            assertPrepared(POP3.server());
        }
    }

    @Test
    void aServerIsPreparedBeforeEachTest() {
        Run.of(OfEachTest.class).passed(2);
        Run.of(OfAClass.class).passed(2);
        Run.of(OfASpringContext.class).passed(2);
        Run.of(OfAField.class).passed(2);
    }

    @Pop3Server
    static class Unused {
        @Test
        @Pop3Server(setup = Busy.class)
        void test() {}
    }

    @Test
    void aFaultOfTheSetupThatNeverFiresFailsTheTest() {
        assertThat(Run.of(Unused.class).failure())
                .hasMessageContaining(
                        "on(NOOP).err(\"busy\") at PreparedServerTest$Busy.prepare(PreparedServerTest.java:")
                .hasMessageContaining("did not fire");
    }

    static class Failing extends Busy {
        @Override
        public void prepare(Pop3TestServer server) {
            throw new IllegalStateException("no");
        }
    }

    @Pop3Server(setup = Failing.class)
    static class Fails {
        @Test
        void test() {}
    }

    @Test
    void aSetupThatFailsIsNamed() {
        assertThat(Run.of(Fails.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Pop3Server on class " + Fails.class.getName() + ": setup = " + Failing.class.getName()
                        + " failed: java.lang.IllegalStateException: no");
    }
}
