package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.TestCertificate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The host name that a client asks for (RFC 6066 section 3). */
class RequestedHostTest {

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, mail.example.com",
        "TLSv1.3, mail.example.com",
        "TLSv1.3, MAIL.example.com",
        "TLSv1.3, localhost",
        // Neither an address nor anything but ASCII belongs there, but such clients have to be shown as they are.
        "TLSv1.3, 127.0.0.1",
        "TLSv1.3, bücher.example"
    })
    void isKnownAsTheClientHasWrittenIt(String protocol, String name) throws IOException {
        TlsPair pair = pairAskingFor(protocol, List.of(name));
        assertThat(pair.server().transport().requestedHost()).isNull();

        pair.settle();

        assertThat(pair.server().transport().requestedHost()).isEqualTo(name);
        assertThat(pair.server().transport().isEstablished()).isTrue();
    }

    @BothProtocols
    void isNotKnownIfTheClientDoesNotSayIt(String protocol) throws IOException {
        TlsPair pair = pairAskingFor(protocol, List.of());

        pair.settle();

        assertThat(pair.server().transport().requestedHost()).isNull();
        assertThat(pair.server().transport().isEstablished()).isTrue();
    }

    @BothProtocols
    void isKnownThoughTheClientRefusesUs(String protocol) throws IOException {
        SSLEngine client = clientAskingFor(protocol, Stream.of("mail.example.com"));
        TlsPair pair = new TlsPair(client, TlsPair.serverEngine(TestCertificate.expired()), Network.fast());

        pair.settle();

        assertThat(pair.server().failure()).isNotNull();
        assertThat(pair.server().transport().requestedHost()).isEqualTo("mail.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, two words, illegal_parameter",
        "TLSv1.3, two words, illegal_parameter",
        "TLSv1.3, two..dots, illegal_parameter",
        "TLSv1.3, '', decode_error"
    })
    void isRefusedIfItIsMalformed(String protocol, String name, String alert) throws IOException {
        TlsPair pair = pairAskingFor(protocol, List.of(name));

        pair.settle();

        assertThat(pair.client().failure()).hasMessageEndingWith("Received fatal alert: " + alert);
        assertThat(pair.client().sawFin()).isTrue();
        assertThat(pair.server().transport().requestedHost()).isNull();
    }

    private static TlsPair pairAskingFor(String protocol, List<String> names) throws IOException {
        SSLEngine client = clientAskingFor(protocol, names.stream());
        return new TlsPair(client, TlsPair.serverEngine(TestCertificate.valid()), Network.fast());
    }

    private static SSLEngine clientAskingFor(String protocol, Stream<String> names) {
        SSLEngine client = TlsPair.clientEngine(protocol);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setServerNames(names.<SNIServerName>map(UncheckedName::new).toList());
        client.setSSLParameters(parameters);
        return client;
    }

    /** A {@code SNIHostName} would not let a malformed name pass. */
    private static final class UncheckedName extends SNIServerName {
        UncheckedName(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(UTF_8));
        }
    }
}
