package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** New keys in the middle of a session: a key update in TLS 1.3, a second handshake in TLS 1.2. */
class TlsRekeyTest {

    static Stream<Arguments> cases() {
        return Stream.of("TLSv1.2", "TLSv1.3")
                .flatMap(protocol -> Stream.of(
                                Network.fast(),
                                Network.singleOctets(),
                                Network.randomChunks(4711),
                                Network.tinyBuffers(4712))
                        .map(network -> Arguments.of(protocol, network)));
    }

    @Test
    void aKeyUpdateIsAnsweredByAKeyUpdate() throws IOException {
        TlsPair pair = TlsPair.established("TLSv1.3", Network.fast());
        SSLSession session = pair.client().engine().getSession();
        pair.client().stopReading();
        pair.client().rekey();
        pair.settle();

        assertThat(pair.recordsToClient()).isEqualTo(1);
        pair.client().resumeReading();
        pair.settle();
        assertThat(pair.client().failure()).isNull();
        assertThat(pair.client().engine().getSession()).isSameAs(session);
    }

    @Test
    void aRenegotiationIsCarriedOut() throws IOException {
        TlsPair pair = TlsPair.established("TLSv1.2", Network.fast());
        SSLSession first = pair.client().engine().getSession();

        pair.client().rekey();
        pair.settle();

        assertThat(pair.client().engine().getSession()).isNotSameAs(first);
        assertThat(pair.server().transport().isEstablished()).isTrue();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void dataFlowBothWaysMeanwhileAndAfterwards(String protocol, Network network) throws IOException {
        TlsPair pair = TlsPair.established(protocol, network);

        for (int round = 0; round < 3; round++) {
            pair.client().rekey();
            pair.client().send(("LIST " + round + "\r\n").getBytes(US_ASCII));
            pair.server().send(("+OK " + round + "\r\n").getBytes(US_ASCII));
            pair.settle();
        }

        assertThat(pair.server().received()).asString().isEqualTo("LIST 0\r\nLIST 1\r\nLIST 2\r\n");
        assertThat(pair.client().received()).asString().isEqualTo("+OK 0\r\n+OK 1\r\n+OK 2\r\n");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void aReplyThatIsBeingSentComesWhole(String protocol, Network network) throws IOException {
        TlsPair pair = TlsPair.established(protocol, network);
        byte[] reply = new byte[100_000];
        new Random(1).nextBytes(reply);
        pair.client().stopReading();
        pair.server().send(reply);
        pair.settle();

        pair.client().rekey();
        pair.settle();
        pair.client().resumeReading();
        pair.client().send("NOOP\r\n".getBytes(US_ASCII));
        pair.settle();

        assertThat(pair.client().received()).isEqualTo(reply);
        assertThat(pair.server().received()).asString().isEqualTo("NOOP\r\n");
    }
}
