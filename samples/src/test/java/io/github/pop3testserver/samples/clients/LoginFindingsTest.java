package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.ResponseCode.AUTH_FAILED;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.samples.clients.Client.ANGUS_MAIL;
import static io.github.pop3testserver.samples.clients.Client.CAMEL;
import static io.github.pop3testserver.samples.clients.Client.COMMONS_NET;
import static io.github.pop3testserver.samples.clients.Client.JAVAX_MAIL;
import static io.github.pop3testserver.samples.clients.Client.SPRING_INTEGRATION;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.EOFException;
import java.util.List;
import org.apache.commons.net.pop3.POP3Client;
import org.junit.jupiter.api.Test;

/** What surprises about connections, logins and listings on docs/clients.md, which shows the comments of these tests. */
@Pop3Server
class LoginFindingsTest extends Findings {

    /** Camel logs in a second time at once when a login fails: a wrong password is sent twice in each poll. */
    @Test
    void camelSendsAWrongPasswordTwiceInEachPoll(Pop3TestServer server) throws Exception {
        server.on(LOGIN).always().err(AUTH_FAILED, "wrong password");

        assertThat(poll(CAMEL, server).seen()).containsExactly("`AuthenticationFailedException`");

        assertThat(server).hasFailedLogins(2);
    }

    /**
     * Angus Mail does the same if {@code connect} gets the password and the session has an {@code Authenticator}: it
     * sends a wrong password twice.
     */
    @Test
    void anAuthenticatorMakesAngusMailSendAWrongPasswordTwice(Pop3TestServer server) throws Exception {
        server.on(LOGIN).always().err(AUTH_FAILED, "wrong password");
        Session session =
                Session.getInstance(MailProperties.of(server.endpoint(), TIMEOUT_MILLIS), new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("user", "password");
                    }
                });

        try (Store store = session.getStore()) {
            assertThatThrownBy(() -> store.connect("user", "password"))
                    .isInstanceOf(AuthenticationFailedException.class);
        }

        assertThat(server).hasFailedLogins(2);
    }

    /** A login that fails once is not reported by Camel: its second login succeeds. */
    @Test
    void camelDoesNotReportALoginThatFailsOnce(Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(LOGIN).err(IN_USE, "maildrop already locked");

        assertThat(poll(CAMEL, server).seen()).isEmpty();

        assertThat(server).hasFailedLogins(1);
        assertThat(maildrop).isEmpty();
    }

    /**
     * A connection that is lost before login looks like a wrong password with Angus Mail, javax.mail and Spring
     * Integration: {@code AuthenticationFailedException}.
     */
    @Test
    void aLostConnectionLooksLikeAWrongPassword(Pop3TestServer server) throws Exception {
        server.on(CONNECT).times(3).disconnect(beforeProcessing());

        for (Client client : List.of(ANGUS_MAIL, JAVAX_MAIL, SPRING_INTEGRATION)) {
            assertThat(poll(client, server).seen()).containsExactly("`AuthenticationFailedException`");
        }
    }

    /** Commons Net does not check the greeting: {@code connect} returns, and {@code login} throws. */
    @Test
    void commonsNetDoesNotReportAGreetingThatRefuses(Pop3TestServer server) throws Exception {
        server.on(GREETING).err("busy");
        POP3Client client = new POP3Client();
        client.setDefaultTimeout(TIMEOUT_MILLIS);

        client.connect(server.host(), server.port());

        assertThat(client.getReplyString()).startsWith("-ERR busy");
        assertThatThrownBy(() -> client.login("user", "password")).isInstanceOf(EOFException.class);
        client.disconnect();
    }

    /** Camel takes a maildrop that it cannot open for an empty one. */
    @Test
    void camelTakesARefusedStatForAnEmptyMaildrop(Pop3TestServer server) throws Exception {
        server.on(STAT).err("not now");

        Diary application = poll(CAMEL, server);

        assertThat(application.seen()).isEmpty();
        assertThat(application.stored()).isEmpty();
    }

    /** All that use Jakarta Mail or javax.mail take a reply to STAT that they cannot read for an empty maildrop. */
    @Test
    void aStatThatIsNotANumberLooksLikeAnEmptyMaildrop(Pop3TestServer server) throws Exception {
        server.on(STAT).always().reply(raw("+OK seven 1\r\n"));

        for (Client client : List.of(ANGUS_MAIL, JAVAX_MAIL, SPRING_INTEGRATION, CAMEL)) {
            Diary application = poll(client, server);
            assertThat(application.seen()).isEmpty();
            assertThat(application.stored()).isEmpty();
        }
    }

    /**
     * A listing without its lines makes Commons Net throw a {@code NegativeArraySizeException}, which is not an
     * {@code IOException}.
     */
    @Test
    void commonsNetThrowsNegativeArraySizeExceptionForATruncatedListing(Pop3TestServer server) throws Exception {
        server.on(LIST).disconnect(afterOctets(0));

        assertThat(poll(COMMONS_NET, server).seen()).containsExactly("`NegativeArraySizeException`");
    }
}
