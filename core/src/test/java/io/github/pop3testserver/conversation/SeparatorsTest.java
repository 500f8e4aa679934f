package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 1939 section 3: SPACE separates arguments, CRLF ends a line, and no other character does either. */
class SeparatorsTest extends StageTest {

    private static final String INVALID = "-ERR Invalid character in command.\n";

    /** Control characters of US-ASCII: TAB, VT, FF, CR, US, DEL. */
    private static final List<String> CONTROLS = List.of("\t", "\u000B", "\f", "\r", "\u001F", "\u007F");

    /** NEL, no-break space, ogham space, em space, LS, PS, narrow no-break space, ideographic space. */
    private static final List<String> BEYOND_ASCII =
            List.of("\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202F", "\u3000");

    private static List<String> all() {
        return Stream.concat(CONTROLS.stream(), BEYOND_ASCII.stream()).toList();
    }

    private static void refuses(Peer peer, String format, String separator) {
        String line = format.formatted(separator);
        assertThat(peer.say(line)).as("reply to \"%s\"", line).isEqualTo(INVALID);
    }

    @Test
    void onlySpaceSeparatesBeforeLogin() {
        try (Stage stage = kind.open(builder -> builder.apop());
                Peer peer = stage.connect()) {
            for (String separator : all()) {
                refuses(peer, "CAPA%s", separator);
                refuses(peer, "USER%suser", separator);
                refuses(peer, "PASS%spassword", separator);
                refuses(peer, "APOP%suser c4c9334bac560ecc979e58001b3e22fb", separator);
                refuses(peer, "APOP user%sc4c9334bac560ecc979e58001b3e22fb", separator);
                refuses(peer, "APOP user c4c9334bac560ecc979e58001b3e22fb%s", separator);
                refuses(peer, "AUTH%sPLAIN", separator);
                refuses(peer, "AUTH PLAIN%s", separator);
                refuses(peer, "AUTH PLAIN%sAHVzZXIAcGFzc3dvcmQ=", separator);
                refuses(peer, "AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=%s", separator);
            }
            assertThat(peer.say("AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=")).isEqualTo("+OK Logged in.\n");
        }
    }

    @Test
    void onlySpaceSeparatesAfterLogin() {
        stage().add(raw("x\n"));
        try (Peer peer = stage().loggedIn()) {
            for (String separator : all()) {
                refuses(peer, "STAT%s", separator);
                refuses(peer, "%sSTAT", separator);
                refuses(peer, "LIST%s1", separator);
                refuses(peer, "LIST 1%s", separator);
                refuses(peer, "RETR %s1", separator);
                refuses(peer, "TOP 1%s0", separator);
                refuses(peer, "DELE 1%s", separator);
                refuses(peer, "DELE 1 %s", separator);
            }
            assertThat(peer.say("STAT")).isEqualTo("+OK 1 3\n");
        }
    }

    @Test
    void onlyCrlfEndsALine() {
        stage().add(raw("x\n"));
        try (Peer peer = stage().loggedIn()) {
            for (String separator : all()) {
                refuses(peer, "NOOP%sDELE 1", separator);
            }
            assertThat(peer.say("STAT")).isEqualTo("+OK 1 3\n");
        }
    }

    @Test
    void namesAndPasswordsMayHoldAnyCharacterBeyondAscii() {
        // NEL is a control character, and no name has those.
        for (String character : BEYOND_ASCII.subList(1, BEYOND_ASCII.size())) {
            String name = "us" + character + "er";
            String password = "pass" + character + "word" + character;
            try (Stage stage = kind.open(builder -> builder.maildrop(name, password));
                    Peer peer = stage.connect()) {
                assertThat(peer.say("USER " + name)).isEqualTo("+OK\n");
                assertThat(peer.say("PASS " + password)).isEqualTo("+OK Logged in.\n");
            }
        }
    }

    @Test
    void namesAndPasswordsMayNotHoldControlCharacters() {
        try (Peer peer = stage().connect()) {
            for (String control : CONTROLS) {
                refuses(peer, "USER us%ser", control);
                peer.say("USER user");
                refuses(peer, "PASS password%s", control);
                refuses(peer, "APOP us%ser c4c9334bac560ecc979e58001b3e22fb", control);
            }
        }
    }

    @Test
    void onlySpacesAtTheEndAreIgnored() {
        stage().plays("""
                C: USER user\s\s
                S: +OK
                C: PASS password
                S: +OK Logged in.
                """);
        try (Peer peer = stage().connect()) {
            peer.say("USER user\u2003");
            assertThat(peer.say("PASS password")).isEqualTo("-ERR [AUTH] Authentication failed.\n");
        }
    }
}
