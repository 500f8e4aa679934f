package io.github.pop3testserver.model;

import java.io.OutputStream;

/**
 * Writes a message that another library composed; for {@link SeedMessage#writtenBy}. Jakarta Mail's and javax.mail's
 * {@code mimeMessage::writeTo} fit, without this library needing either.
 */
@FunctionalInterface
public interface MessageWriter {

    /**
     * Writes all octets of the message, with CRLF at the end of each line, and without the byte-stuffing of POP3. It
     * need not flush or close the stream.
     *
     * @throws Exception whatever the other library throws
     */
    void writeTo(OutputStream out) throws Exception;
}
