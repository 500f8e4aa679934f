package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Callback;
import io.github.pop3testserver.model.Transcript;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows conversations while they happen: to a logger, and to the stream that the test has given. While nobody listens, nothing is
 * formatted.
 */
public final class ConversationLog {

    private static final String LOGGER = "io.github.pop3testserver.conversation";

    /** Each is set for a program that has its own configuration of java.util.logging. */
    private static final List<String> CONFIGURATIONS =
            List.of("java.util.logging.config.file", "java.util.logging.config.class");

    /** JUnit uses java.util.logging. The others configure it, or replace it. */
    private static final List<String> USERS =
            List.of("org.junit.platform.commons.logging", "org.slf4j", "org.apache.logging.log4j");

    private final String server;
    private final List<Throwable> failures;

    /** Null for none, and after the logger or the stream has thrown something. */
    private @Nullable PrintStream stream;

    /** Null before the first session, if this JVM does not log, and after the logger or the stream has thrown something. */
    private @Nullable Logger logger;

    private boolean begun;
    private boolean failed;

    /**
     * @param server its name
     * @param stream null for none
     * @param failures receives what the logger and the stream throw
     */
    public ConversationLog(String server, @Nullable PrintStream stream, List<Throwable> failures) {
        this.server = server;
        this.stream = stream;
        this.failures = failures;
    }

    /** A session begins. */
    void sessionBegins() {
        if (!begun) {
            begun = true;
            if (isLoggingInUse()) {
                attempt(() -> logger = System.getLogger(LOGGER));
            }
        }
    }

    /**
     * In a JVM that has not logged yet, the lookup of a logger initializes java.util.logging. That takes as long as a whole session,
     * and adds a shutdown hook to the JVM.
     */
    @SuppressWarnings("deprecation") // getPackage: asks all class loaders from this one up, and loads nothing
    private static boolean isLoggingInUse() {
        for (String property : CONFIGURATIONS) {
            if (System.getProperty(property) != null) {
                return true;
            }
        }
        for (String user : USERS) {
            if (Package.getPackage(user) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether anybody listens. */
    boolean isOn() {
        return stream != null || (logger != null && isLoggable(logger));
    }

    private boolean isLoggable(Logger asked) {
        try {
            return asked.isLoggable(Level.DEBUG);
        } catch (RuntimeException | Error e) {
            failed(e);
            return false;
        }
    }

    /** Shows a line. Call it only if {@link #isOn}. */
    void show(int session, Transcript.Line line) {
        attempt(() -> write(Level.DEBUG, prefix(session) + line.render()));
    }

    /** Warns about a session, whether or not anybody wants to see lines. */
    void warn(int session, String problem, List<Transcript.Line> lines) {
        if (failed) {
            return;
        }
        StringBuilder text = new StringBuilder(prefix(session)).append(problem);
        lines.forEach(line -> text.append('\n').append(line.render()));
        attempt(() -> {
            logger = System.getLogger(LOGGER);
            write(Level.WARNING, text.toString());
        });
    }

    private String prefix(int session) {
        return server + ", session " + session + ": ";
    }

    private void write(Level level, String text) {
        if (stream != null) {
            stream.println(text);
            stream.flush();
        }
        if (logger != null) {
            logger.log(level, text);
        }
    }

    /** Isolates the session from what it is shown to. */
    private void attempt(Runnable work) {
        try {
            Callback.call(() -> {
                work.run();
                return true;
            });
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** One failure is enough. */
    private void failed(Throwable failure) {
        failures.add(failure);
        failed = true;
        stream = null;
        logger = null;
    }
}
