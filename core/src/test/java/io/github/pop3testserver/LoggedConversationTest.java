package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatCode;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a server logs about its conversations. The tests change the logger, which all servers share. */
@ResourceLock(LoggedConversations.LOCK)
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class LoggedConversationTest {

    @AfterEach
    void resetLevel() {
        LoggedConversations.LOGGER.setLevel(null);
    }

    private static Pop3TestServer named(String name) {
        return Pop3TestServer.builder().name(name).start();
    }

    @Test
    void logsEachLineAtDebug() {
        LoggedConversations.LOGGER.setLevel(Level.FINE);
        try (LoggedConversations logged = new LoggedConversations("logs each line")) {
            try (Pop3TestServer server = named("logs each line")) {
                try (RawClient client = RawClient.greetedBy(server)) {
                    client.command("USER user");
                    client.command("PASS password");
                }
            }
            assertThat(logged.texts(Level.FINE))
                    .extracting(line -> line.replaceAll(" +\\d+ ms", " _ ms").replaceAll(":\\d+$", ":PORT"))
                    .containsExactly(
                            "logs each line, session 1: _ ms  -- a client connected from 127.0.0.1:PORT",
                            "logs each line, session 1: _ ms  S: +OK POP3 server ready",
                            "logs each line, session 1: _ ms  C: USER user",
                            "logs each line, session 1: _ ms  S: +OK",
                            "logs each line, session 1: _ ms  C: PASS ********",
                            "logs each line, session 1: _ ms  S: +OK Logged in.",
                            "logs each line, session 1: _ ms  -- the client closed the connection without QUIT");
        }
    }

    @Test
    void logsNothingByDefault() {
        try (LoggedConversations logged = new LoggedConversations("logs nothing")) {
            try (Pop3TestServer server = named("logs nothing")) {
                RawClient.loggedInTo(server).close();
            }
            assertThat(logged.texts(Level.FINE)).isEmpty();
        }
    }

    @Test
    void aSessionIsLoggedFromItsBeginningOnceSomebodyListens() {
        try (LoggedConversations logged = new LoggedConversations("begins late");
                Pop3TestServer server = named("begins late");
                RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            server.sessions();
            assertThat(logged.texts(Level.FINE)).isEmpty();
            LoggedConversations.LOGGER.setLevel(Level.FINE);
            client.command("PASS password");
            server.close();
            assertThat(logged.texts(Level.FINE)).hasSize(7).anyMatch(line -> line.endsWith("C: USER user"));
        }
    }

    @Test
    void aLoggerThatThrowsEndsNoSessionAndIsReportedOnce() {
        LoggedConversations.LOGGER.setLevel(Level.FINE);
        LoggedConversations full = new LoggedConversations("full disk") {
            @Override
            void logged() {
                throw new IllegalStateException("disk full");
            }
        };
        try (full) {
            Pop3TestServer server = named("full disk");
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.command("QUIT")).startsWith("+OK");
            }
            assertThatThrownBy(server::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("(1 in all): java.lang.IllegalStateException: disk full");
            assertThatCode(server::verify).doesNotThrowAnyException();
            assertThat(full.texts(Level.FINE)).hasSize(1);
        }
    }

    @Test
    void aProgramThatConfiguresLoggingNeedsNoJUnit(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(
                folder.resolve("logging.properties"),
                "handlers = java.util.logging.FileHandler\n"
                        + "java.util.logging.FileHandler.pattern = "
                        + folder.resolve("log").toString().replace('\\', '/')
                        + "\n"
                        + "java.util.logging.FileHandler.level = ALL\n"
                        + "java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter\n"
                        + "java.util.logging.SimpleFormatter.format = %5$s%n\n"
                        + "io.github.pop3testserver.conversation.level = FINE\n");
        FreshJvm.output(
                folder, List.of("-Djava.util.logging.config.file=" + configuration), WholeSession.class, "NONE");
        assertThat(Files.readAllLines(folder.resolve("log")))
                .hasSize(13)
                .allMatch(line -> line.startsWith("pop3-test-server, session 1: "))
                .anyMatch(line -> line.endsWith("C: PASS ********"));
    }

    /** It takes as long as a whole session. */
    @Test
    void aProgramThatDoesNotLogDoesNotPayForTheLookupOfALogger() throws Exception {
        String output = FreshJvm.output(Path.of("."), List.of("-Xlog:class+load"), WholeSession.class, "NONE");
        assertThat(output)
                .contains("internal.server.ConversationLog ")
                .doesNotContain("java.util.logging.", "jdk.internal.logger.");
    }
}
