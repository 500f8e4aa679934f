package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.internal.protocol.Capabilities;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.model.UidPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 2449 sections 5 and 6: what CAPA lists, before login and after. */
class CapabilitiesTest extends StageTest {

    private static final String ALL = """
            +OK Capability list follows
            TOP
            UIDL
            RESP-CODES
            PIPELINING
            AUTH-RESP-CODE
            %sUSER
            SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER
            %sIMPLEMENTATION pop3-test-server
            .
            """;

    @Test
    void eachCapabilityIsAnnouncedInBothStates() {
        try (Peer peer = stage().connect()) {
            assertThat(peer.say("CAPA")).isEqualTo(ALL.formatted("", ""));
            peer.say("USER user");
            peer.say("PASS password");
            assertThat(peer.say("CAPA")).isEqualTo(ALL.formatted("", ""));
        }
    }

    @Test
    void utf8IsAnnouncedInBothStatesWhereTheBuilderTurnsItOn() {
        try (Stage international = kind.open(builder -> builder.utf8());
                Peer peer = international.connect()) {
            assertThat(peer.say("CAPA")).isEqualTo(ALL.formatted("", "UTF8\n"));
            peer.say("USER user");
            peer.say("PASS password");
            assertThat(peer.say("CAPA")).isEqualTo(ALL.formatted("", "UTF8\n"));
        }
    }

    @Test
    void stlsIsAnnouncedWhereItMayBeSentAndNowhereElse() {
        String with = ALL.formatted("STLS\n", "").replace("\n", "\r\n");
        String without = ALL.formatted("", "").replace("\n", "\r\n");
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            try (RawClient client = RawClient.connectTo(server)) {
                client.readLine();
                assertThat(client.multiLine("CAPA")).isEqualTo(with);
                client.command("STLS");
                client.startTls(server.endpoint());
                assertThat(client.multiLine("CAPA")).isEqualTo(without);
            }
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.multiLine("CAPA")).isEqualTo(without);
            }
        }
    }

    @Test
    void eachLineIsShortEnoughAndNoneComesTwice() {
        try (Peer peer = stage().connect()) {
            assertThat(peer.say("CAPA").lines())
                    .allMatch(line -> line.length() <= 510)
                    .extracting(line -> line.split(" ", 2)[0])
                    .doesNotHaveDuplicates();
        }
    }

    /** RFC 2449 sections 6.2 and 6.3 allow USER and SASL no difference between the states. */
    @Test
    void aLoginDoesNotAddThePlaintextThatWasNotOfferedBefore() {
        try (Stage strict = kind.open(builder -> builder.requireTlsForPlaintextLogin());
                Peer peer = strict.connect()) {
            String before = peer.say("CAPA");
            String response = CramMd5Client.response(peer.say("AUTH CRAM-MD5"), "user", "password");
            assertThat(peer.say(response)).isEqualTo("+OK Logged in.\n");
            assertThat(peer.say("CAPA")).isEqualTo(before);
        }
    }

    /** Before login nobody knows whose maildrop it will be; after it the user's own counts. */
    @Test
    void uidlIsAnnouncedBeforeLoginIfEachMaildropHasIt() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .maildrop("old", "o")
                .maildrop("new", "n")
                .start()) {
            server.maildrop("old").uidPolicy(UidPolicy.UNSUPPORTED);
            try (RawClient client = RawClient.loggedInTo(server, server.maildrop("old"))) {
                assertThat(client.multiLine("CAPA")).doesNotContain("UIDL");
                assertThat(client.command("UIDL")).isEqualTo("-ERR Unknown command.");
            }
            try (RawClient client = RawClient.connectTo(server)) {
                client.readLine();
                assertThat(client.multiLine("CAPA")).doesNotContain("UIDL");
                client.command("USER new");
                client.command("PASS n");
                assertThat(client.multiLine("CAPA")).contains("\r\nUIDL\r\n");
                assertThat(client.multiLine("UIDL")).isEqualTo("+OK\r\n.\r\n");
            }
        }
    }

    @Test
    void whatIsNoCapabilityOfTheServerCannotBeWithheld() {
        for (String name : new String[] {"UIDLL", "", "SASL PLAIN", "EXPIRE"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Pop3TestServer.builder().withoutCapabilities("TOP", name))
                    .withMessage("the server has no capability \"" + name + "\"; known: CAPA, TOP, UIDL,"
                            + " RESP-CODES, PIPELINING, AUTH-RESP-CODE, STLS, USER, SASL, UTF8, LOGIN-DELAY,"
                            + " IMPLEMENTATION");
        }
    }

    @Test
    void eachCapabilityThatIsAnnouncedCanBeWithheld() {
        List<String> names =
                Capabilities.NAMES.stream().filter(name -> !name.equals("CAPA")).toList();
        try (Pop3TestServer poor = Pop3TestServer.builder()
                .tls(Tls.EXPLICIT)
                .withoutCapabilities(names.toArray(String[]::new))
                .start()) {
            poor.maildrop().loginDelay(Duration.ofSeconds(1));
            try (RawClient client = RawClient.connectTo(poor)) {
                client.readLine();
                assertThat(client.multiLine("CAPA")).isEqualTo("+OK Capability list follows\r\n.\r\n");
            }
        }
    }

    @Test
    void aServerWithoutMechanismsHasNoSaslLine() {
        try (Stage few = kind.open(builder -> builder.authMechanisms());
                Peer peer = few.connect()) {
            assertThat(peer.say("CAPA")).contains("\nUSER\nIMPLEMENTATION ").doesNotContain("SASL");
            assertThat(peer.say("AUTH PLAIN")).isEqualTo("-ERR Unsupported authentication mechanism.\n");
        }
    }

    @Test
    void expireIsAnnouncedOnlyWhereTheTestSaysSoAndDeletesNothingByItself() {
        try (Stage expiring = kind.open(builder -> builder.capabilities("TOP", "UIDL", "EXPIRE 0"))) {
            expiring.add(raw("x\n"));
            String script = """
                    C: CAPA
                    S: +OK Capability list follows
                    S: TOP
                    S: UIDL
                    S: EXPIRE 0
                    S: .
                    C: RETR 1
                    S: +OK 3 octets
                    S: x
                    S: .
                    C: QUIT
                    S: +OK Logging out.
                    """;
            expiring.playsLoggedIn(script);
            expiring.playsLoggedIn(script);
        }
    }
}
