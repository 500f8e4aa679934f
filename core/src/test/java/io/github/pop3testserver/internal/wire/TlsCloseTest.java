package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** How a session ends, properly and otherwise. */
class TlsCloseTest {

    @Test
    void aClientThatHasSaidCloseNotifyStillReadsOurData() throws IOException {
        TlsPair pair = TlsPair.established("TLSv1.3", Network.fast());
        pair.client().send(octets("QUIT\r\n"));
        pair.settle();
        pair.client().sendCloseNotify();
        pair.client().sendFin();
        pair.settle();

        assertThat(pair.server().inputHasEnded()).isTrue();
        pair.server().send(octets("+OK bye\r\n"));
        pair.settle();

        assertThat(pair.server().received()).asString().isEqualTo("QUIT\r\n");
        assertThat(pair.client().received()).asString().isEqualTo("+OK bye\r\n");
        assertThat(pair.client().sawCloseNotify()).isFalse();
    }

    /** RFC 5246 section 7.2.1: it has to be answered by close_notify at once, and what waits is dropped. */
    @Test
    void beforeTls13CloseNotifyEndsBothDirections() throws IOException {
        TlsPair pair = TlsPair.established("TLSv1.2", Network.fast());
        pair.client().sendCloseNotify();
        pair.settle();

        assertThat(pair.server().inputHasEnded()).isTrue();
        assertThat(pair.client().sawCloseNotify()).isTrue();
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> pair.server().transport().write(ByteBuffer.wrap(octets("+OK\r\n"))));
    }

    @BothProtocols
    void ourCloseNotifyComesBeforeFin(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.server().send(octets("+OK bye\r\n"));
        pair.settle();
        pair.server().transport().endOutput();
        pair.settle();

        assertThat(pair.client().sawCloseNotify()).isTrue();
        assertThat(pair.client().sawFin()).isFalse();
        pair.server().transport().shutdownOutput();
        pair.settle();

        assertThat(pair.client().received()).asString().isEqualTo("+OK bye\r\n");
        assertThat(pair.client().sawFin()).isTrue();
        assertThat(pair.client().failure()).isNull();
    }

    @BothProtocols
    void finWithoutCloseNotifyIsATruncationForTheClient(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.server().send(octets("+OK 120 octets\r\nhalf a mess"));
        pair.settle();
        pair.server().transport().shutdownOutput();
        pair.settle();

        assertThat(pair.client().received()).asString().isEqualTo("+OK 120 octets\r\nhalf a mess");
        assertThat(pair.client().sawFin()).isTrue();
        assertThat(pair.client().failure()).isInstanceOf(SSLException.class).hasMessageContaining("close_notify");
    }

    @BothProtocols
    void finWithoutTheClientsCloseNotifyIsATruncationForUs(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.client().send(octets("DELE 1\r\nQU"));
        pair.client().sendFin();
        pair.settle();

        assertThat(pair.server().received()).asString().isEqualTo("DELE 1\r\nQU");
        assertThat(pair.server().inputHasEnded()).isTrue();
        assertThat(pair.server().failure()).isNull();
        assertThatCloseSaysNothing(pair);
    }

    @BothProtocols
    void finInTheMiddleOfARecordIsATruncation(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.toServer().write(ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 40, 1, 2, 3}));
        pair.toServer().end();
        pair.settle();

        assertThat(pair.server().received()).isEmpty();
        assertThat(pair.server().inputHasEnded()).isTrue();
        assertThatCloseSaysNothing(pair);
    }

    @BothProtocols
    void afterShutdownWhatTheClientSendsIsThrownAwayUpToItsFin(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.server().transport().shutdownOutput();
        pair.client().stopReading();
        pair.client().send(octets("NOOP\r\n"));
        pair.settle();

        assertThat(pair.server().received()).isEmpty();
        assertThat(pair.toServer().underway())
                .as("it is read, or the connection would be reset")
                .isEmpty();
        pair.client().sendFin();
        pair.settle();
        assertThat(pair.server().inputHasEnded()).isTrue();
    }

    @BothProtocols
    void nothingCanBeWrittenBehindCloseNotify(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        TlsTransport transport = pair.server().transport();
        transport.endOutput();
        transport.endOutput();

        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> transport.write(ByteBuffer.wrap(octets("+OK\r\n"))));
        assertThat(pair.recordsToClient()).isEqualTo(1);
    }

    @BothProtocols
    void closeSaysCloseNotifyToAClientThatHasSaidIt(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.client().sendCloseNotify();
        pair.settle();

        pair.server().transport().close();
        pair.settle();

        assertThat(pair.client().sawCloseNotify()).isTrue();
        assertThat(pair.client().failure()).isNull();
        assertThat(pair.server().isOpen()).isFalse();
    }

    @BothProtocols
    void closeSaysNothingToAnyOtherClient(String protocol) throws IOException {
        assertThatCloseSaysNothing(TlsPair.established(protocol, Network.fast()));
    }

    private static void assertThatCloseSaysNothing(TlsPair pair) throws IOException {
        pair.server().transport().close();

        assertThat(pair.toClient().underway()).isEmpty();
        assertThat(pair.toClient().hasEnded()).isTrue();
    }

    @BothProtocols
    void theHandshakeMayBeCutOffAtAnyOctetOfTheClient(String protocol) throws IOException {
        Network octetByOctet = new Network("one octet on its way at most", 1, () -> 1, () -> 1, 1);
        long octets = TlsPair.established(protocol, octetByOctet).toServer().delivered();
        for (long cut = 0; cut < octets - 1; cut += 11) {
            TlsPair pair = TlsPair.of(protocol, octetByOctet);
            while (pair.toServer().delivered() < cut) {
                pair.client().act();
                pair.server().act();
            }
            pair.toServer().end();
            pair.settle();
            assertThat(pair.server().inputHasEnded())
                    .as("input has ended after %s octets", cut)
                    .isTrue();
            assertThat(pair.server().failure()).isNull();
            assertThat(pair.server().transport().isEstablished()).isFalse();
        }
    }

    @BothProtocols
    void closeDuringTheHandshakeSaysNothing(String protocol) throws IOException {
        TlsPair pair = TlsPair.of(protocol, Network.fast());
        pair.answerFirstFlight();
        long underway = pair.toClient().underway().length;

        pair.server().transport().close();
        pair.settle();

        assertThat(pair.toClient().delivered())
                .as("of the server's first flight")
                .isEqualTo(underway);
        assertThat(pair.client().failure()).hasMessageContaining("close_notify");
        assertThat(pair.server().isOpen()).isFalse();
    }

    private static byte[] octets(String text) {
        return text.getBytes(US_ASCII);
    }
}
