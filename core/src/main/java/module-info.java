import org.jspecify.annotations.NullMarked;

/** An in-memory POP3 server for tests. */
@NullMarked
module io.github.pop3testserver {
    requires static org.assertj.core;
    requires static org.jspecify;

    exports io.github.pop3testserver;
    exports io.github.pop3testserver.assertj;
    exports io.github.pop3testserver.model;
}
