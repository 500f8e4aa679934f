package io.github.pop3testserver.internal.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses that no client should send, at each point of an exchange. */
class GarbageTest {

    private static final int RUNS = 10_000;

    private static final String PIECES = "n,y,a=user,n=user,r=abc,c=biws,p=,m=,=2C=3Dauth=Bearer \0\1 {}äé\u00AD\uFFFD";

    private final Credentials credentials = Registered.user("user", "pencil");

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "LOGIN", "CRAM_MD5", "SCRAM_SHA_1", "SCRAM_SHA_256"})
    void withoutGarbageThePasswordsSucceed(SaslMechanism mechanism) throws GeneralSecurityException {
        SaslStep step = Exchange.quickly(mechanism, credentials);
        for (int i = 0; step instanceof Challenge challenge; i++) {
            step = challenge.respond(right(mechanism, i, challenge.text()));
        }
        assertThat(step).isEqualTo(new Success("user"));
    }

    /** EXTERNAL has no secret: a certified client may send nothing, or its own name in any form. */
    @ParameterizedTest
    @EnumSource
    void garbageFailsAndNothingElse(SaslMechanism mechanism) throws GeneralSecurityException {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            int garbageAt = random.nextInt(responses(mechanism));
            SaslStep step = Exchange.quickly(mechanism, credentials);
            for (int i = 0; step instanceof Challenge challenge; i++) {
                assertThat(i).as("responses, with seed %s", seed).isLessThan(4);
                byte[] right = right(mechanism, i, challenge.text());
                byte[] response = i == garbageAt ? garbage(random, right) : right;
                step = challenge.respond(response);
            }
            assertThat(step).as("outcome with seed %s", seed).isInstanceOf(Failure.class);
        }
    }

    private static int responses(SaslMechanism mechanism) {
        return switch (mechanism) {
            case PLAIN, CRAM_MD5, XOAUTH2, OAUTHBEARER, EXTERNAL -> 1;
            case LOGIN -> 2;
            case SCRAM_SHA_1, SCRAM_SHA_256 -> 3;
        };
    }

    /** A token is never the right one: "bearer" for "Bearer" would not be garbage. */
    private static byte[] right(SaslMechanism mechanism, int response, String challenge)
            throws GeneralSecurityException {
        return switch (mechanism) {
            case PLAIN -> Exchange.octets("^@user^@pencil");
            case LOGIN -> Exchange.octets(response == 0 ? "user" : "pencil");
            case CRAM_MD5 -> Exchange.octets("user 6d502386a1f74fcb82cd989da297ab25");
            case XOAUTH2 -> Exchange.octets("user=user^Aauth=Bearer expired^A^A");
            case OAUTHBEARER -> Exchange.octets("n,a=user,^Ahost=localhost^Aport=110^Aauth=Bearer expired^A^A");
            case EXTERNAL -> Exchange.octets("user");
            case SCRAM_SHA_1 -> scram("SHA-1", response, challenge);
            case SCRAM_SHA_256 -> scram("SHA-256", response, challenge);
        };
    }

    private static byte[] scram(String hash, int response, String challenge) throws GeneralSecurityException {
        ScramClient client = new ScramClient(hash, "n,,", "n=user,r=abc", "pencil");
        return switch (response) {
            case 0 -> Exchange.octets(client.first());
            case 1 -> Exchange.octets(client.last(challenge));
            default -> new byte[0];
        };
    }

    private static byte[] garbage(Random random, byte[] right) {
        byte[] garbage = right;
        while (Arrays.equals(garbage, right)) {
            garbage = random.nextInt(4) == 0 ? random(random) : mutated(random, right);
        }
        return garbage;
    }

    private static byte[] random(Random random) {
        if (random.nextBoolean()) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            return octets;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int start = random.nextInt(PIECES.length());
            text.append(PIECES, start, Math.min(PIECES.length(), start + random.nextInt(10)));
        }
        return Exchange.octets(text.toString());
    }

    private static byte[] mutated(Random random, byte[] right) {
        byte[] octets = right;
        for (int i = random.nextInt(3); i >= 0; i--) {
            octets = mutatedOnce(random, octets);
        }
        return octets;
    }

    private static byte[] mutatedOnce(Random random, byte[] octets) {
        int at = random.nextInt(octets.length + 1);
        int removed = Math.min(octets.length - at, random.nextInt(3));
        byte[] inserted = new byte[random.nextInt(3)];
        random.nextBytes(inserted);
        byte[] mutated = Arrays.copyOf(octets, octets.length - removed + inserted.length);
        System.arraycopy(inserted, 0, mutated, at, inserted.length);
        System.arraycopy(octets, at + removed, mutated, at + inserted.length, octets.length - at - removed);
        return mutated;
    }
}
