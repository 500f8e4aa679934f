package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What verify() makes of faults that were of no use. */
class StrictnessTest {

    private static Pop3TestServer with(Strictness strictness) {
        return Pop3TestServer.builder().strictness(strictness).start();
    }

    @Test
    void strictThrows() {
        try (Pop3TestServer server = with(Strictness.STRICT)) {
            server.on(DELE).err("no");
            assertThatThrownBy(server::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("on(DELE).err(\"no\")");
        }
    }

    @Test
    void warnLogs() {
        Logger logger = Logger.getLogger("io.github.pop3testserver");
        Warnings warnings = new Warnings("warnLogs");
        logger.addHandler(warnings);
        try (Pop3TestServer server = with(Strictness.WARN)) {
            server.on(DELE).named("warnLogs").err("no");
            server.verify();
        } finally {
            logger.removeHandler(warnings);
        }
        assertThat(warnings.texts).singleElement().asString().contains("did not fire: the client sent no DELE after");
    }

    @Test
    void lenientSaysNothingButKnows() {
        try (Pop3TestServer server = with(Strictness.LENIENT)) {
            server.on(DELE).err("no");
            assertThatCode(server::verify).doesNotThrowAnyException();
            assertThat(server.problems()).singleElement().asString().contains("on(DELE).err(\"no\")");
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsInsideTheServerAreThrownAllTheSame(Strictness strictness) {
        try (Pop3TestServer server = with(strictness)) {
            server.on(NOOP)
                    .matching(line -> {
                        throw new IllegalStateException("trouble");
                    })
                    .err("no");
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.send("NOOP\r\n").readToEnd()).isEmpty();
            }
            assertThatThrownBy(server::verify).hasRootCauseMessage("trouble");
        }
    }

    /** Keeps what is logged about the fault of one test; others may log at the same time. */
    private static final class Warnings extends Handler {

        private final String mark;
        private final List<String> texts = new ArrayList<>();

        Warnings(String mark) {
            this.mark = mark;
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getMessage().contains(mark)) {
                texts.add(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
