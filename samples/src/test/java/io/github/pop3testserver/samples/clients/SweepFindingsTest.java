package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Reply.err;
import static io.github.pop3testserver.model.Reply.ok;
import static io.github.pop3testserver.model.Reply.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import java.net.Socket;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sweeps of docs/fault-sweep.md found, each in a test without a sweep. */
@Pop3Server
class SweepFindingsTest extends Findings {

    /** The frameworks, and which of their NOOPs is the one that Angus Mail sends before it deletes. */
    enum Framework {
        SPRING_INTEGRATION(1),
        CAMEL(3);

        private final int otherNoops;

        Framework(int otherNoops) {
            this.otherNoops = otherNoops;
        }

        Fetcher fetcher(Properties properties) {
            return switch (this) {
                case SPRING_INTEGRATION -> new SpringIntegrationFetcher(properties);
                case CAMEL -> new CamelFetcher(properties);
            };
        }
    }

    private final RememberingSocketFactory sockets = new RememberingSocketFactory();
    private final Diary application = new Diary(false, () -> {});

    private void poll(int times, Framework framework, Pop3TestServer server) throws Exception {
        framework
                .fetcher(ClientSweeps.propertiesOf(sockets))
                .poll(times, server.endpoint(), TIMEOUT_MILLIS, application);
    }

    @ParameterizedTest
    @EnumSource
    void storesAllTwiceIfTheConnectionDropsAtDele(Framework framework, Pop3TestServer server) throws Exception {
        server.on(DELE).disconnect(beforeProcessing());

        poll(2, framework, server);

        assertThat(application.stored()).containsExactly("one", "two", "three", "one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource
    void storesAMessageTwiceIfDeleIsRefused(Framework framework, Pop3TestServer server) throws Exception {
        server.on(DELE).message(two).err("not now");

        poll(2, framework, server);

        assertThat(application.stored()).containsExactly("one", "two", "three", "two");
    }

    @ParameterizedTest
    @EnumSource
    void storesAllTwiceIfQuitIsRefused(Framework framework, Pop3TestServer server) throws Exception {
        server.on(QUIT).err("not now");

        poll(2, framework, server);

        assertThat(application.stored()).containsExactly("one", "two", "three", "one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource
    void storesAMessageTwiceThatQuitDoesNotDelete(Framework framework, Pop3TestServer server) throws Exception {
        server.on(DELE).message(two).reply(ok("marked"));
        server.on(QUIT).processThenReply(err("some deleted messages not removed"));

        poll(2, framework, server);

        assertThat(application.stored()).containsExactly("one", "two", "three", "two");
    }

    /** It sends RETR twice: the headers come from the first reply, and the text from the second. */
    @Test
    void springIntegrationDeletesAMessageWithoutItsTextIfItsSecondRetrIsRefused(
            Pop3TestServer server, Maildrop maildrop) throws Exception {
        server.on(RETR).message(two).afterSkipping(1).err("not now");

        poll(2, Framework.SPRING_INTEGRATION, server);

        assertThat(application.stored()).containsExactly("one", "two incomplete", "three");
        assertThat(application.seen()).isEmpty();
        assertThat(maildrop).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void deletesNothingIfTheNoopBeforeItFails(Framework framework, Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        server.on(NOOP).afterSkipping(framework.otherNoops).err("not now");

        poll(1, framework, server);

        assertThat(application.stored()).containsExactly("one", "two", "three");
        assertThat(application.seen()).isEmpty();
        assertThat(maildrop).hasDeletedNothing();
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheSocketOpenIfTheConnectionDropsAtCapa(Framework framework, Pop3TestServer server) throws Exception {
        server.on(CAPA).disconnect(beforeReply());

        poll(2, framework, server);

        assertThat(sockets.created()).filteredOn(socket -> !socket.isClosed()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void closesTheSocketIfTheConnectionDropsAtPass(Framework framework, Pop3TestServer server) throws Exception {
        server.on(PASS).disconnect(beforeReply());

        poll(2, framework, server);

        assertThat(sockets.created()).allMatch(Socket::isClosed);
    }

    @ParameterizedTest
    @EnumSource
    void locksTheMaildropIfTheReplyToDeleIsNotPop3(Framework framework, Pop3TestServer server, Maildrop maildrop)
            throws Exception {
        server.on(DELE).message(two).reply(raw("* OK IMAP4rev1 ready\r\n"));

        poll(2, framework, server);

        assertThat(sockets.created()).filteredOn(socket -> !socket.isClosed()).hasSize(1);
        assertThat(maildrop).hasDeletedNothing();
        assertThat(server.transcript().render()).contains("S: -ERR [IN-USE]");
    }
}
