package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel: a route from a mailbox. Its scheduler polls. */
final class CamelFetcher implements Fetcher {

    private final Properties more;

    CamelFetcher() {
        this(new Properties());
    }

    /** @param more properties of Jakarta Mail */
    CamelFetcher(Properties more) {
        this.more = more;
    }

    @Override
    public void poll(int times, Pop3Endpoint mailbox, int timeoutMillis, Application application) throws Exception {
        String uri = "%s://%s:%d?username=%s&password=RAW(%s)&delete=true&connectionTimeout=%d"
                        .formatted(
                                MailProperties.protocol(mailbox),
                                mailbox.host(),
                                mailbox.port(),
                                mailbox.username(),
                                mailbox.password(),
                                timeoutMillis)
                + "&initialDelay=0&delay=1&repeatCount=" + times + "&pollStrategy=#watch&exceptionHandler=#watch";
        Properties properties = MailProperties.of(mailbox, timeoutMillis);
        properties.putAll(more);
        CamelWatch watch = new CamelWatch(times, application);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("watch", watch);
            camel.getEndpoint(uri, MailEndpoint.class).getConfiguration().setAdditionalJavaMailProperties(properties);
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(mail -> store(mail, application));
                }
            });
            camel.start();
            watch.awaitPolls();
        }
    }

    private static void store(Exchange mail, Application application) {
        application.store(
                mail.getMessage().getHeader("Subject", String.class),
                mail.getMessage().getBody(String.class));
    }
}
