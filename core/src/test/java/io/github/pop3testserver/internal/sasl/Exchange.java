package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Iterator;

/**
 * Plays authentication exchanges. A script is the server's challenges ({@code S:}), the client's responses ({@code C:})
 * and the outcome; {@code ^@} stands for NUL and {@code ^A} for the octet 1.
 */
record Exchange(SaslMechanism mechanism, Credentials credentials, SaslSettings settings) {

    Exchange(SaslMechanism mechanism, Credentials credentials) {
        this(mechanism, credentials, SaslSettings.standard());
    }

    /** Sends the client's responses, and compares all that happens with the script. */
    void plays(String script) {
        Iterator<String> responses = script.lines()
                .filter(line -> line.startsWith("C:"))
                .map(line -> line.substring(2).stripLeading())
                .iterator();
        StringBuilder played = new StringBuilder();
        SaslStep step = mechanism.start(credentials, settings);
        while (step instanceof Challenge challenge) {
            played.append(line("S:", challenge.text()));
            if (!responses.hasNext()) {
                break;
            }
            String response = responses.next();
            played.append(line("C:", response));
            step = challenge.next().respond(octets(response));
        }
        played.append(outcome(step));
        assertThat(played).hasToString(script);
    }

    /** The outcome of a single response. */
    SaslStep after(String response) {
        return mechanism.start(credentials, settings).next().respond(octets(response));
    }

    static byte[] octets(String response) {
        return response.replace("^@", "\0").replace("^A", "\1").getBytes(UTF_8);
    }

    private static String line(String who, String text) {
        return (who + " " + text).stripTrailing() + "\n";
    }

    private static String outcome(SaslStep step) {
        if (step instanceof Success success) {
            String username = success.username();
            String authorizedAs = success.authorizedAs();
            return "Success: " + username + (username.equals(authorizedAs) ? "" : " as " + authorizedAs) + "\n";
        }
        return step instanceof Failure failure ? "Failure: " + failure.reason() + ", " + failure.text() + "\n" : "";
    }
}
