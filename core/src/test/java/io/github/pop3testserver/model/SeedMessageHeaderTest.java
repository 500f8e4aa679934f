package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Parsed.header;
import static io.github.pop3testserver.model.Parsed.parsed;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.internal.mime.HeaderReader;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedMessageHeaderTest {

    private static final ZonedDateTime DATE = ZonedDateTime.of(2003, 7, 1, 10, 52, 37, 0, ZoneOffset.ofHours(2));

    @Test
    void aMessageIsCompleteWithoutAnyStep() {
        SeedMessage message = message().date(DATE).header("Message-ID", "<1@example.com>");

        assertThat(message.content()).asString().isEqualTo("""
                From: sender@example.com
                To: recipient@example.com
                Subject: Test message
                Date: Tue, 01 Jul 2003 10:52:37 +0200
                Message-ID: <1@example.com>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 7bit

                This is a test message.
                """.replace("\n", "\r\n"));
    }

    @Test
    void theDateIsTheMaildropsUnlessItIsGiven() throws Exception {
        assertThat(header(message().content())).contains("Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n");
        assertThat(header(message().content(DATE.toInstant(), 1)))
                .contains("Date: Tue, 01 Jul 2003 08:52:37 +0000\r\n");

        SeedMessage dated = message().date(DATE);
        assertThat(parsed(dated).getSentDate().toInstant()).isEqualTo(DATE.toInstant());
        assertThat(header(dated.content(Instant.EPOCH, 1))).contains("Date: Tue, 01 Jul 2003 10:52:37 +0200\r\n");
    }

    @Test
    void aDateWithoutFourDigitsForItsYearIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().date(DATE.withYear(10_000)))
                .withMessageContainingAll("+10000-07-01T10:52:37+02:00", "1900 to 9999");
    }

    @Test
    void theMessageIdIsTheMaildropsUnlessItIsGiven() {
        assertThat(messageId(message().content())).isEqualTo("<0000000000000000@pop3-test-server.example>");

        Set<String> ids = new TreeSet<>();
        for (long number : new long[] {0, 1, -1, Long.MIN_VALUE}) {
            ids.add(messageId(message().content(Instant.EPOCH, number)));
        }
        ids.add(messageId(message("another subject").content(Instant.EPOCH, 1)));
        assertThat(ids).hasSize(5).allMatch(id -> id.matches("<[0-9a-f]{16}@pop3-test-server.example>"));

        SeedMessage own = message().header("Message-ID", "<1@example.com>");
        assertThat(messageId(own.content(Instant.EPOCH, 1))).isEqualTo("<1@example.com>");
    }

    @Test
    void twoMessagesAlikeHaveTheSameSize() {
        Set<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            sizes.add(message().content(DATE.plusHours(7L * i).toInstant(), i).length);
        }
        assertThat(sizes).hasSize(1);
    }

    @Test
    void stepsReturnCopiesAndLeaveTheMessageAlone() {
        SeedMessage message = message("one");
        byte[] before = message.content();

        message.subject("two")
                .from("x@example.com")
                .text("x")
                .html("x")
                .header("X", "x")
                .sized(5_000)
                .uid("x");

        assertThat(message.content()).isEqualTo(before);
        assertThat(message.uid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Invoice 4711",
                "Rechnung für März",
                "Grüße",
                "ÄÖÜ",
                "请查收附件中的发票",
                "👩‍👩‍👧 family 🎉",
                "two  spaces,   three and a\ttab",
                " a space before and after ",
                "tab before a Ü:\tend",
                "50 % = 1/2 ? yes_no",
                "nul \0 and delete \177",
                "(comments) \"quotes\" <brackets> [squares] \\ : ; @",
                "trailing backslash \\",
                "= ?= =? ?"
            })
    void anySubjectComesBack(String subject) throws Exception {
        assertSubjectComesBack(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "€", "🎉", "word ", "wörd ", "a🎉", "請 "})
    void aSubjectOfAnyLengthComesBack(String piece) throws Exception {
        for (int count = 1; count < 150; count++) {
            assertSubjectComesBack(piece.repeat(count) + ".");
            assertSubjectComesBack("ab " + piece.repeat(count) + ".");
        }
    }

    private static void assertSubjectComesBack(String subject) throws Exception {
        byte[] content = message(subject).content();
        assertThat(HeaderReader.first(content, "Subject")).contains(subject);
        assertThat(parsed(message(subject)).getSubject()).isEqualTo(subject);
    }

    @Test
    void encodedWordsAreAtMost75CharactersLongAndOnALineOf76() {
        String header = header(message("Grüße ".repeat(40)).content());

        assertThat(header.split("[\r\n ]+"))
                .filteredOn(word -> word.startsWith("=?"))
                .hasSizeGreaterThan(3)
                .allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75));
        assertThat(header.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
    }

    /** RFC 2047 section 2. */
    @Test
    void aLineWithAnEncodedWordHas76CharactersWhateverTheNameOfTheField() {
        for (int length = 1; length <= 70; length++) {
            String name = "N".repeat(length);
            for (String value : List.of("ü", "Grüße ".repeat(20), "x".repeat(70) + "ü", "ü" + "x".repeat(990))) {
                assertLinesWithWordsAreShort(message().header(name, value).content(), name, value);
                if (length > 3) {
                    String field = name.substring(3) + "-To";
                    String addresses = "a@example.com, " + value + ": " + value + " <b@example.com>;";
                    assertLinesWithWordsAreShort(
                            message().header(field, addresses).content(), field, null);
                    assertLinesWithWordsAreShort(
                            message().header(field, value + ": a@example.com;").content(), field, null);
                }
            }
        }
    }

    private static void assertLinesWithWordsAreShort(byte[] content, String name, @Nullable String value) {
        assertThat(header(content).split("\r\n"))
                .filteredOn(line -> line.contains("=?"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        assertThat(HeaderReader.first(content, name)).isPresent();
        if (value != null) {
            assertThat(HeaderReader.first(content, name)).contains(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-disposition", "Message-ID", "References", "Date", "Received"})
    void whereNothingCanBeEncodedAnotherScriptIsRefused(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().header(field, "text/plain; name=\"März.txt\""))
                .withMessage(
                        "the value of " + field + ", \"text/plain; name=\"März.txt\"\", is not printable ASCII, and"
                                + " nothing can be encoded in this field (RFC 2047 section 5); write it in ASCII, or seed the"
                                + " exact octets with raw(...)");
        assertThat(header(message().header(field, " x/y ").content())).contains(": x/y\r\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().header(field, "x".repeat(1_000)))
                .withMessageContaining("a line has 998 at most");
    }

    @Test
    void aReadyMadeEncodedWordIsWrittenAsItIs() throws Exception {
        SeedMessage message = message("=?ISO-8859-1?Q?Gr=FC=DFe?=");

        assertThat(header(message.content())).contains("Subject: =?ISO-8859-1?Q?Gr=FC=DFe?=\r\n");
        assertThat(parsed(message).getSubject()).isEqualTo("Grüße");
    }

    @Test
    void aLongWordStaysInOnePieceUnlessTheLineWouldBeTooLong() {
        String token = "x".repeat(500);
        assertThat(header(message().header("X-Token", token).content())).contains("X-Token: " + token + "\r\n");

        byte[] tooLong = message().header("X-Token", token + token).content();
        assertThat(header(tooLong).split("\r\n"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        assertThat(HeaderReader.first(tooLong, "X-Token")).contains(token + token);
    }

    @Test
    void headerFieldsAreAddedInTheirOrder() throws Exception {
        MimeMessage parsed = parsed(message()
                .header("Received", "by two")
                .header("Received", "by one")
                .header("X-Spam", "yes"));

        assertThat(parsed.getHeader("Received")).containsExactly("by two", "by one");
        assertThat(parsed.getHeader("X-Spam")).containsExactly("yes");
    }

    @Test
    void fieldsThatAreAlwaysWrittenAreReplaced() throws Exception {
        MimeMessage parsed = parsed(message()
                .header("subject", "other")
                .header("DATE", "yesterday")
                .header("Content-Type", "text/x-first")
                .header("Content-Type", "text/x-log")
                .header("MIME-Version", "1.0 (ours)"));

        assertThat(parsed.getHeader("Subject")).containsExactly("other");
        assertThat(parsed.getHeader("Date")).containsExactly("yesterday");
        assertThat(parsed.getHeader("Content-Type")).containsExactly("text/x-log");
        assertThat(parsed.getHeader("MIME-Version")).containsExactly("1.0 (ours)");
    }

    @Test
    void fieldsOfTheMessageDoNotReplaceThoseOfItsParts() throws Exception {
        SeedMessage message = message()
                .html("<p>")
                .text("x")
                .header("Content-Type", "multipart/alternative; boundary=\"=_alternative_1\"; x=y");

        MimeMessage parsed = parsed(message);
        assertThat(parsed.getContentType()).endsWith("x=y");
        assertThat(Parsed.part(parsed, 0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "With Space", "Colon:", "Ümlaut", "Line\r\nBreak", "Tab\t"})
    void whatIsNoNameOfAFieldIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().header(name, "value"))
                .withMessageContainingAll("\"" + name + "\"", "printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: y", "x\nBcc: y", "x\r", "\n"})
    void aLineBreakInAValueIsRefused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().header("X-Note", value))
                .withMessageContainingAll("X-Note", "line break", "raw(...)");
        assertThatIllegalArgumentException().isThrownBy(() -> message(value));
        assertThatIllegalArgumentException().isThrownBy(() -> message().from(value + "a@example.com"));
    }

    @Test
    void itShowsItsSubjectAndSize() {
        assertThat(message("Grüße").sized(1_000)).hasToString("\"Grüße\" (1000 octets)");
        assertThat(SeedMessage.raw("Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\n\n")).hasToString("\"Grüße\" (40 octets)");
        assertThat(SeedMessage.raw("")).hasToString("\"\" (0 octets)");
    }

    @Test
    void aUniqueIdIsOneTo70CharactersWithoutSpace() {
        assertThat(message().uid("!~").uid()).contains("!~");
        assertThat(SeedMessage.raw("x").uid("u".repeat(70)).uid()).contains("u".repeat(70));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().uid(""))
                .withMessageContaining("\"\" is not a unique-id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().uid("a b"))
                .withMessageContaining("\"a b\"");
        assertThatIllegalArgumentException().isThrownBy(() -> message().uid("ü"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().uid("u".repeat(71)))
                .withMessageContaining("1 to 70");
    }

    private static String messageId(byte[] content) {
        return HeaderReader.first(content, "Message-ID").orElseThrow();
    }
}
