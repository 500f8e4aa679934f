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
