package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Parsed.header;
import static io.github.pop3testserver.model.Parsed.parsed;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedMessageAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jürgen",
                "Jürgen Müller-Lüdenscheidt",
                "John Doe",
                "Doe, John",
                "J. Doe (sales)",
                "say \"hi\", \\ bye",
                "寿司",
                "🎉 Party",
                "O'Neil"
            })
    void onlyTheDisplayNameOfAnAddressIsEncoded(String name) throws Exception {
        String quoted = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <j@example.com>";

        InternetAddress from = (InternetAddress) parsed(message().from(quoted)).getFrom()[0];

        assertThat(from.getPersonal()).isEqualTo(name);
        assertThat(from.getAddress()).isEqualTo("j@example.com");
    }

    @Test
    void namesNeedNoQuotationMarksUnlessTheyHoldAComma() {
        assertThat(header(message().from("Jürgen <j@example.com>").content()))
                .startsWith("From: =?UTF-8?Q?J=C3=BCrgen?= <j@example.com>\r\n");
        assertThat(header(message().from("J. Doe <j@example.com>").content()))
                .startsWith("From: \"J. Doe\" <j@example.com>\r\n");
        assertThat(header(message().from("<>").content())).startsWith("From: <>\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From",
                "sender",
                "Reply-To",
                "Cc",
                "Bcc",
                "Resent-From",
                "Resent-Sender",
                "Resent-To",
                "RESENT-CC",
                "Resent-Bcc",
                "Resent-Reply-To",
                "Return-Path",
                "Errors-To",
                "Disposition-Notification-To",
                "Return-Receipt-To",
                "Mail-Followup-To",
                "Delivered-To",
                "X-Envelope-From",
                "X-Original-To",
                "X-Sender"
            })
    void noFieldEncodesAnAddress(String field) {
        SeedMessage message = message().header(field, "José <jose@example.com>, \"Doe, Jürgen\" <j@example.com>");

        assertThat(header(message.content()).replace("\r\n ", " "))
                .contains(field
                        + ": =?UTF-8?B?Sm9zw6k=?= <jose@example.com>, =?UTF-8?B?RG9lLCBKw7xyZ2Vu?= <j@example.com>"
                        + "\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> message().header(field, "josé@example.com"));
    }

    @Test
    void aFieldThatMayHoldAddressesMayHoldSomethingElse() {
        assertThat(header(message().header("Delivered-To", "alice").content())).contains("Delivered-To: alice\r\n");
        assertThat(header(message().header("X-Assigned-To", "Jürgen").content()))
                .contains("X-Assigned-To: =?UTF-8?Q?J=C3=BCrgen?=\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Doe (sales, EU) <a@example.com>          | "Doe (sales, EU)" <a@example.com>
            "Doe (sales, EU)" <a@example.com>        | "Doe (sales, EU)" <a@example.com>
            "Doe, J." (EU) <a@example.com>           | "Doe, J. (EU)" <a@example.com>
            Doe <a@example.com> (sales (EU, UK))     | Doe <a@example.com> (sales (EU, UK))
            a@example.com (sales, EU), b@example.com | a@example.com (sales, EU), b@example.com
            a@example.com,, b@example.com,           | a@example.com, b@example.com
            Müller (EU, UK) <a@example.com>          | =?UTF-8?B?TcO8bGxlciAoRVUsIFVLKQ==?= <a@example.com>
            I <3 you <a@example.com>                 | "I <3 you" <a@example.com>
            Doe  J [x] <a@example.com>               | "Doe  J [x]" <a@example.com>
            "a, b"@example.com                       | "a, b"@example.com
            Jo <a@[IPv6:::1]>                        | Jo <a@[IPv6:::1]>
            undisclosed-recipients:;                 | undisclosed-recipients:;
            Friends: a@example.com, Jo <b@example.com>;, c@example.com | Friends: a@example.com, Jo <b@example.com>;, c@example.com
            Grüße: <a@example.com>;                  | =?UTF-8?B?R3LDvMOfZQ==?=: <a@example.com>;
            <a@example.com>                          | <a@example.com>
            """)
    void aValidListIsWritten(String given, String written) throws Exception {
        String header = header(message().to(given).content());

        assertThat(header).contains("\r\nTo: " + written + "\r\n");
        // Another reader agrees.
        assertThat(InternetAddress.parse(written, true)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ,                              | has no address
            Jo <>                          | has "Jo <>", which is not an address
            Jo                             | has "Jo", which is not an address
            Doe, Jo <a@example.com>        | has "Doe", which is not an address
            (Jo)                           | has "(Jo)", which is not an address
            a b@example.com                | has "a b@example.com", which is not an address
            a@b@example.com                | has "a@b@example.com", which is not an address
            a@example.com>                 | has "a@example.com>", which is not an address
            a..b@example.com               | has "a..b@example.com", which is not an address
            @example.com                   | has "@example.com", which is not an address
            a@                             | has "a@", which is not an address
            "a"b"@example.com              | has a " without a " after it
            a@b.c;d@e.f                    | has a semicolon that does not end a group
            Re: Jo <a@example.com>         | has a group that does not end in a semicolon
            :a@example.com;                | has a colon that is not after the name of a group
            A: B: a@example.com;;          | has a colon that is not after the name of a group
            Jo <a@example.com              | has a < without a > after it
            Jo (a <a@example.com>          | has a ( without a ) after it
            "Jo <a@example.com>            | has a " without a " after it
            """)
    void whatIsNotAListOfAddressesIsRefused(String value, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().from(value))
                .withMessage("the value of From, \"" + value + "\", " + reason + "; write each address as \"José"
                        + " <jose@example.com>\", its name in quotation marks if that holds a comma, colon or semicolon,"
                        + " with commas between addresses, or seed the exact octets with raw(...)");
    }

    @Test
    void onlyBccMayBeEmpty() {
        assertThat(header(message().header("Bcc", "").content())).contains("\r\nBcc: \r\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().header("Cc", ""))
                .withMessageStartingWith("the value of Cc, \"\", has no address; write");
    }

    @Test
    void aNameOfOneVeryLongWordIsEncodedAndAVeryLongAddressRefused() throws Exception {
        String name = "x".repeat(1_000);
        SeedMessage message = message().from(name + " <a@example.com>");

        assertThat(header(message.content()).split("\r\n"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76));
        assertThat(((InternetAddress) parsed(message).getFrom()[0]).getPersonal())
                .isEqualTo(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().from(name + "@example.com"))
                .withMessage(
                        "the value of From needs a line of 1018 characters; a line has 998 at most (RFC 5322 section"
                                + " 2.1.1), so shorten the longest word, or seed the exact octets with raw(...)");
    }

    @Test
    void manyRecipientsAreFolded() throws Exception {
        String[] more = new String[30];
        for (int i = 0; i < more.length; i++) {
            more[i] = "Empfänger Nummer " + i + " mit einem sehr langen Namen <empfaenger" + i + "@example.com>";
        }

        InternetAddress[] to = (InternetAddress[]) parsed(message().to("first@example.com, second@example.com", more))
                .getRecipients(RecipientType.TO);

        assertThat(to).hasSize(32);
        assertThat(to[1].getAddress()).isEqualTo("second@example.com");
        assertThat(to[31].getPersonal()).isEqualTo("Empfänger Nummer 29 mit einem sehr langen Namen");
        assertThat(to[31].getAddress()).isEqualTo("empfaenger29@example.com");
    }

    @Test
    void anAddressBeyondAsciiIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().from("jürgen@example.com"))
                .withMessageContainingAll("jürgen@example.com", "display name", "raw(...)");
        assertThatIllegalArgumentException().isThrownBy(() -> message().header("Cc", "Jürgen <j@exämple.com>"));
    }

    @Test
    void aMissingAddressIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().from(" "))
                .withMessageContaining("from(\" \")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message().to("a@example.com", ""))
                .withMessageContaining("to(\"\")");
    }
}
