package io.github.pop3testserver.samples.camel;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route of Camel under test, and what Camel does if nothing is done about it. */
@Pop3Server
class ClaimRouteTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> paid = new CopyOnWriteArrayList<>();
    private String mailbox;

    @BeforeEach
    void start(Pop3Endpoint at) {
        mailbox = "pop3://%s:%d?username=%s&password=RAW(%s)&initialDelay=0&delay=50"
                .formatted(at.host(), at.port(), at.username(), at.password());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void deletesWhatTheDeskHasTaken(Maildrop maildrop) throws Exception {
        var claims = maildrop.add(message("broken window"), message("stolen bicycle"));

        camel.addRoutes(new ClaimRoute(mailbox, paid::add));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(claims));
        assertThat(paid).containsExactly("broken window", "stolen bicycle");
    }

    @Test
    void bringsAClaimAgainThatTheDeskHasDropped(Maildrop maildrop) throws Exception {
        var claim = maildrop.add(message("broken window"));

        camel.addRoutes(new ClaimRoute(mailbox, dropsTheFirst(paid::add)));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(claim));
        assertThat(paid).containsExactly("broken window");
        assertThat(claim.timesRetrieved()).isEqualTo(2);
    }

    private static Consumer<String> dropsTheFirst(Consumer<String> desk) {
        List<String> dropped = new CopyOnWriteArrayList<>();
        return claim -> {
            if (dropped.isEmpty()) {
                dropped.add(claim);
                throw new IllegalStateException("no form for this claim");
            }
            desk.accept(claim);
        };
    }

    @Test
    void paysTheOthersIfOneCannotBeRead(Maildrop maildrop) throws Exception {
        var poison = maildrop.add(message("unreadable").unretrievable("cannot read the message"));
        var claim = maildrop.add(message("stolen bicycle"));

        camel.addRoutes(new ClaimRoute(mailbox, paid::add));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(claim));
        assertThat(paid).containsExactly("stolen bicycle");
        assertThat(maildrop).holdsExactly(poison);
    }

    @Test
    void carelesslyPaysNobodyIfOneCannotBeRead(Maildrop maildrop) throws Exception {
        var claim = maildrop.add(message("stolen bicycle"));
        maildrop.add(message("unreadable").unretrievable("cannot read the message"));

        camel.addRoutes(new CarelessClaimRoute(mailbox, paid::add));

        await().until(() -> claim.timesRetrieved() > 2); // fetched in each poll, and handed over in none
        assertThat(paid).isEmpty();
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    void paysBothOfTwoClaimsWithOneMessageIdOnce(Maildrop maildrop) throws Exception {
        var claims = maildrop.add(
                message("broken window").header("Message-ID", "<form@example.com>"),
                message("stolen bicycle").header("Message-ID", "<form@example.com>"));

        camel.addRoutes(new ClaimRoute(mailbox, paid::add));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(claims));
        assertThat(paid).containsExactly("broken window", "stolen bicycle");
        assertThat(maildrop).hasRetrievedExactlyOnce(claims);
    }

    @Test
    void carelesslyPaysTheSecondOfTwoClaimsWithOneMessageIdTwice(Maildrop maildrop) throws Exception {
        var claims = maildrop.add(
                message("broken window").header("Message-ID", "<form@example.com>"),
                message("stolen bicycle").header("Message-ID", "<form@example.com>"));

        camel.addRoutes(new CarelessClaimRoute(mailbox, paid::add));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(claims));
        assertThat(paid).containsExactly("broken window", "stolen bicycle", "stolen bicycle");
    }
}
