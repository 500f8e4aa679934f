package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Pop3Server
class Pop3ServerTest {

    private Pop3Endpoint endpoint;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @AfterEach
    void theServerIsStillThere(Pop3TestServer server) {
        assertThat(server.port()).isEqualTo(endpoint.port());
        Pop3Client.talk(endpoint, "NOOP");
    }

    @Test
    void clientsFindWhatTheTestHasAdded(Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        Pop3Client.talk(endpoint, "DELE 1");

        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    void serverMaildropAndEndpointBelongTogether(Pop3TestServer server, Maildrop maildrop, Pop3Endpoint own) {
        assertThat(server.maildrop()).isEqualTo(maildrop);
        assertThat(server.endpoint().uri()).isEqualTo(own.uri()).isEqualTo(endpoint.uri());
    }

    @Test
    void theFirstMaildropIsThatOfUserWithPassword(Maildrop maildrop) {
        assertThat(maildrop.username()).isEqualTo("user");
        assertThat(maildrop.password()).isEqualTo("password");
        assertThat(maildrop).isEmpty();
    }

    @Test
    @Pop3Server(username = "alice", password = "secret")
    void userAndPasswordCanBeOthers() {
        assertThat(endpoint.username()).isEqualTo("alice");
        assertThat(endpoint.password()).isEqualTo("secret");
    }

    @Test
    @Pop3Server(messages = {"test-mails/first.eml", "/test-mails/second.eml"})
    void messagesAreThereFromTheBeginning(Maildrop maildrop) {
        assertThat(maildrop.messages()).extracting(MaildropMessage::subject).containsExactly("First", "Second");
        assertThat(maildrop.messages().get(0).contentAsString())
                .isEqualTo("From: alice@example.com\r\nSubject: First\r\n\r\nOne.\r\n");
    }

    @Test
    @Pop3Server(generate = 2, messages = "test-mails/first.eml")
    void generatedMessagesFollow(Maildrop maildrop) {
        assertThat(maildrop.messages())
                .extracting(MaildropMessage::subject)
                .containsExactly("First", "Message 1", "Message 2");
    }

    static class WithBob implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("bob", "secret");
        }
    }

    @Test
    @Pop3Server(setup = WithBob.class)
    void aSetupDoesWhatNoAttributeCan(Pop3TestServer server, Maildrop first) {
        assertThat(server.maildrop("bob").password()).isEqualTo("secret");
        assertThat(first.username()).isEqualTo("bob");
    }

    @Test
    void theServerHasTheNameOfTheTest(Pop3TestServer server) {
        assertThat(server.name()).isEqualTo("Pop3ServerTest.theServerHasTheNameOfTheTest");
    }

    @RepeatedTest(2)
    void theNameTellsRepetitionsApart(Pop3TestServer server) {
        assertThat(server.name()).matches("Pop3ServerTest.theNameTellsRepetitionsApart, repetition [12] of 2");
    }

    @Test
    @Pop3Server(tls = Tls.EXPLICIT)
    void tlsCanBeOfferedByStls() {
        assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
        try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
            assertThat(client.say("STLS")).startsWith("+OK");
        }
    }

    @Test
    @Pop3Server(virtualClock = true)
    void timeCanBeTheTestsOwn(Pop3TestServer server, VirtualClock clock) {
        try (Pop3Client client = Pop3Client.loggedInTo(endpoint)) {
            assertThat(client.say("NOOP")).startsWith("+OK");
            clock.advance(Duration.ofMinutes(11));
            assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.AUTOLOGOUT);
        }
        assertThat(clock.now()).isEqualTo(server.clock().now());
    }
}
