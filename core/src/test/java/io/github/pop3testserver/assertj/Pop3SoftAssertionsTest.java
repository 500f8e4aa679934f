package io.github.pop3testserver.assertj;

import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.SessionEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Pop3SoftAssertionsTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tellAllThatFailed() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("QUIT");
        }
        assertThatThrownBy(() -> Pop3SoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(maildrop).as("the maildrop").isEmpty().hasDeletedNothing();
                    softly.assertThat(server).hasSessions(2);
                    softly.assertThat(server.lastSession())
                            .hasEndedWith(SessionEnd.AUTOLOGOUT)
                            .hasNeverSent(RETR);
                    softly.assertThat("other things").isEqualTo("work too");
                }))
                .hasMessageContaining("Multiple Failures (4 failures)")
                .hasMessageContaining("[the maildrop] Expecting maildrop \"user\" to be empty")
                .hasMessageContaining("to have 2 sessions, but it has 1")
                .hasMessageContaining("to have ended with AUTOLOGOUT, but its end was BY_QUIT")
                .hasMessageContaining("work too");
    }

    @Test
    void showTheConversationsOfEachFailureOnce() {
        Throwable failure = catchThrowable(() -> Pop3SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(maildrop).isLocked();
            softly.assertThat(server).hasSessions(2);
            softly.assertThat("other things").isEqualTo("work too");
        }));
        assertThat(failure.getMessage()).doesNotContain("no client connected");
        assertThat(failure.getSuppressed())
                .singleElement()
                .hasToString("POP3 conversations:\n\nno client connected to 127.0.0.1:" + server.port()
                        + "; configure your client from Pop3Endpoint.host() and port()");
    }

    @Test
    void sayNothingIfAllHold() {
        assertThatCode(() -> Pop3SoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(maildrop).isEmpty().isNotLocked();
                    softly.assertThat(server).hasSessions(0);
                }))
                .doesNotThrowAnyException();
    }
}
