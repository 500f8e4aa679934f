package io.github.pop3testserver.samples.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the mail is. */
@ConfigurationProperties("helpdesk.mailbox")
public record MailboxProperties(String host, int port, String user, String password) {}
