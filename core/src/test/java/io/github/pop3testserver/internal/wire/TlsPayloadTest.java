package io.github.pop3testserver.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Octets in, octets out, however the network cuts the records. */
class TlsPayloadTest {

    private static final int MEBIBYTE = 1 << 20;

    static Stream<Arguments> cases() {
        return Stream.of("TLSv1.2", "TLSv1.3")
                .flatMap(protocol -> Stream.of(0, 1, 16_384, 16_385, MEBIBYTE)
                        .flatMap(octets -> networks(octets).map(network -> Arguments.of(protocol, octets, network))));
    }

    private static Stream<Network> networks(int octets) {
        Stream<Network> quick = Stream.of(
                Network.fast(), Network.randomChunks(4711), Network.randomChunks(4712), Network.slowReaders());
        Stream<Network> lengthy = Stream.of(Network.singleOctets(), Network.tinyBuffers(4713));
        return octets == MEBIBYTE ? quick : Stream.concat(quick, lengthy);
    }

    @ParameterizedTest(name = "{0}, {1} octets each way, {2}")
    @MethodSource("cases")
    void octetsArriveUnchangedBothWaysAtOnce(String protocol, int octets, Network network) throws IOException {
        byte[] up = new byte[octets];
        new Random(1).nextBytes(up);
        byte[] down = new byte[octets];
        new Random(2).nextBytes(down);
        TlsPair pair = TlsPair.of(protocol, network);
        pair.client().send(up);
        pair.server().send(down);

        pair.settle();

        assertThat(pair.server().received()).isEqualTo(up);
        assertThat(pair.client().received()).isEqualTo(down);
        assertThat(pair.server().transport().protocol()).isEqualTo(protocol);
        assertThat(pair.server().transport().wantsWrite()).isFalse();
    }
}
