package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.Corruption;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client could ever send is refused where it is given: each login would fail, and the test would not know why. */
class UnsendableTest {

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertRefused(String value, String message, List<Consumer<String>> places) {
        for (Consumer<String> place : places) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> place.accept(value))
                    .withMessage(message);
        }
    }

    private void assertNameRefused(String name, String message) {
        assertRefused(
                name,
                message,
                List.of(
                        given -> server.addMaildrop(given, "password"),
                        given -> server.addAdministrator(given, "password"),
                        given -> Pop3TestServer.builder().maildrop(given, "password"),
                        given -> Pop3TestServer.builder().administrator(given, "password")));
    }

    private void assertPasswordRefused(String password, String message) {
        assertRefused(
                password,
                message,
                List.of(
                        server.maildrop()::changePassword,
                        given -> server.addMaildrop("ann", given),
                        given -> server.addAdministrator("root", given),
                        given -> Pop3TestServer.builder().maildrop("ann", given),
                        given -> Pop3TestServer.builder().administrator("root", given)));
        assertThat(server.maildrop().password()).isEqualTo("password");
    }

    private static String unsendable(String what, String character, int index) {
        return what + " cannot have the character " + character + " (at index " + index
                + "): no client can send it; leave it out";
    }

    @Test
    void aUserHasAName() {
        assertNameRefused("", "a user name must not be empty");
        assertNameRefused("  ", "a user name must not be empty");
    }

    @Test
    void noUserNameHasControlCharacters() {
        assertNameRefused("an\0n", unsendable("a user name", "U+0000", 2));
        assertNameRefused("\tann", unsendable("a user name", "U+0009", 0));
        assertNameRefused("ann\r\n", unsendable("a user name", "U+000D", 3));
        assertNameRefused("ann\u007f", unsendable("a user name", "U+007F", 3));
        assertNameRefused("a\u0085nn", unsendable("a user name", "U+0085", 1));
    }

    @Test
    void noUserNameBeginsOrEndsWithASpace() {
        for (String name : List.of(" ann", "ann ", " ann ", "ann\u2003")) {
            assertNameRefused(
                    name,
                    "the user name \"" + name
                            + "\" begins or ends with a space, which no client can send; use \"ann\"");
        }
    }

    @Test
    void nothingHasHalfASurrogatePair() {
        assertNameRefused("ann\ud83d", unsendable("a user name", "U+D83D, half of a surrogate pair", 3));
        assertNameRefused("\ude00ann", unsendable("a user name", "U+DE00, half of a surrogate pair", 0));
        assertPasswordRefused("\ud83d\ude00\ud83d", unsendable("a password", "U+D83D, half of a surrogate pair", 2));
    }

    @Test
    void noPasswordHasALineEndOrANul() {
        assertPasswordRefused("secret\r\n", unsendable("a password", "U+000D", 6));
        assertPasswordRefused("secret\n", unsendable("a password", "U+000A", 6));
        assertPasswordRefused("\0secret", unsendable("a password", "U+0000", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " secret ", "gr\u00fc\u00dfe", "\ud83d\ude00"})
    void anyOtherPasswordLogsIn(String password) {
        server.maildrop().changePassword(password);
        RawClient.loggedInTo(server).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann Other", "j\u00fcrgen@example.com", "\ud83d\ude00", "recent:user;x", "%s"})
    void anyOtherNameLogsIn(String name) {
        RawClient.loggedInTo(server, server.addMaildrop(name, "password")).close();
    }

    @Test
    void aTokenIsOfPrintableCharactersOnly() {
        List<Consumer<String>> places = List.of(server.maildrop()::acceptToken, server.maildrop()::expireToken);
        assertRefused("", "a token must not be empty", places);
        assertRefused("to ken", unsendable("a token", "U+0020", 2), places);
        assertRefused("token\1", unsendable("a token", "U+0001", 5), places);
        assertRefused("tok\u00e9n", unsendable("a token", "U+00E9", 3), places);
    }

    @Test
    void aCorruptionThatPutsALineIntoAReplyPutsOneLine() {
        String remedy = "; Corruption.alteredBy(...) can send anything";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corruption.extraReply("+OK one\r\n+OK two"))
                .withMessage(
                        "an extra reply must be one line, without CR and LF, but was \"+OK one\r\n+OK two\"" + remedy);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corruption.wrongUid("u1", "u2\n"))
                .withMessage("another unique-id must be one line, without CR and LF, but was \"u2\n\"" + remedy);
    }
}
