package io.github.pop3testserver.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;

/** Reads messages back as an application would, with Angus Mail. */
final class Parsed {

    private Parsed() {}

    /** Checks on the way what every composed message must be. */
    static MimeMessage parsed(SeedMessage message) throws Exception {
        byte[] content = message.content();
        assertIsWellFormed(content);
        return parsed(content);
    }

    static MimeMessage parsed(byte[] content) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(content));
    }

    static BodyPart part(Part whole, int index) throws Exception {
        return ((Multipart) whole.getContent()).getBodyPart(index);
    }

    static String header(byte[] content) {
        String all = new String(content, ISO_8859_1);
        return all.substring(0, all.indexOf("\r\n\r\n") + 2);
    }

    static String body(byte[] content) {
        String all = new String(content, ISO_8859_1);
        return all.substring(all.indexOf("\r\n\r\n") + 4);
    }

    /** RFC 5322 section 2.1.1: lines end in CRLF and have at most 998 octets, those of the header better 78. */
    private static void assertIsWellFormed(byte[] content) {
        String all = new String(content, ISO_8859_1);
        assertThat(all).endsWith("\r\n").matches("\\p{ASCII}*");
        assertThat(all.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(all.split("\r\n")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
        assertThat(header(content).split("\r\n")).allSatisfy(line -> {
            assertThat(line).isNotBlank();
            assertThat(line).hasSizeLessThanOrEqualTo(78);
        });
    }
}
