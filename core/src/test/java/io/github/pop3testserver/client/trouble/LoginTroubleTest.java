package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.SASL_RESPONSE;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.ResponseCode.AUTH_FAILED;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.ResponseCode.SYS_TEMP;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropLock;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Reply;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.EOFException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins that are refused for another reason than the client believes. */
class LoginTroubleTest {

    /** A message of type 2 with the challenge 0123456789ABCDEF, and without a target. */
    private static final String NTLM_CHALLENGE = "TlRMTVNTUAACAAAAAAAAADAAAAABggAAASNFZ4mrze8AAAAAAAAAAAAAAAAwAAAA";

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage order = maildrop.add(message("Order"));

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aLockLooksLikeAWrongPasswordAndPasses() throws Exception {
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("[IN-USE] maildrop already locked");
        }
        assertThat(Angus.fetchAndDelete(server)).containsExactly("Order");
        assertThat(maildrop).hasDeletedExactly(order);
        assertThat(server).hasSessions(3).hasFailedLogins(2);
    }

    @Test
    void theLockOfAnotherClientLooksLikeAWrongPasswordToo() throws Exception {
        try (MaildropLock another = maildrop.lock()) {
            assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("[IN-USE]");
            assertThat(another).isNotNull();
        }
        assertThat(Angus.fetchAndDelete(server)).containsExactly("Order");
    }

    @Test
    void aFailureInsideTheServerLooksLikeAWrongPasswordToo() throws Exception {
        server.on(LOGIN).err(SYS_TEMP, "backend is away");

        assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[SYS/TEMP] backend is away");
        assertThat(Angus.fetchAndDelete(server)).containsExactly("Order");
    }

    @Test
    void aServerMayHangUpBehindItsRefusal() throws Exception {
        server.on(PASS).reply(Reply.err(AUTH_FAILED, "Authentication failed.").thenDisconnect());

        try (CommonsNet client = CommonsNet.connectedTo(server)) {
            assertThat(client.login("user", "guess")).isFalse();
            assertThatThrownBy(() -> client.login("user", "password")).isInstanceOf(EOFException.class);
        }
        assertThat(server).hasFailedLogins(1);
    }

    @Test
    void aServerMayHangUpInPlaceOfARefusal() throws Exception {
        server.on(PASS).disconnect(beforeReply());

        // Jakarta Mail takes whatever goes wrong before it is logged in for a matter of the password.
        assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage("EOF on socket");
        assertThat(maildrop).isNotLocked();
        assertThat(Angus.fetchAndDelete(server)).containsExactly("Order");
    }

    @Test
    void aTokenThatHasExpiredIsNotNoticedBeforeTheMaildropIsOpened() throws Exception {
        maildrop.acceptToken("t1");
        Angus.visiting(oauth("t1")).close();
        maildrop.expireToken("t1");

        try (Store store = Angus.connect(oauth("t1"))) {
            assertThatThrownBy(() -> store.getFolder("INBOX").open(Folder.READ_ONLY))
                    .rootCause()
                    .hasMessageContaining("STAT command failed: [AUTH]");
        }
        maildrop.acceptToken("t2");
        Angus.visiting(oauth("t2")).close();
        assertThat(server).hasFailedLogins(1);
    }

    @Test
    void aTokenThatHasExpiredIsNoticedWhereTheServerRefusesItAtOnce() {
        try (Pop3TestServer microsoft =
                Pop3TestServer.builder().rejectTokensImmediately().start()) {
            microsoft.maildrop().expireToken("t1");

            assertThatThrownBy(() -> Angus.connect(oauth(microsoft, "t1")))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
    }

    @Test
    void aTokenThatIsTooLongForOneLineNeedsTwo() throws Exception {
        String token = "t".repeat(355);
        try (Pop3TestServer exchange =
                Pop3TestServer.builder().maxSaslLineOctets(512).start()) {
            exchange.maildrop().acceptToken(token);

            assertThatThrownBy(() -> Angus.connect(oauth(exchange, token)))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("too long");
            Angus.visiting(inTwoLines(oauth(exchange, token))).close();
            assertThat(exchange.lastSession()).hasSent("AUTH XOAUTH2");
        }
    }

    @Test
    void aServerMayRefuseTheFormOfOneLine() throws Exception {
        maildrop.acceptToken("t1");
        server.on(AUTH).matching(line -> line.arguments().size() > 1).err("Protocol error. Connection is closed. 10");

        assertThatThrownBy(() -> Angus.connect(oauth("t1"))).isInstanceOf(AuthenticationFailedException.class);
        Angus.visiting(inTwoLines(oauth("t1"))).close();
    }

    @Test
    void anOkInPlaceOfAChallengeIsTakenForALogin() throws Exception {
        server.on(AUTH).reply(raw("+OK\r\n"));
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "PLAIN");

        try (Store store = Angus.connect(properties)) {
            assertThatThrownBy(() -> store.getFolder("INBOX").open(Folder.READ_ONLY))
                    .isInstanceOf(MessagingException.class);
        }
        assertThat(server.lastSession().username()).isEmpty();
    }

    @Test
    void aLoginMayEndWithABareOk() throws Exception {
        server.on(LOGIN).processThenReply(raw("+OK\r\n"));

        assertThat(Angus.fetchAndDelete(server)).containsExactly("Order");
    }

    @Test
    void aServerMayInsistOnNtlm() throws Exception {
        try (Pop3TestServer exchange = Pop3TestServer.builder()
                .capabilities("TOP", "UIDL", "SASL NTLM")
                .start()) {
            exchange.on(AUTH).reply(raw("+ " + NTLM_CHALLENGE + "\r\n"));
            exchange.on(SASL_RESPONSE).logIn(exchange.maildrop());
            Properties properties = exchange.endpoint().jakartaMailProperties();
            properties.setProperty("mail.pop3.auth.mechanisms", "NTLM");

            Angus.visiting(properties).close();
            assertThat(exchange.lastSession().username()).contains("user");
            assertThat(exchange.lastSession()).hasNeverSent(USER, PASS);
            exchange.verify();
        }
    }

    private Properties oauth(String token) {
        return oauth(server, token);
    }

    private static Properties oauth(Pop3TestServer server, String token) {
        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.pop3.password", token);
        return properties;
    }

    private static Properties inTwoLines(Properties properties) {
        properties.setProperty("mail.pop3.auth.xoauth2.two.line.authentication.format", "true");
        return properties;
    }
}
