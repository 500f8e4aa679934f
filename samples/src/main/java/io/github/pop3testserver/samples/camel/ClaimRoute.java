package io.github.pop3testserver.samples.camel;

import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;

/**
 * Hands each claim that comes by mail to the desk, and deletes the mail when the desk has taken it.
 *
 * <p>Camel looks for the mail to delete by its Message-ID, which is the sender's to choose; here it is told to go by the
 * unique-id. And it passes over a mail that the server cannot give out, instead of giving up on all of them.
 */
public class ClaimRoute extends RouteBuilder {

    private static final String UNIQUE_IDS = "uniqueIds";

    private final String mailbox;
    private final Consumer<String> desk;

    /** Takes Camel's address of a mailbox, {@code pop3://host:port?username=…&password=…}. */
    public ClaimRoute(String mailbox, Consumer<String> desk) {
        this.mailbox = mailbox;
        this.desk = desk;
    }

    @Override
    public final void configure() {
        getContext().getRegistry().bind(UNIQUE_IDS, new UniqueIds());
        from(mailbox + "&delete=true" + precautions())
                .routeId("claims")
                .process(mail -> desk.accept(mail.getMessage().getHeader("Subject", String.class)));
    }

    String precautions() {
        return "&mailUidGenerator=#" + UNIQUE_IDS + "&skipFailedMessage=true";
    }
}
