package io.github.pop3testserver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.ScramClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A maildrop whose name and password SASLprep changes (RFC 4013) opens with each of them as it is, and prepared: some
 * clients prepare what they send (RFC 4616 section 2, RFC 6856 section 2.2), and some do not.
 */
class PreparedLoginsTest extends StageTest {

    /** With a soft hyphen, a ligature, a full-width digit and a letter with a combining accent. */
    private static final String NAME = "us\u00ADer \uFB01ance\u0301 \uFF11";

    private static final String PREPARED_NAME = "user fianc\u00E9 1";

    /** With a no-break space, a roman numeral, a superscript and an em space. */
    private static final String PASSWORD = "p\u00A0\u2168\u00B2\u2003x";

    private static final String PREPARED_PASSWORD = "p IX2 x";

    private static final List<String> NAMES = List.of(NAME, PREPARED_NAME);
    private static final List<String> PASSWORDS = List.of(PASSWORD, PREPARED_PASSWORD);

    private Stage stage;

    @Override
    Stage stage() {
        if (stage == null) {
            stage = kind.open(builder -> builder.maildrop(NAME, PASSWORD)
                    .administrator("ro\u00ADot", PASSWORD)
                    .apop());
        }
        return stage;
    }

    @AfterEach
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    /** A login by one of the mechanisms; returns the last reply. */
    private interface Login {
        String reply(Peer peer, String name, String password) throws GeneralSecurityException;
    }

    /** With each form of the name and each of the password, and with no other password. */
    private void opensWithEachForm(Login login) throws GeneralSecurityException {
        for (String name : NAMES) {
            for (String password : PASSWORDS) {
                try (Peer peer = stage().connect()) {
                    assertThat(login.reply(peer, name, password))
                            .as("reply to %s, %s", name, password)
                            .isEqualTo("+OK Logged in.\n");
                }
            }
            try (Peer peer = stage().connect()) {
                assertThat(login.reply(peer, name, "p IX2")).isEqualTo("-ERR [AUTH] Authentication failed.\n");
            }
        }
    }

    @Test
    void openWithUserAndPass() throws GeneralSecurityException {
        opensWithEachForm((peer, name, password) -> {
            peer.say("USER " + name);
            return peer.say("PASS " + password);
        });
    }

    @Test
    void openWithApop() throws GeneralSecurityException {
        opensWithEachForm((peer, name, password) -> {
            String greeting = peer.greeting();
            String timestamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            byte[] md5 =
                    MessageDigest.getInstance("MD5").digest((timestamp + password).getBytes(StandardCharsets.UTF_8));
            return peer.say(
                    "APOP " + name.replace(' ', '\u2003') + " " + HexFormat.of().formatHex(md5));
        });
    }

    @Test
    void openWithPlain() throws GeneralSecurityException {
        opensWithEachForm((peer, name, password) -> peer.say("AUTH PLAIN " + base64("\0" + name + "\0" + password)));
    }

    @Test
    void openForAnAdministrator() throws GeneralSecurityException {
        opensWithEachForm((peer, name, password) ->
                peer.say("AUTH PLAIN " + base64(name + "\0" + "r\u00ADoot" + "\0" + password)));
    }

    @Test
    void openWithLogin() throws GeneralSecurityException {
        opensWithEachForm((peer, name, password) -> {
            peer.say("AUTH LOGIN");
            peer.say(base64(name));
            return peer.say(base64(password));
        });
    }

    @Test
    void openWithCramMd5() throws GeneralSecurityException {
        opensWithEachForm(
                (peer, name, password) -> peer.say(CramMd5Client.response(peer.say("AUTH CRAM-MD5"), name, password)));
    }

    @Test
    void openWithScram() throws GeneralSecurityException {
        for (String hash : List.of("SHA-1", "SHA-256")) {
            opensWithEachForm((peer, name, password) -> {
                ScramClient client = new ScramClient(hash, "n,,", "n=" + name + ",r=abc", password);
                String serverFirst = decoded(peer.say("AUTH SCRAM-" + hash + " " + base64(client.first())));
                String serverFinal = peer.say(base64(client.last(serverFirst)));
                if (serverFinal.startsWith("-ERR")) {
                    return serverFinal;
                }
                assertThat(decoded(serverFinal)).isEqualTo(client.expected(serverFirst));
                return peer.say("");
            });
        }
    }

    @Test
    void openWithATokenForEachFormOfTheName() {
        try (Stage tokens = kind.open(builder -> builder.maildrop(NAME, "token").rejectTokensImmediately())) {
            for (String name : NAMES) {
                tokens.plays("""
                        C: AUTH XOAUTH2 %s
                        S: +OK Logged in.
                        """.formatted(base64("user=" + name + "\1auth=Bearer token\1\1")));
                tokens.plays("""
                        C: AUTH OAUTHBEARER %s
                        S: +OK Logged in.
                        """.formatted(base64("n,a=" + name + ",\1auth=Bearer token\1\1")));
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String challenge) {
        return new String(Base64.getDecoder().decode(challenge.substring(2).strip()), StandardCharsets.UTF_8);
    }
}
