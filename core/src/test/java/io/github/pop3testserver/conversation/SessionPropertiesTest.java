package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Features;
import io.github.pop3testserver.Fuzz;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.MessageContent;
import io.github.pop3testserver.internal.store.PreparedMessage;
import io.github.pop3testserver.internal.store.StoredMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.internal.store.Users;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Tls;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any client, whatever it says: RFC 1939 section 3 of each reply, and section 6 of the maildrop. */
class SessionPropertiesTest {

    private static final List<SeedMessage> MESSAGES = List.of(
            raw("Subject: dots\r\n\r\n.\r\n..two\r\nend\r\n"),
            raw("\r\n"),
            raw(".first\r\n\0\u00FF bare \r CR\r\n"),
            raw("Subject: Gr\u00FC\u00DFe\r\n\r\nin UTF8 mode only\r\n"));

    private static final ServerFeatures FEATURES =
            Features.of(Pop3TestServer.builder().tls(Tls.EXPLICIT).apop().utf8());

    private static final Pattern STATUS = Pattern.compile("(\\+OK|-ERR)( [ -~]+)?");
    private static final Pattern CHALLENGE = Pattern.compile("\\+ [A-Za-z0-9+/]*=*");
    private static final Pattern WITH_CODE =
            Pattern.compile("-ERR \\[(IN-USE|LOGIN-DELAY|AUTH|SYS/TEMP|SYS/PERM|UTF8)\\] .+");

    @Provide
    Arbitrary<List<String>> conversations() {
        return AnyLines.sequences();
    }

    @Property(tries = 300, seed = Fuzz.SEED)
    void eachLineHasOneReplyAndOnlyQuitDeletes(@ForAll("conversations") List<String> lines) {
        Talk talk = new Talk();
        for (String line : lines) {
            talk.say(line);
            talk.probe();
            if (talk.session.hasQuit()) {
                break;
            }
        }
        talk.session.abandon();
        assertThat(talk.maildrop.messages()).extracting(StoredMessage::uid).isEqualTo(talk.expectedToBeLeft());
        assertThat(talk.maildrop.isLocked()).isFalse();
    }

    /** One conversation, and what a client knows that has understood all replies. */
    private static final class Talk {

        private final Users users = new Users(() -> 0, Integer.MAX_VALUE);
        private final StoredMaildrop maildrop = users.add("user", "password");
        private final List<String> uids = new ArrayList<>();
        private final Set<Integer> marked = new TreeSet<>();
        private final Session session;

        Talk() {
            maildrop.secrets().acceptToken("t");
            List<PreparedMessage> prepared = MESSAGES.stream()
                    .map(seed -> new PreparedMessage(seed, MessageContent.of(seed.content())))
                    .toList();
            maildrop.addAll(prepared).forEach(message -> uids.add(message.uid()));
            session = new Session(1, users, FEATURES, "<1.1@localhost>", false);
        }

        List<String> expectedToBeLeft() {
            List<String> left = new ArrayList<>(uids);
            if (session.hasQuit()) {
                marked.forEach(number -> left.remove(uids.get(number - 1)));
            }
            return left;
        }

        String say(String text) {
            CommandLine line = CommandLine.of(text.getBytes(ISO_8859_1));
            boolean sasl = session.expectsSaslResponse();
            Response response = session.onLine(line);
            String reply = octets(response);
            String status = reply.substring(0, reply.indexOf("\r\n"));
            assertStatusLine(status);
            if (!sasl && Peer.isMultiLine(text, status)) {
                assertMultiLine(line, reply.substring(status.length() + 2));
            } else {
                assertThat(reply).isEqualTo(status + "\r\n");
            }
            if (!sasl && status.startsWith("+OK")) {
                note(line);
            }
            return reply;
        }

        private void assertStatusLine(String status) {
            assertThat(status).hasSizeLessThan(511).matches(session.expectsSaslResponse() ? CHALLENGE : STATUS);
            if (status.startsWith("-ERR [") || status.startsWith("+OK [")) {
                assertThat(status).matches(WITH_CODE);
            }
        }

        private void assertMultiLine(CommandLine line, String lines) {
            assertThat(lines.replace("\r\n", "")).doesNotContain("\n").endsWith(".");
            String[] stuffed = lines.split("\r\n", -1);
            int last = stuffed.length - 2;
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < last; i++) {
                boolean dot = stuffed[i].startsWith(".");
                assertThat(stuffed[i]).matches(each -> !dot || each.startsWith(".."), "is byte-stuffed");
                text.append(dot ? stuffed[i].substring(1) : stuffed[i]).append("\r\n");
            }
            assertThat(stuffed[last]).isEqualTo(".");
            assertThat(stuffed[last + 1]).isEmpty();
            if (line.event() == Pop3Event.RETR) {
                SeedMessage message = MESSAGES.get(line.messageNumber().orElseThrow() - 1);
                assertThat(text).hasToString(new String(message.content(), ISO_8859_1));
            }
        }

        private void note(CommandLine line) {
            switch (line.event()) {
                case DELE -> marked.add(line.messageNumber().orElseThrow());
                case RSET -> marked.clear();
                case STLS -> session.tlsStarted();
                default -> {}
            }
        }

        /** STAT and LIST agree with each other and with what the client has marked. */
        void probe() {
            if (session.maildrop() == null || session.hasQuit()) {
                return;
            }
            String[] listing = octets(session.onLine(CommandLine.of("LIST"))).split("\r\n", -1);
            List<Integer> numbers = new ArrayList<>();
            long sum = 0;
            for (int i = 1; i < listing.length - 2; i++) {
                String[] entry = listing[i].split(" ", -1);
                numbers.add(Integer.parseInt(entry[0]));
                sum += Long.parseLong(entry[1]);
            }
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, MESSAGES.size())
                            .filter(number -> !marked.contains(number))
                            .boxed()
                            .toList());
            assertThat(octets(session.onLine(CommandLine.of("STAT"))))
                    .isEqualTo("+OK " + numbers.size() + " " + sum + "\r\n");
        }

        private static String octets(Response response) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (ByteBuffer part : response.octets()) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                octets.writeBytes(copy);
            }
            return octets.toString(ISO_8859_1);
        }
    }
}
