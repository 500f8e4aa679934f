package io.github.pop3testserver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged about the conversations of one server; others may log at the same time. */
class LoggedConversations extends Handler implements AutoCloseable {

    /** For tests that change the logger. */
    static final String LOCK = "logger of conversations";

    static final Logger LOGGER = Logger.getLogger("io.github.pop3testserver.conversation");

    private final String server;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LoggedConversations(String server) {
        this.server = server;
        LOGGER.addHandler(this);
        LOGGER.setUseParentHandlers(false); // the console
    }

    List<String> texts(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().equals(level))
                .map(LogRecord::getMessage)
                .toList();
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getMessage().startsWith(server + ", ")) {
            records.add(record);
            logged();
        }
    }

    /** A line of this server was logged. */
    void logged() {}

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
