package io.github.pop3testserver.samples.clients;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.net.pop3.POP3Client;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.springframework.integration.mail.Pop3MailReceiver;

/** The libraries of the page, in the versions that are on the class path. */
enum Client {
    ANGUS_MAIL("Angus Mail", version(POP3Store.class)),
    JAVAX_MAIL("javax.mail", version(com.sun.mail.pop3.POP3Store.class)),
    COMMONS_NET("Commons Net", version(POP3Client.class)),
    SPRING_INTEGRATION("Spring Integration", version(Pop3MailReceiver.class)),
    CAMEL("Camel", version(DefaultCamelContext.class));

    private final String title;
    private final String version;

    Client(String title, String version) {
        this.title = title;
        this.version = version;
    }

    /** From the name of the jar: not all manifests have it. */
    private static String version(Class<?> type) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return jar.replaceFirst(".*-(\\d[\\w.]*)\\.jar$", "$1");
    }

    String title() {
        return title;
    }

    String version() {
        return version;
    }

    Fetcher fetcher() {
        return switch (this) {
            case ANGUS_MAIL -> new AngusMailFetcher();
            case JAVAX_MAIL -> new JavaxMailFetcher();
            case COMMONS_NET -> new CommonsNetFetcher();
            case SPRING_INTEGRATION -> new SpringIntegrationFetcher();
            case CAMEL -> new CamelFetcher();
        };
    }
}
