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
        assertRefused(() -> builder.name(null), "a name");
        assertRefused(() -> builder.maildrop(null, "password"), "a user name");
        assertRefused(() -> builder.maildrop("ann", null), "a password");
        assertRefused(() -> builder.administrator(null, "password"), "a user name");
        assertRefused(() -> builder.administrator("root", null), "a password");
        assertRefused(() -> builder.tls(null), "a kind of TLS; Tls.NONE is the default");
        assertRefused(() -> builder.certificate(null), "a certificate; TestCertificate.valid() is the default");
        assertRefused(
                () -> builder.plaintextAfterStls(null),
                "what becomes of plaintext after STLS; PlaintextAfterStls.CLOSE is the default");
        assertRefused(() -> builder.virtualClock(null), "a start; virtualClock() has one of its own");
        assertRefused(() -> builder.strictness(null), "a strictness; Strictness.STRICT is the default");
        assertRefused(() -> builder.greeting(null), "a text; it may be empty");
        assertRefused(() -> builder.tlsVersions("TLSv1.3", null), "a TLS version");
        assertRefused(() -> builder.tlsVersions((String[]) null), "a TLS version");
        assertRefused(() -> builder.authMechanisms("PLAIN", null), "the name of a mechanism");
        assertRefused(() -> builder.capabilities("TOP", null), "a capability");
        assertRefused(() -> builder.capabilitiesAfterLogin("TOP", null), "a capability");
        assertRefused(() -> builder.withoutCapabilities("TOP", null), "the name of a capability");
    }

    @Test
    void whereAUserIsAdded() {
        assertRefused(() -> server.addMaildrop(null, "password"), "a user name");
        assertRefused(() -> server.addMaildrop("ann", null), "a password");
        assertRefused(() -> server.addAdministrator(null, "password"), "a user name");
        assertRefused(() -> server.addAdministrator("root", null), "a password");
    }

    @Test
    void whereAMaildropChanges() {
        Maildrop maildrop = server.maildrop();
        assertRefused(() -> maildrop.changePassword(null), "a password");
        assertRefused(() -> maildrop.acceptToken(null), "a token");
        assertRefused(() -> maildrop.expireToken(null), "a token");
        assertRefused(() -> maildrop.uidPolicy(null), "a policy; UidPolicy.STABLE is the default");
        assertRefused(() -> maildrop.add(null), "a message");
        assertRefused(() -> maildrop.add(message("x"), null), "a message");
        assertRefused(() -> maildrop.add(message("x"), message("y"), (SeedMessage) null), "a message");
        assertRefused(() -> maildrop.addAll(Arrays.asList(message("x"), null)), "a message");
        assertRefused(() -> maildrop.add(2, number -> number == 1 ? message("x") : null), "a message");
        assertRefused(() -> maildrop.add(0, null), "a function that makes messages");
        assertThat(maildrop.allMessages()).isEmpty();
    }

    @Test
    void whereSomethingIsLookedUp() {
        assertRefused(() -> server.maildrop(null), "a user name");
        assertThatNullPointerException().isThrownBy(() -> server.endpoint(null));
        assertRefused(() -> server.certificate(null), "a certificate; TestCertificate.valid() is the default");
        server.verify();
    }

    @Test
    void whereAFaultIsDeclared() {
        assertRefused(() -> server.on(null), "an event");
        assertThatNullPointerException().isThrownBy(() -> server.on(RETR).message(null));
        assertRefused(() -> server.on(RETR).matching(null), "a test");
        assertRefused(() -> server.on(RETR).named(null), "a name");
        assertRefused(() -> server.on(RETR).reply(null), "a reply");
        assertRefused(() -> server.on(RETR).processThenReply(null), "a reply");
        assertRefused(() -> server.on(RETR).run(null), "an action");
        assertRefused(() -> server.on(RETR).err(null), "a text; it may be empty");
        assertRefused(() -> server.on(RETR).err(null, "text"), "a response code");
        for (ThrowingCallable given : List.<ThrowingCallable>of(
                () -> server.on(RETR).corrupt(null),
                () -> server.on(RETR).disconnect(null),
                () -> server.on(RETR).reset(null),
                () -> server.on(RETR).stall(null),
                () -> server.on(RETR).hold(null),
                () -> server.on(RETR).delay(null),
                () -> server.on(RETR).fragment(1, null),
                () -> server.on(RETR).maildrop(null))) {
            assertThatNullPointerException().isThrownBy(given);
        }
    }

    @Test
    void whereAReplyIsMade() {
        assertRefused(() -> Reply.ok(null), "a text; it may be empty");
        assertRefused(() -> Reply.err(null), "a text; it may be empty");
        assertRefused(() -> Reply.err(null, "text"), "a response code");
        assertRefused(() -> Reply.multiline(null), "a text; it may be empty");
        assertRefused(() -> Reply.multiline("text", (String) null), "a line");
        assertRefused(() -> Reply.multiline("text", (String[]) null), "lines");
        assertRefused(() -> Reply.raw((byte[]) null), "octets");
        assertRefused(() -> Reply.raw((String) null), "octets");
    }

    /** Each of these was null in the middle of a session, or the text "null" on the wire. */
    @Test
    void whereACorruptionIsMade() {
        assertRefused(() -> Corruption.extraReply(null), "an extra reply");
        assertRefused(() -> Corruption.wrongSize(null, 1), "a unique-id; message.uid() has it");
        assertRefused(() -> Corruption.wrongUid(null, "u2"), "a unique-id; message.uid() has it");
        assertRefused(() -> Corruption.wrongUid("u1", null), "another unique-id");
        assertRefused(() -> Corruption.omittedFromListing(null), "a unique-id; message.uid() has it");
        assertRefused(() -> Corruption.alteredBy(null), "a function");
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
                        "the function of Corruption.alteredBy(...) returned null; let it return the octets to send");
    }

    @Test
    void whereSomethingIsWaitedFor() {
        assertRefused(() -> server.await().command(null), "a command");
    }
}
