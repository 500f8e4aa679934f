package io.github.pop3testserver.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Features;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import org.junit.jupiter.api.Test;

/** RFC 1939 section 7: the example of APOP, to the octet; what else there is to APOP is in {@link OptionsTest}. */
class ApopTest {

    @Test
    void theExampleOfTheRfcSucceeds() {
        Users users = new Users(() -> 0, Integer.MAX_VALUE);
        users.add("mrose", "tanstaaf");
        Session session = new Session(
                1, users, Features.of(Pop3TestServer.builder().apop()), "<1896.697170952@dbc.mtview.ca.us>", false);

        assertThat(session.greeting().status()).isEqualTo("+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>");
        assertThat(session.onLine(CommandLine.of("APOP mrose c4c9334bac560ecc979e58001b3e22fb"))
                        .status())
                .isEqualTo("+OK Logged in.");
    }
}
