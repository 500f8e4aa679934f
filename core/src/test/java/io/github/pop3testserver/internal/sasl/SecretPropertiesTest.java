package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Fuzz;
import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The right secret opens, and nothing else does, whatever is said. */
class SecretPropertiesTest {

    private static final String RIGHT = "pencil";

    /**
     * A client that changes its responses.
     *
     * @param changes one for each response; when they are used up the client is a good one
     */
    record Client(SaslMechanism mechanism, String secret, List<Change> changes) {}

    /**
     * Octets put in the place of others.
     *
     * @param at in percent of the response
     * @param inserted in ISO-8859-1; all that is sent if it is of more than two octets
     */
    record Change(int at, int removed, String inserted) {

        byte[] on(byte[] response) {
            if (inserted.length() > 2) {
                return inserted.getBytes(ISO_8859_1);
            }
            int from = at * response.length / 100;
            int to = Math.min(response.length, from + removed);
            String text = new String(response, ISO_8859_1);
            return (text.substring(0, from) + inserted + text.substring(to)).getBytes(ISO_8859_1);
        }
    }

    /** What a token may consist of too (RFC 6750 section 2.1). */
    private static Arbitrary<String> secrets(int atLeast) {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("-._~+/")
                .ofMinLength(atLeast)
                .ofMaxLength(atLeast + 30);
    }

    @Provide
    Arbitrary<Client> goodClients() {
        return Fuzz.varied(Combinators.combine(mechanismsWithSecrets(), secrets(1))
                .as((mechanism, secret) -> new Client(mechanism, secret, List.of())));
    }

    @Property(tries = 500, seed = Fuzz.SEED)
    void theRightSecretOpensWhateverItIs(@ForAll("goodClients") Client client) throws GeneralSecurityException {
        assertThat(outcome(client, client.secret)).isEqualTo(new Success("user"));
    }

    /** The wrong secrets are too long for a change to make them right. */
    @Provide
    Arbitrary<Client> badClients() {
        Arbitrary<Change> changes = Combinators.combine(
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(30))
                .as(Change::new);
        return Fuzz.varied(Combinators.combine(
                        mechanismsWithSecrets(),
                        secrets(RIGHT.length() + 3),
                        changes.list().ofMaxSize(3))
                .as(Client::new));
    }

    @Property(tries = 2000, seed = Fuzz.SEED)
    void withoutTheSecretNothingOpens(@ForAll("badClients") Client client) throws GeneralSecurityException {
        assertThat(outcome(client, RIGHT)).isInstanceOf(Failure.class);
    }

    private static Arbitrary<SaslMechanism> mechanismsWithSecrets() {
        return Arbitraries.of(SaslMechanism.class).filter(mechanism -> mechanism != SaslMechanism.EXTERNAL);
    }

    private static SaslStep outcome(Client client, String right) throws GeneralSecurityException {
        SaslStep step = Exchange.quickly(client.mechanism, Registered.user("user", right));
        for (int i = 0; step instanceof Challenge challenge; i++) {
            assertThat(i).as("responses").isLessThan(4);
            byte[] response = response(client, i, challenge.text());
            step = challenge.respond(
                    i < client.changes.size() ? client.changes.get(i).on(response) : response);
        }
        return step;
    }

    private static byte[] response(Client client, int index, String challenge) throws GeneralSecurityException {
        String secret = client.secret;
        return switch (client.mechanism) {
            case PLAIN -> Exchange.octets("^@user^@" + secret);
            case LOGIN -> Exchange.octets(index == 0 ? "user" : secret);
            case CRAM_MD5 -> Exchange.octets("user " + cramMd5(secret, challenge));
            case XOAUTH2 -> Exchange.octets("user=user^Aauth=Bearer " + secret + "^A^A");
            case OAUTHBEARER -> Exchange.octets("n,a=user,^Aauth=Bearer " + secret + "^A^A");
            case EXTERNAL -> throw new IllegalArgumentException("EXTERNAL has no secret");
            case SCRAM_SHA_1 -> scram("SHA-1", secret, index, challenge);
            case SCRAM_SHA_256 -> scram("SHA-256", secret, index, challenge);
        };
    }

    private static String cramMd5(String secret, String challenge) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacMD5"));
        return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(UTF_8)));
    }

    private static byte[] scram(String hash, String secret, int index, String challenge)
            throws GeneralSecurityException {
        ScramClient client = new ScramClient(hash, "n,,", "n=user,r=abc", secret);
        return switch (index) {
            case 0 -> Exchange.octets(client.first());
            // A changed first response may be answered by something else than what the client is made for.
            case 1 -> Exchange.octets(challenge.startsWith("r=") ? client.last(challenge) : "");
            default -> new byte[0];
        };
    }
}
