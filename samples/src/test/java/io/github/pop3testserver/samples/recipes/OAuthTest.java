package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@Pop3Server(tls = Tls.EXPLICIT)
class OAuthTest {

    @Test
    void logsInWithAToken(Pop3TestServer server, Maildrop maildrop) throws Exception {
        maildrop.acceptToken("ya29.valid");
        maildrop.add(message("Invoice 4711"));

        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");

        assertThat(countMessages(properties, "ya29.valid")).isEqualTo(1);
        assertThat(server.lastSession()).hasUsedTls();
    }

    @Test
    void seesThatTheTokenHasExpired(Pop3Endpoint endpoint, Maildrop maildrop) {
        maildrop.expireToken("yesterday's");

        Properties properties = endpoint.jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");

        assertThatThrownBy(() -> countMessages(properties, "yesterday's"))
                .isInstanceOf(MessagingException.class)
                .hasRootCauseMessage("STAT command failed: [AUTH] Authentication failed.");
    }

    @Test
    @Pop3Server(setup = ImmediateRefusal.class)
    void seesThatTheTokenHasExpiredWhenItLogsIn(Pop3Endpoint endpoint, Maildrop maildrop) {
        maildrop.expireToken("yesterday's");

        Properties properties = endpoint.jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");

        assertThatThrownBy(() -> countMessages(properties, "yesterday's"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    static class ImmediateRefusal implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder server) {
            server.rejectTokensImmediately();
        }
    }

    @Test
    void sendsTheTokenOnALineOfItsOwn(Pop3TestServer server, Maildrop maildrop) throws Exception {
        maildrop.acceptToken("ya29.valid");

        Properties properties = server.endpoint().jakartaMailProperties();
        properties.setProperty("mail.pop3.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.pop3.auth.xoauth2.two.line.authentication.format", "true");

        assertThat(countMessages(properties, "ya29.valid")).isZero();
        assertThat(server.lastSession()).hasSent("AUTH XOAUTH2");
    }

    private static int countMessages(Properties properties, String token) throws MessagingException {
        try (Store store = Session.getInstance(properties).getStore()) {
            store.connect("user", token);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return inbox.getMessageCount();
        }
    }
}
