package io.github.pop3testserver.model;

import java.io.OutputStream;

/**
 * Writes a message that another library composed; see {@link SeedMessage#writtenBy}. The method
 * {@code MimeMessage.writeTo} of Jakarta Mail and {@code javax.mail} fits.
 */
@FunctionalInterface
public interface MessageWriter {

    /**
     * Writes all octets of the message, with CRLF line ends and without byte-stuffing. It need not flush or close the
     * stream.
     *
     * @throws Exception any exception; {@link SeedMessage#writtenBy} wraps it
     */
    void writeTo(OutputStream out) throws Exception;
}
