package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.CutPoint.insideTerminator;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where each cut point lies in a multi-line and in a single-line reply, for each effect that has one. */
class CutPointsTest {

    /**
     * A cut and what the client has before it.
     *
     * @param happens false if it lies beyond the end of the reply, which then passes whole
     */
    record Case(Tls tls, Pop3Event event, String command, CutPoint at, String before, String after, boolean happens) {
        @Override
        public String toString() {
            return tls + " " + command + " " + at;
        }

        Pop3TestServer open() {
            Pop3TestServer server = Pop3TestServer.builder().tls(tls).start();
            server.maildrop().add(raw(".dot\nend\n"));
            return server;
        }

        int octets() {
            return before.getBytes(StandardCharsets.US_ASCII).length;
        }
    }

    static Stream<Case> cuts() {
        return Arrays.stream(Tls.values()).flatMap(tls -> Stream.concat(multiLine(tls), singleLine(tls)));
    }

    static Stream<Case> cutsInTheClear() {
        return Stream.concat(multiLine(Tls.NONE), singleLine(Tls.NONE));
    }

    private static Stream<Case> multiLine(Tls tls) {
        String status = "+OK 11 octets\r\n";
        return Stream.of(
                multiLine(tls, beforeProcessing(), ""),
                multiLine(tls, beforeReply(), ""),
                multiLine(tls, afterOctets(0), status),
                multiLine(tls, afterOctets(1), status + "."),
                multiLine(tls, afterOctets(8), status + "..dot\r\ne"),
                multiLine(tls, afterOctets(15), status + "..dot\r\nend\r\n.\r\n"),
                multiLine(tls, afterOctets(16), null),
                multiLine(tls, afterOctets(Long.MAX_VALUE), null),
                multiLine(tls, afterLines(0), status),
                multiLine(tls, afterLines(1), status + "..dot\r\n"),
                multiLine(tls, afterLines(3), status + "..dot\r\nend\r\n.\r\n"),
                multiLine(tls, afterLines(4), null),
                multiLine(tls, beforeTerminator(), status + "..dot\r\nend\r\n"),
                multiLine(tls, insideTerminator(), status + "..dot\r\nend\r\n."),
                multiLine(tls, afterReply(), status + "..dot\r\nend\r\n.\r\n"));
    }

    private static Case multiLine(Tls tls, CutPoint at, String before) {
        return cut(tls, RETR, "RETR 1", "+OK 11 octets\r\n..dot\r\nend\r\n.\r\n", at, before);
    }

    private static Stream<Case> singleLine(Tls tls) {
        return Stream.of(
                singleLine(tls, beforeProcessing(), ""),
                singleLine(tls, beforeReply(), ""),
                singleLine(tls, afterOctets(0), ""),
                singleLine(tls, afterOctets(4), "+OK "),
                singleLine(tls, afterOctets(10), "+OK 1 11\r\n"),
                singleLine(tls, afterOctets(11), null),
                singleLine(tls, afterLines(0), ""),
                singleLine(tls, afterLines(1), "+OK 1 11\r\n"),
                singleLine(tls, afterLines(2), null),
                singleLine(tls, beforeTerminator(), null),
                singleLine(tls, insideTerminator(), null),
                singleLine(tls, afterReply(), "+OK 1 11\r\n"));
    }

    private static Case singleLine(Tls tls, CutPoint at, String before) {
        return cut(tls, LIST, "LIST 1", "+OK 1 11\r\n", at, before);
    }

    /** @param before null if the cut does not happen */
    private static Case cut(Tls tls, Pop3Event event, String command, String reply, CutPoint at, String before) {
        return before == null
                ? new Case(tls, event, command, at, reply, "", false)
                : new Case(tls, event, command, at, before, reply.substring(before.length()), true);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void disconnectDeliversWhatComesBeforeTheCutAndThenFin(Case cut) {
        try (Pop3TestServer server = cut.open()) {
            InstalledFault fault = server.on(cut.event()).disconnect(cut.at());
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send(cut.command() + "\r\nNOOP\r\nQUIT\r\n");
                String goesOn = cut.happens() ? "" : "+OK\r\n+OK Logging out.\r\n";
                assertThat(client.readToEnd()).isEqualTo(cut.before() + goesOn);
            }
            assertThat(server.lastSession().end())
                    .isEqualTo(cut.happens() ? SessionEnd.SERVER_DISCONNECTED : SessionEnd.BY_QUIT);
            assertCounts(cut, server, fault);
        }
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void resetDeliversNoMoreAndThenRst(Case cut) {
        try (Pop3TestServer server = cut.open()) {
            InstalledFault fault = server.on(cut.event()).reset(cut.at());
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send(cut.command() + "\r\nQUIT\r\n");
                if (cut.happens()) {
                    assertThat(cut.before()).startsWith(client.readToReset());
                } else {
                    assertThat(client.readToEnd()).isEqualTo(cut.before() + "+OK Logging out.\r\n");
                }
            }
            assertCounts(cut, server, fault);
        }
    }

    @ParameterizedTest
    @MethodSource("cutsInTheClear")
    void stallDeliversWhatComesBeforeTheCutAndThenNothing(Case cut) {
        try (Pop3TestServer server = cut.open()) {
            InstalledFault fault = server.on(cut.event()).stall(cut.at());
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send(cut.command() + "\r\n");
                assertThat(client.read(cut.octets())).asString().isEqualTo(cut.before());
                if (cut.happens()) {
                    server.await().applied(fault);
                    assertThat(client.send("QUIT\r\n").shutdownOutput().readToEnd())
                            .isEmpty();
                } else {
                    assertThat(client.command("QUIT")).isEqualTo("+OK Logging out.");
                }
            }
            assertCounts(cut, server, fault);
        }
    }

    @ParameterizedTest
    @MethodSource("cutsInTheClear")
    void holdDeliversWhatComesBeforeTheCutAndTheRestWhenItIsReleased(Case cut) {
        try (Pop3TestServer server = cut.open()) {
            try (Gate gate = server.on(cut.event()).hold(cut.at());
                    RawClient client = RawClient.loggedInTo(server)) {
                client.send(cut.command() + "\r\nQUIT\r\n");
                assertThat(client.read(cut.octets())).asString().isEqualTo(cut.before());
                if (cut.happens()) {
                    gate.awaitReached();
                    assertThat(server.maildrop().isLocked()).isTrue();
                    assertCounts(cut, server, gate.fault());
                    gate.release();
                }
                assertThat(client.readToEnd()).isEqualTo(cut.after() + "+OK Logging out.\r\n");
            }
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
        }
    }

    private static void assertCounts(Case cut, Pop3TestServer server, InstalledFault fault) {
        assertThat(fault.timesMatched()).isEqualTo(1);
        assertThat(fault.timesApplied()).isEqualTo(cut.happens() ? 1 : 0);
        List<MaildropMessage> messages = server.maildrop().messages();
        boolean processed = cut.event() == RETR && cut.at().place() != CutPoint.Place.BEFORE_PROCESSING;
        assertThat(messages.get(0).timesRetrieved()).isEqualTo(processed ? 1 : 0);
        assertThat(messages.get(0).timesRetrievedCompletely())
                .isEqualTo(cut.before().endsWith("\r\n.\r\n") ? 1 : 0);
    }
}
