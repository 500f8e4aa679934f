package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What one call does by itself, whether another one follows or not. */
class TlsCallsTest {

    private final ByteBuffer target = ByteBuffer.allocate(10);

    /** Until the client waits for an answer. */
    private static void say(TlsPair pair) throws IOException {
        while (pair.client().act()) {
            // It has more to say.
        }
    }

    private static byte[] takenFromTheSocket(TlsPair pair) {
        byte[] octets = pair.toServer().underway();
        pair.toServer().read(ByteBuffer.allocate(octets.length));
        return octets;
    }

    @BothProtocols
    void octetsThatSomebodyElseHasReadAreTheFirst(String protocol) throws IOException {
        TlsPair pair = TlsPair.of(protocol, Network.fast());
        TlsTransport transport = pair.server().transport();
        say(pair);

        transport.feed(new byte[0]);
        assertThat(transport.hasBufferedInput()).isFalse();
        transport.feed(takenFromTheSocket(pair));
        assertThat(transport.hasBufferedInput()).isTrue();
        assertThat(transport.read(target)).isZero();
        assertThat(pair.toClient().underway()).as("the answer to them").isNotEmpty();

        pair.settle();
        assertThat(transport.isEstablished()).isTrue();
        assertThat(transport.hasBufferedInput()).isFalse();
    }

    @Test
    void whatIsReadIsAnsweredAtOnceIfItAsksForIt() throws IOException {
        TlsPair pair = TlsPair.established("TLSv1.3", Network.fast());
        pair.client().rekey();
        say(pair);

        assertThat(pair.server().transport().read(target)).isZero();

        assertThat(pair.recordsToClient()).isEqualTo(1);
        assertThat(pair.server().transport().wantsWrite()).isFalse();
    }

    /** A selector may wake a reader for nothing. */
    @BothProtocols
    void aReadForNothingEndsNothing(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        TlsTransport transport = pair.server().transport();

        assertThat(transport.read(target)).isZero();
        assertThat(transport.hasBufferedInput()).isFalse();

        pair.client().send("QUIT\r\n".getBytes(US_ASCII));
        say(pair);
        assertThat(transport.read(target)).isEqualTo(6);
        assertThat(target.array()).asString(US_ASCII).startsWith("QUIT\r\n");
    }

    @BothProtocols
    void aRecordThatIsLongerThanTheReadersBufferIsReadInPieces(String protocol) throws IOException {
        TlsPair pair = established(protocol, "USER a\r\nPASS b\r\n");
        TlsTransport transport = pair.server().transport();

        assertThat(transport.read(target)).isEqualTo(10);
        assertThat(transport.hasBufferedInput()).isTrue();
        assertThat(transport.read(target.position(4))).isEqualTo(6);
        assertThat(target.array()).asString(US_ASCII).isEqualTo("USERSS b\r\n");
        assertThat(transport.hasBufferedInput()).isFalse();
    }

    @BothProtocols
    void whatWasDecipheredAndNotReadIsThrownAwayWithTheRest(String protocol) throws IOException {
        TlsPair pair = established(protocol, "USER a\r\nPASS b\r\n");
        TlsTransport transport = pair.server().transport();
        transport.read(target);

        transport.shutdownOutput();

        assertThat(transport.hasBufferedInput()).isFalse();
        assertThat(transport.read(target.clear())).isZero();
        assertThat(target.position()).isZero();
    }

    @BothProtocols
    void aFailureIsToldTheClientAtOnceAndThenNothingIsReadOrWritten(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        TlsTransport transport = pair.server().transport();
        pair.toServer().write(TlsPair.garbage());

        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> transport.read(target));

        assertThat(pair.recordsToClient()).as("the alert").isEqualTo(1);
        assertThat(transport.wantsWrite()).isFalse();
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> transport.write(ByteBuffer.allocate(1)));
        pair.toServer().write(TlsPair.garbage());
        assertThat(transport.read(target)).isZero();
        assertThat(pair.toServer().underway()).as("it is read all the same").hasSize(35);
    }

    @BothProtocols
    void resetIsThePlainOne(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.client().sendCloseNotify();
        pair.settle();
        int before = pair.toClient().underway().length;

        pair.server().transport().reset();

        assertThat(pair.server().isOpen()).isFalse();
        assertThat(pair.toClient().underway()).as("without a word").hasSize(before);
    }

    private static TlsPair established(String protocol, String said) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.client().send(said.getBytes(US_ASCII));
        say(pair);
        return pair;
    }
}
