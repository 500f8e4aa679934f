package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that reset the connection: RFC 1939 section 6 says that nothing is deleted then. */
class ResetTest {

    private static final int LARGE = 20_000_000;

    /** When a client resets the connection, after the greeting and after TLS. */
    enum Moment {
        AFTER_THE_GREETING,
        WITHIN_THE_FIRST_LINE,
        BETWEEN_USER_AND_PASS,
        WITHIN_A_SASL_DIALOGUE,
        AFTER_LOGIN,
        WITHIN_QUIT,
        WHILE_A_REPLY_FLOWS,
        BETWEEN_DELE_AND_QUIT;

        void lead(RawClient client) {
            switch (this) {
                case AFTER_THE_GREETING -> {}
                case WITHIN_THE_FIRST_LINE -> client.send("US");
                case BETWEEN_USER_AND_PASS ->
                    assertThat(client.command("USER user")).isEqualTo("+OK");
                case WITHIN_A_SASL_DIALOGUE ->
                    assertThat(client.command("AUTH PLAIN")).isEqualTo("+ ");
                case AFTER_LOGIN -> login(client);
                case WITHIN_QUIT -> {
                    BETWEEN_DELE_AND_QUIT.lead(client);
                    client.send("QUIT\r");
                }
                case WHILE_A_REPLY_FLOWS -> {
                    login(client);
                    assertThat(client.command("RETR 3")).isEqualTo("+OK " + LARGE + " octets");
                }
                case BETWEEN_DELE_AND_QUIT -> {
                    login(client);
                    assertThat(client.command("DELE 1")).isEqualTo("+OK Marked to be deleted.");
                }
            }
        }
    }

    private static void login(RawClient client) {
        client.command("USER user");
        assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
    }

    static Stream<Arguments> everywhere() {
        return Arrays.stream(Tls.values())
                .flatMap(tls -> Arrays.stream(Moment.values()).map(moment -> Arguments.of(tls, moment)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aResetEndsTheSessionWithoutUpdateAndTheNextClientIsServed(Tls tls, Moment moment) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.maildrop().add(2, i -> message("small"));
            if (moment == Moment.WHILE_A_REPLY_FLOWS) {
                server.maildrop().add(message("large").sized(LARGE));
            }
            RawClient client = RawClient.greetedBy(server);
            moment.lead(client);
            client.reset();
            assertNothingIsLeftOf(server);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void aResetBeforeTheHandshakeIsOne(Tls tls) {
        resetWithin(tls, client -> {});
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void aResetWithinTheHandshakesFirstRecordIsOne(Tls tls) {
        resetWithin(tls, client -> client.send(Arrays.copyOf(clientHello(), 50)));
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPLICIT", "IMPLICIT"})
    void aResetBehindTheServersHelloIsOne(Tls tls) {
        // A handshake record begins with the octet 22; to read it is to know that the server has answered.
        resetWithin(
                tls,
                client -> assertThat(client.send(clientHello()).readOctet()).isEqualTo(22));
    }

    /** A client that is about to begin TLS, and does not get to its end. */
    private static void resetWithin(Tls tls, Consumer<RawClient> handshake) {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            server.maildrop().add(message("small"));
            RawClient client = RawClient.withoutTls(server.endpoint());
            if (tls == Tls.EXPLICIT) {
                client.readLine();
                assertThat(client.command("STLS")).isEqualTo("+OK Begin TLS negotiation now.");
            }
            handshake.accept(client);
            client.reset();
            assertNothingIsLeftOf(server);
        }
    }

    private static byte[] clientHello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return Arrays.copyOf(hello.array(), hello.position());
        } catch (SSLException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertNothingIsLeftOf(Pop3TestServer server) {
        assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.CLIENT_RESET);
        server.await().noOpenConnections();
        assertThat(server.maildrop()).hasDeletedNothing().isNotLocked();
        server.verify();
        try (RawClient next = RawClient.greetedBy(server)) {
            login(next);
            int mails = server.maildrop().allMessages().size();
            assertThat(next.command("STAT")).startsWith("+OK " + mails + " ");
            assertThat(next.command("QUIT")).isEqualTo("+OK Logging out.");
        }
    }
}
