package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a test is given twice by one server is equal, and never equal to what another server gives. */
class HandlesTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().virtualClock().start();
    private final Pop3TestServer other = Pop3TestServer.builder().virtualClock().start();

    @AfterEach
    void close() {
        server.close();
        other.close();
    }

    private static void assertSame(Object one, Object again, Object another) {
        assertThat(one)
                .isEqualTo(again)
                .hasSameHashCodeAs(again)
                .isNotEqualTo(another)
                .isNotEqualTo("another");
    }

    @Test
    void clocksOfOneServerAreEqual() {
        assertSame(server.clock(), server.clock(), other.clock());
    }

    @Test
    void faultsAreEqualWhereTheyAreTheSameDeclaration() {
        InstalledFault fault = server.on(RETR).err("sorry");
        InstalledFault second = server.on(RETR).err("sorry");
        assertSame(fault, server.faults().get(0), second);
        assertSame(fault, server.faults().get(0), other.on(RETR).err("sorry"));
        assertThat(server.faults()).containsExactly(fault, second);
        try (Gate gate = server.on(RETR).hold()) {
            assertThat(server.faults()).contains(gate.fault());
        }
    }

    @Test
    void maildropsMessagesAndSessionsAreEqualAsWell() {
        MaildropMessage mail = server.maildrop().add(message("x"));
        assertSame(server.maildrop(), server.maildrop("user"), other.maildrop());
        assertSame(mail, server.maildrop().messages().get(0), other.maildrop().add(message("x")));
        RawClient.loggedInTo(server).close();
        RawClient.loggedInTo(other).close();
        assertSame(server.lastSession(), server.sessions().get(0), other.lastSession());
    }
}
