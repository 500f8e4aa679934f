package io.github.pop3testserver.internal.sasl;

import static io.github.pop3testserver.internal.sasl.SaslMechanism.CRAM_MD5;
import static io.github.pop3testserver.internal.sasl.SaslMechanism.LOGIN;
import static io.github.pop3testserver.internal.sasl.SaslMechanism.OAUTHBEARER;
import static io.github.pop3testserver.internal.sasl.SaslMechanism.PLAIN;
import static io.github.pop3testserver.internal.sasl.SaslMechanism.XOAUTH2;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslMechanismTest {

    @Test
    void mechanismsHaveTheirRegisteredNames() {
        assertThat(Stream.of(SaslMechanism.values()).map(SaslMechanism::mechanismName))
                .containsExactly(
                        "PLAIN",
                        "LOGIN",
                        "CRAM-MD5",
                        "SCRAM-SHA-1",
                        "SCRAM-SHA-256",
                        "XOAUTH2",
                        "OAUTHBEARER",
                        "EXTERNAL");
    }

    @ParameterizedTest
    @EnumSource
    void mechanismsAreFoundByTheirNamesInAnyCase(SaslMechanism mechanism) {
        assertThat(SaslMechanism.named(mechanism.mechanismName())).isSameAs(mechanism);
        assertThat(SaslMechanism.named(mechanism.mechanismName().toLowerCase(Locale.ROOT)))
                .isSameAs(mechanism);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NTLM", "SCRAM-SHA-256-PLUS", "CRAM_MD5", "PLAIN "})
    void otherNamesAreUnknown(String name) {
        assertThat(SaslMechanism.named(name)).isNull();
    }

    @Test
    void onlyCramMd5TakesNoInitialResponse() {
        assertThat(SaslMechanism.values())
                .filteredOn(mechanism -> !mechanism.takesInitialResponse())
                .containsExactly(CRAM_MD5);
    }

    @Test
    void passwordsAndTokensAreSentInPlaintextByFour() {
        assertThat(SaslMechanism.values())
                .filteredOn(SaslMechanism::isPlaintext)
                .containsExactly(PLAIN, LOGIN, XOAUTH2, OAUTHBEARER);
    }
}
