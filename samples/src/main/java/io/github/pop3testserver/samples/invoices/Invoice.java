package io.github.pop3testserver.samples.invoices;

/**
 * One invoice, as it came by mail.
 *
 * @param uid the unique-id that the mail had in the maildrop
 * @param subject decoded
 * @param source the whole mail, headers and all
 */
public record Invoice(String uid, String subject, String source) {}
