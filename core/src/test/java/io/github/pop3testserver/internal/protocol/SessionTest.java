package io.github.pop3testserver.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Features;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Tls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What a session tells of itself beside its replies. */
class SessionTest {

    private final Users users = new Users(() -> 0, Integer.MAX_VALUE);
    private final StoredMaildrop maildrop = users.add("user", "password");
    private final Session session = session(Pop3TestServer.builder());

    private Session session(Pop3TestServerBuilder builder) {
        return new Session(1, users, Features.of(builder), "<1@localhost>", false);
    }

    private static String say(Session session, String line) {
        return session.onLine(CommandLine.of(line)).status();
    }

    private static String plain(String password) {
        return Base64.getEncoder().encodeToString(("\0user\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void failedLoginsAreTooMuchWhateverIsSaidBetweenThem() {
        Session impatient = session(Pop3TestServer.builder().maxLoginAttempts(3));
        say(impatient, "USER user");
        say(impatient, "PASS wrong");
        say(impatient, "CAPA");
        say(impatient, "AUTH PLAIN " + plain("wrong"));
        assertThat(impatient.exceedsLimits()).isFalse();
        say(impatient, "AUTH PLAIN");
        say(impatient, plain("wrong"));
        assertThat(impatient.exceedsLimits()).isTrue();
    }

    @Test
    void whatIsRejectedBeforeCredentialsAreJudgedIsNoFailedLogin() {
        Session impatient = session(Pop3TestServer.builder().maxLoginAttempts(1));
        say(impatient, "PASS password");
        say(impatient, "APOP user c4c9334bac560ecc979e58001b3e22fb");
        say(impatient, "AUTH NTLM");
        say(impatient, "AUTH LOGIN");
        say(impatient, "*");
        say(impatient, "AUTH PLAIN");
        say(impatient, "*");
        assertThat(impatient.exceedsLimits()).isFalse();
        assertThat(say(impatient, "AUTH PLAIN " + plain("password"))).isEqualTo("+OK Logged in.");
        assertThat(impatient.exceedsLimits()).isFalse();
    }

    @Test
    void badCommandsAreTooMuchIfTheyComeInARow() {
        Session impatient = session(Pop3TestServer.builder().maxBadCommands(2));
        say(impatient, "LAST");
        say(impatient, "CAPA");
        say(impatient, "LAST");
        assertThat(impatient.exceedsLimits()).isFalse();
        impatient.onLineTooLong();
        assertThat(impatient.exceedsLimits()).isTrue();
    }

    /** RFC 1939 section 7: PASS is for the command immediately after USER. */
    @Test
    void aLineThatWasTooLongComesBetweenUserAndPass() {
        say(session, "USER user");
        assertThat(session.onLineTooLong().status()).isEqualTo("-ERR Line too long.");
        assertThat(say(session, "PASS password")).isEqualTo("-ERR No username given.");
    }

    @Test
    void aResponseThatWasTooLongEndsItsExchange() {
        say(session, "AUTH PLAIN");
        assertThat(session.expectsSaslResponse()).isTrue();
        session.onLineTooLong();
        assertThat(session.expectsSaslResponse()).isFalse();
        assertThat(say(session, "USER user")).isEqualTo("+OK");
    }

    @Test
    void failedExchangesLockOutWhoseNameTheyWereAbout() {
        maildrop.lockOutAfter(1, Duration.ofMinutes(15));
        say(session, "AUTH PLAIN " + plain("wrong"));
        say(session, "USER user");
        assertThat(say(session, "PASS password")).isEqualTo("-ERR [AUTH] Too many failed logins.");
    }

    @Test
    void theLinesThatCompleteALoginAreKnownBeforehand() {
        assertThat(completes("PASS password")).isFalse();
        say(session, "USER user");
        assertThat(completes("PASS password")).isTrue();
        assertThat(completes("STAT")).isFalse();
        assertThat(completes("APOP user c4c9334bac560ecc979e58001b3e22fb")).isFalse();
        assertThat(completes("AUTH")).isFalse();
        assertThat(completes("AUTH PLAIN")).isFalse();
        assertThat(completes("AUTH PLAIN " + plain("password"))).isTrue();
        assertThat(completes("AUTH CRAM-MD5 " + plain("password"))).isFalse();
        assertThat(completes("AUTH NTLM " + plain("password"))).isFalse();
        assertThat(completes("AUTH LOGIN dXNlcg==")).isFalse();
        say(session, "AUTH LOGIN");
        assertThat(completes("dXNlcg==")).isFalse();
        say(session, "dXNlcg==");
        assertThat(completes("cGFzc3dvcmQ=")).isTrue();
        assertThat(completes("*")).isFalse();
        say(session, "cGFzc3dvcmQ=");
        assertThat(completes("PASS password")).isFalse();
    }

    /** The exchange that opens the maildrop or refuses to, and not the one that a refused token is answered with. */
    @Test
    void theOutcomeOfATokenIsTheLogin() {
        assertThat(session.loginAttempt(
                        CommandLine.of("AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer password\u0001\u0001"))))
                .isEqualTo(new LoginAttempt("user", "XOAUTH2"));
        String refused = "AUTH XOAUTH2 " + base64("user=user\u0001auth=Bearer wrong\u0001\u0001");
        assertThat(completes(refused)).isFalse();
        say(session, refused);
        assertThat(session.failedLogins()).isZero();
        assertThat(session.loginAttempt(CommandLine.of(""))).isEqualTo(new LoginAttempt("user", "XOAUTH2"));
        say(session, "");
        assertThat(session.failedLogins()).isEqualTo(1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean completes(String line) {
        return session.loginAttempt(CommandLine.of(line)) != null;
    }

    /** RFC 2595 section 4: STLS is for the AUTHORIZATION state, and for a connection that is not protected yet. */
    @Test
    void stlsIsOfferedUntilTheLoginOrTls() {
        Pop3TestServerBuilder builder = Pop3TestServer.builder().tls(Tls.EXPLICIT);
        Session plain = session(builder);
        Session secured = session(builder);
        assertThat(session.offersStls()).as("without TLS").isFalse();
        assertThat(plain.offersStls()).isTrue();

        say(plain, "USER user");
        assertThat(plain.offersStls()).isTrue();
        say(plain, "PASS password");
        assertThat(plain.offersStls()).isFalse();

        say(secured, "STLS");
        secured.tlsStarted();
        assertThat(secured.offersStls()).isFalse();
    }

    @Test
    void itKnowsTheMaildropFromTheLoginOn() {
        assertThat(session.isBeforeLogin()).isTrue();
        assertThat(session.maildrop()).isNull();
        say(session, "USER user");
        say(session, "PASS password");
        assertThat(session.isBeforeLogin()).isFalse();
        assertThat(session.maildrop().maildrop()).isSameAs(maildrop);
        session.abandon();
        assertThat(session.maildrop().isOver()).isTrue();
        assertThat(maildrop.isLocked()).isFalse();
    }
}
