package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The first run of a sweep, which is not cut. If it fails, no others follow. */
final class SweepRecording implements TestTemplateInvocationContext, AfterEachCallback {

    private final DisconnectSweepTest settings;
    private List<SweepCut> cuts = List.of();

    SweepRecording(DisconnectSweepTest settings) {
        this.settings = settings;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return "recorded, without a cut";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            Pop3TestServer server = serverOf(context);
            // The record must hold all that the clients have sent.
            server.settle();
            cuts = SweepCuts.of(server.sessions(), settings.insideReplies());
            requireCuts(context);
        }
    }

    private void requireCuts(ExtensionContext context) {
        String place = place(context);
        int number = cuts.size();
        if (number == 0) {
            throw new ExtensionConfigurationException(place + ": no client connected to the server in the recorded"
                    + " run, so there is nothing to cut; make the application under test use the server's endpoint");
        }
        if (number > settings.maxCuts()) {
            cuts = List.of();
            throw new ExtensionConfigurationException(
                    place + ": the recorded run has " + number + " places to cut, more" + " than maxCuts = "
                            + settings.maxCuts() + "; raise it, or seed fewer messages");
        }
    }

    /** The server whose connections are cut. */
    Pop3TestServer serverOf(ExtensionContext context) {
        return Pop3ServerExtension.serverOf(context, settings.server())
                .orElseThrow(() -> new ExtensionConfigurationException(place(context) + ": "
                        + Names.unclear(settings.server(), Pop3ServerExtension.namesOfServers(context))));
    }

    private static String place(ExtensionContext context) {
        return "@DisconnectSweepTest on " + SourceLocation.of(context.getRequiredTestMethod());
    }

    DisconnectSweepTest settings() {
        return settings;
    }

    /** Empty until the recorded run has ended. */
    List<SweepCut> cuts() {
        return cuts;
    }
}
