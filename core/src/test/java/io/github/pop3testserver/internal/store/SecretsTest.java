package io.github.pop3testserver.internal.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void aPasswordIsComparedToTheOctet() {
        Secrets secrets = new Secrets("secret");
        assertThat(secrets.isPassword("secret".getBytes(US_ASCII))).isTrue();
        assertThat(secrets.isPassword("Secret".getBytes(US_ASCII))).isFalse();
        assertThat(secrets.isPassword("secret ".getBytes(US_ASCII))).isFalse();
        assertThat(secrets.isPassword(new byte[0])).isFalse();
    }

    @Test
    void aPasswordMayComeInUtf8OrInIso88591() {
        Secrets secrets = new Secrets("grün §");
        assertThat(secrets.isPassword("grün §".getBytes(UTF_8))).isTrue();
        assertThat(secrets.isPassword("grün §".getBytes(ISO_8859_1))).isTrue();
        assertThat(secrets.isPassword("gr?n ?".getBytes(US_ASCII))).isFalse();
    }

    @Test
    void aPasswordBeyondIso88591ComesInUtf8Only() {
        Secrets secrets = new Secrets("пароль");
        assertThat(secrets.isPassword("пароль".getBytes(UTF_8))).isTrue();
        assertThat(secrets.isPassword("??????".getBytes(US_ASCII))).isFalse();
    }

    /** RFC 4616 section 2: SASLprep for the stored password and for the presented one. */
    @Test
    void aPasswordIsComparedPreparedToo() {
        Secrets secrets = new Secrets("caf\u00E9\u00A0\u00BC");
        assertThat(secrets.isPassword("caf\u00E9 1\u20444".getBytes(UTF_8))).isTrue();
        assertThat(secrets.isPassword("cafe\u0301\u2003\u00BC\u00AD".getBytes(UTF_8)))
                .isTrue();
        assertThat(secrets.isPassword("caf\u00E9 \u00BC".getBytes(ISO_8859_1))).isTrue();
        assertThat(secrets.isPassword("cafe \u00BC".getBytes(UTF_8))).isFalse();
        assertThat(new Secrets("IX").isPassword("\u2168".getBytes(UTF_8))).isTrue();
    }

    @Test
    void aPasswordThatCannotBePreparedIsComparedAsItIs() {
        for (String password : List.of("a\u0007b", "\u00AD", "", "a\uFFFDb", "\u200E")) {
            Secrets secrets = new Secrets(password);
            assertThat(secrets.isPassword(password.getBytes(UTF_8)))
                    .as(password)
                    .isTrue();
            assertThat(secrets.isPassword("ab".getBytes(UTF_8))).as(password).isFalse();
        }
        assertThat(new Secrets("\u00AD").isPassword(new byte[0])).isFalse();
        assertThat(new Secrets("a\uFFFDb").isPassword(new byte[] {'a', (byte) 0xFF, 'b'}))
                .isFalse();
    }

    @Test
    void anEmptyPasswordIsAPassword() {
        Secrets secrets = new Secrets("");
        assertThat(secrets.isPassword(new byte[0])).isTrue();
        assertThat(secrets.isPassword(new byte[1])).isFalse();
    }

    @Test
    void aChangedPasswordReplacesTheOldOne() {
        Secrets secrets = new Secrets("old");
        secrets.changePassword("new");
        assertThat(secrets.isPassword("old".getBytes(US_ASCII))).isFalse();
        assertThat(secrets.isPassword("new".getBytes(US_ASCII))).isTrue();
        assertThat(secrets.password()).isEqualTo("new");
    }

    @Test
    void thePasswordIsATokenUntilOneIsNamed() {
        Secrets secrets = new Secrets("secret");
        assertThat(secrets.isToken("secret")).isTrue();
        assertThat(secrets.isToken("t1")).isFalse();
        secrets.acceptToken("t1");
        assertThat(secrets.isToken("secret")).isFalse();
        assertThat(secrets.isToken("t1")).isTrue();
        secrets.expireToken("t1");
        assertThat(secrets.isToken("t1")).isFalse();
    }

    @Test
    void thePasswordIsNoTokenOnceOneHasExpired() {
        Secrets secrets = new Secrets("secret");
        secrets.expireToken("t1");
        assertThat(secrets.isToken("secret")).isFalse();
    }
}
