package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SeedMessage;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Null is refused where it is given: it was something else by accident, or an error in the middle of a session. */
@SuppressWarnings("NullAway")
class NullArgumentsTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatNullPointerException().as(message).isThrownBy(call).withMessage(message);
    }

    @Test
    void whereAServerIsBuilt() {
        Pop3TestServerBuilder builder = Pop3TestServer.builder();
        assertRefused(() -> builder.name(null), "a name must not be null");
        assertRefused(() -> builder.maildrop(null, "password"), "a user name must not be null");
        assertRefused(() -> builder.maildrop("ann", null), "a password must not be null");
        assertRefused(() -> builder.administrator(null, "password"), "a user name must not be null");
        assertRefused(() -> builder.administrator("root", null), "a password must not be null");
        assertRefused(() -> builder.tls(null), "a kind of TLS must not be null; Tls.NONE is the default");
        assertRefused(
                () -> builder.certificate(null),
                "a certificate must not be null; TestCertificate.valid() is the default");
        assertRefused(
                () -> builder.plaintextAfterStls(null),
                "what becomes of plaintext after STLS must not be null; PlaintextAfterStls.CLOSE is the default");
        assertRefused(() -> builder.virtualClock(null), "a start must not be null; use virtualClock() for the default");
        assertRefused(
                () -> builder.strictness(null), "a strictness must not be null; Strictness.STRICT is the default");
        assertRefused(() -> builder.log(null), "a stream must not be null; System.out, for example");
        assertRefused(() -> builder.greeting(null), "a text must not be null; it may be empty");
        assertRefused(() -> builder.apop(null), "a timestamp must not be null; apop() chooses one");
        assertRefused(() -> builder.tlsVersions("TLSv1.3", null), "a TLS version must not be null");
        assertRefused(() -> builder.tlsVersions((String[]) null), "a TLS version must not be null");
        assertRefused(() -> builder.authMechanisms("PLAIN", null), "the name of a mechanism must not be null");
        assertRefused(() -> builder.capabilities("TOP", null), "a capability must not be null");
        assertRefused(() -> builder.capabilitiesAfterLogin("TOP", null), "a capability must not be null");
        assertRefused(() -> builder.withoutCapabilities("TOP", null), "the name of a capability must not be null");
    }

    @Test
    void whereAUserIsAdded() {
        assertRefused(() -> server.addMaildrop(null, "password"), "a user name must not be null");
        assertRefused(() -> server.addMaildrop("ann", null), "a password must not be null");
        assertRefused(() -> server.addAdministrator(null, "password"), "a user name must not be null");
        assertRefused(() -> server.addAdministrator("root", null), "a password must not be null");
    }

    @Test
    void whereAMaildropChanges() {
        Maildrop maildrop = server.maildrop();
        assertRefused(() -> maildrop.changePassword(null), "a password must not be null");
        assertRefused(() -> maildrop.acceptToken(null), "a token must not be null");
        assertRefused(() -> maildrop.expireToken(null), "a token must not be null");
        assertRefused(() -> maildrop.uidPolicy(null), "a policy must not be null; UidPolicy.STABLE is the default");
        assertRefused(() -> maildrop.add(null), "a message must not be null");
        assertRefused(() -> maildrop.add(message("x"), null), "a message must not be null");
        assertRefused(() -> maildrop.add(message("x"), message("y"), (SeedMessage) null), "a message must not be null");
        assertRefused(() -> maildrop.addAll(Arrays.asList(message("x"), null)), "a message must not be null");
        assertRefused(() -> maildrop.add(2, number -> number == 1 ? message("x") : null), "a message must not be null");
        assertRefused(() -> maildrop.add(0, null), "a function that makes messages must not be null");
        assertThat(maildrop.allMessages()).isEmpty();
    }

    @Test
    void whereSomethingIsLookedUp() {
        assertRefused(() -> server.maildrop(null), "a user name must not be null");
        assertRefused(() -> server.endpoint(null), "a maildrop must not be null");
        assertRefused(
                () -> server.certificate(null),
                "a certificate must not be null; TestCertificate.valid() is the default");
        server.verify();
    }

    @Test
    void whereAFaultIsDeclared() {
        assertRefused(() -> server.on(null), "an event must not be null");
        assertRefused(() -> server.on(RETR).message(null), "a message must not be null");
        assertRefused(() -> server.on(RETR).matching(null), "a test must not be null");
        assertRefused(() -> server.on(RETR).named(null), "a name must not be null");
        assertRefused(() -> server.on(RETR).reply(null), "a reply must not be null");
        assertRefused(() -> server.on(RETR).processThenReply(null), "a reply must not be null");
        assertRefused(() -> server.on(RETR).run(null), "an action must not be null");
        assertRefused(() -> server.on(RETR).err(null), "a text must not be null; it may be empty");
        assertRefused(() -> server.on(RETR).err(null, "text"), "a response code must not be null");
        assertRefused(() -> server.on(RETR).corrupt(null), "a corruption must not be null");
        for (ThrowingCallable given : List.<ThrowingCallable>of(
                () -> server.on(RETR).disconnect(null),
                () -> server.on(RETR).reset(null),
                () -> server.on(RETR).stall(null),
                () -> server.on(RETR).hold(null))) {
            assertRefused(given, "a cut point must not be null");
        }
        assertRefused(() -> server.on(RETR).delay(null), "a delay must not be null");
        assertRefused(() -> server.on(RETR).fragment(1, null), "a gap between two pieces must not be null");
        assertRefused(() -> server.on(RETR).maildrop(null), "a maildrop must not be null");
    }

    @Test
    void whereAReplyIsMade() {
        assertRefused(() -> Reply.ok(null), "a text must not be null; it may be empty");
        assertRefused(() -> Reply.err(null), "a text must not be null; it may be empty");
        assertRefused(() -> Reply.err(null, "text"), "a response code must not be null");
        assertRefused(() -> Reply.multiline(null), "a text must not be null; it may be empty");
        assertRefused(() -> Reply.multiline("text", (String) null), "a line must not be null");
        assertRefused(() -> Reply.multiline("text", (String[]) null), "lines must not be null");
        assertRefused(() -> Reply.raw((byte[]) null), "octets must not be null");
        assertRefused(() -> Reply.raw((String) null), "octets must not be null");
    }

    /** Each of these was null in the middle of a session, or the text "null" on the wire. */
    @Test
    void whereACorruptionIsMade() {
        assertRefused(() -> Corruption.extraReply(null), "an extra reply must not be null");
        assertRefused(() -> Corruption.wrongSize(null, 1), "a unique-id must not be null; message.uid() has it");
        assertRefused(() -> Corruption.wrongUid(null, "u2"), "a unique-id must not be null; message.uid() has it");
        assertRefused(() -> Corruption.wrongUid("u1", null), "another unique-id must not be null");
        assertRefused(() -> Corruption.omittedFromListing(null), "a unique-id must not be null; message.uid() has it");
        assertRefused(() -> Corruption.alteredBy(null), "a function must not be null");
    }

    @Test
    void whereACorruptionGivesNothing() {
        server.on(NOOP).corrupt(Corruption.alteredBy(wire -> null));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n").readToEnd();
        }
        assertThatIllegalStateException()
                .isThrownBy(server::verify)
                .withMessageEndingWith(
                        "the function of Corruption.alteredBy(...) returned null; return the octets to send");
    }

    @Test
    void whereSomethingIsWaitedFor() {
        assertRefused(() -> server.await().command(null), "a command must not be null");
    }
}
