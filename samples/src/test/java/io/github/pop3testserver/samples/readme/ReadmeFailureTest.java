package io.github.pop3testserver.samples.readme;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The README shows the failure of this test, and leaves some lines out: "...". */
class ReadmeFailureTest {

    private static final Pattern TEXT_BLOCK = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

    static class Shown extends QuickStartTest {
        @Test
        void readsTheInvoiceOnce(Pop3TestServer server, Maildrop maildrop) throws Exception {
            var invoice = maildrop.add(message("Invoice 4711").text("Please pay."));
            server.on(QUIT).disconnect(beforeProcessing());

            poll(server.endpoint());
            poll(server.endpoint()); // the fault has fired: this time QUIT arrives

            assertThat(maildrop).hasRetrievedExactlyOnce(invoice).hasDeletedExactly(invoice);
        }
    }

    @Test
    void isPrintedAsTheReadmeShowsIt() throws IOException {
        String shown = TEXT_BLOCK
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        assertThat(comparable(printed(failure())))
                .containsSubsequence(comparable(shown).split("\n *\\.\\.\\.\n"));
    }

    private static Throwable failure() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(
                        Shown.class,
                        "readsTheInvoiceOnce",
                        Pop3TestServer.class.getName() + "," + Maildrop.class.getName()))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                .findFirst()
                .orElseThrow();
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Without what differs between runs: times, ports, places and frames. */
    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.matches("\\s+at \\S+\\(.*\\)"))
                .map(line -> line.replaceAll(" *\\d+ ms", " n ms")
                        .replaceAll("127.0.0.1:\\d+", "127.0.0.1:n")
                        .replaceAll(" at \\S+\\(\\S+\\)", "")
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
