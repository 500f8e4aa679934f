package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.pop3testserver.model.Tls;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sizes beyond what a test has any use for. One at a time, for the heap's sake. */
@Execution(ExecutionMode.SAME_THREAD)
class ScaleTest {

    private static final int MANY = 100_000;

    @ParameterizedTest
    @EnumSource(names = {"NONE", "IMPLICIT"})
    void aMessageOf64MebibytesArrivesOctetByOctet(Tls tls) throws NoSuchAlgorithmException {
        int octets = 64 << 20;
        try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
            MaildropMessage huge = server.maildrop().add(message("huge").sized(octets));
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.command("RETR 1")).isEqualTo("+OK " + octets + " octets");
                assertThat(digest(client.read(octets))).isEqualTo(digest(huge.content()));
                assertThat(client.send("QUIT\r\n").readToEnd()).isEqualTo(".\r\n+OK Logging out.\r\n");
            }
            assertThat(huge.timesRetrievedCompletely()).isEqualTo(1);
        }
    }

    private static String digest(byte[] octets) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    @Test
    void aMaildropOfAHundredThousandMessagesIsListedAndEmptied() {
        try (Pop3TestServer server = Pop3TestServer.start()) {
            Maildrop maildrop = server.maildrop();
            List<MaildropMessage> mails = maildrop.add(MANY, i -> raw("x".repeat(i % 10) + "\r\n"));
            StringBuilder sizes = new StringBuilder();
            StringBuilder uids = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                sizes.append(i + 1).append(' ').append((i + 1) % 10 + 2).append("\r\n");
                uids.append(i + 1).append(' ').append(mails.get(i).uid()).append("\r\n");
            }
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.command("STAT")).isEqualTo("+OK 100000 650000");
                assertSame(client.multiLine("LIST"), "+OK 100000 messages:\r\n" + sizes + ".\r\n");
                assertSame(client.multiLine("UIDL"), "+OK\r\n" + uids + ".\r\n");
                deleteAll(client);
                assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
                assertThat(client.command("QUIT")).isEqualTo("+OK Logging out, messages deleted.");
            }
            assertThat(maildrop.messages()).isEmpty();
            assertThat(maildrop.deleted().equals(mails)).isTrue();
        }
    }

    /** A thousand at a time, so that neither side waits for the other to read. */
    private static void deleteAll(RawClient client) {
        int batch = 1000;
        for (int from = 1; from <= MANY; from += batch) {
            StringBuilder commands = new StringBuilder();
            for (int number = from; number < from + batch; number++) {
                commands.append("DELE ").append(number).append("\r\n");
            }
            client.send(commands.toString());
            String replies = "+OK Marked to be deleted.\r\n".repeat(batch);
            assertThat(new String(client.read(replies.length()), US_ASCII)).isEqualTo(replies);
        }
    }

    /** Without megabytes in the failure's message. */
    private static void assertSame(String listing, String expected) {
        int same = 0;
        while (same < Math.min(listing.length(), expected.length()) && listing.charAt(same) == expected.charAt(same)) {
            same++;
        }
        assertThat(listing.substring(same, Math.min(listing.length(), same + 100)))
                .as("from octet %s on", same)
                .isEqualTo(expected.substring(same, Math.min(expected.length(), same + 100)));
    }
}
