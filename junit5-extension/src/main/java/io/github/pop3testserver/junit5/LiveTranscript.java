package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prints conversations while they happen, if the test or the configuration of its run says so. */
final class LiveTranscript {

    private static final String PARAMETER = "pop3testserver.transcript";

    /** The only value: other reports are up to the test. */
    private static final String LIVE = "live";

    /** What the run of the test class that began last says. Spring does not tell for which test it starts a server. */
    private static volatile boolean ofRun;

    private LiveTranscript() {}

    static void configure(Pop3TestServerBuilder builder, TranscriptReport report, ExtensionContext context) {
        configure(builder, isSwitchedOn(context) || report == TranscriptReport.LIVE);
    }

    private static void configure(Pop3TestServerBuilder builder, boolean live) {
        if (live) {
            builder.log(System.out);
        }
    }

    /** To be called before Spring can start the servers of a test class. */
    static void rememberFor(ExtensionContext testClass) {
        ofRun = isSwitchedOn(testClass);
    }

    /** For a server of a Spring context. */
    static void configure(Pop3TestServerBuilder builder, TranscriptReport report) {
        boolean byProperty = Optional.ofNullable(System.getProperty(PARAMETER))
                .map(LiveTranscript::checked)
                .isPresent();
        configure(builder, byProperty || ofRun || report == TranscriptReport.LIVE);
    }

    private static boolean isSwitchedOn(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(LiveTranscript::checked)
                .isPresent();
    }

    private static String checked(String value) {
        if (!value.strip().equalsIgnoreCase(LIVE)) {
            throw new ExtensionConfigurationException(
                    "the configuration parameter " + PARAMETER + " must be \"" + LIVE + "\", but was \"" + value
                            + "\"; correct or remove it, where it is a system property or in junit-platform.properties");
        }
        return value;
    }
}
