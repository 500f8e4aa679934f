package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Plays authentication exchanges. A script is the server's challenges ({@code S:}), the client's responses ({@code C:})
 * and the outcome; {@code ^@} stands for NUL and {@code ^A} for the octet 1.
 */
record Exchange(Supplier<Challenge> beginning) {

    Exchange(SaslMechanism mechanism, Credentials credentials) {
        this(() -> mechanism.start(credentials, false));
    }

    /** As the mechanism begins, with nonces that are always the same, and with a single iteration, which is quick. */
    static Challenge quickly(SaslMechanism mechanism, Credentials credentials) {
        return switch (mechanism) {
            case CRAM_MD5 -> new CramMd5(credentials, "<1.2@host>").start();
            case SCRAM_SHA_1 -> new Scram("SHA-1", credentials, "1.2", username -> new byte[8], 1).start();
            case SCRAM_SHA_256 -> new Scram("SHA-256", credentials, "1.2", username -> new byte[8], 1).start();
            case PLAIN, LOGIN, XOAUTH2, OAUTHBEARER, EXTERNAL -> mechanism.start(credentials, false);
        };
    }

    /** Sends the client's responses, and compares all that happens with the script. */
    void plays(String script) {
        Iterator<String> responses = script.lines()
                .filter(line -> line.startsWith("C:"))
                .map(line -> line.substring(2).stripLeading())
                .iterator();
        StringBuilder played = new StringBuilder();
        SaslStep step = beginning.get();
        while (step instanceof Challenge challenge) {
            played.append(line("S:", challenge.text()));
            if (!responses.hasNext()) {
                break;
            }
            String response = responses.next();
            played.append(line("C:", response));
            step = challenge.respond(octets(response));
        }
        played.append(outcome(step));
        assertThat(played).hasToString(script);
    }

    /** The outcome of a single response. */
    SaslStep after(String response) {
        return beginning.get().respond(octets(response));
    }

    static byte[] octets(String response) {
        return response.replace("^@", "\0").replace("^A", "\1").getBytes(UTF_8);
    }

    private static String line(String who, String text) {
        return (who + " " + text).stripTrailing() + "\n";
    }

    private static String outcome(SaslStep step) {
        if (step instanceof Success success) {
            return "Success: " + success.username() + "\n";
        }
        return step instanceof Failure failure ? "Failure: " + failure.reason() + ", " + failure.text() + "\n" : "";
    }
}
