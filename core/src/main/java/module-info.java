import org.jspecify.annotations.NullMarked;

/** An embeddable in-memory POP3 server for tests. Begin with {@link io.github.pop3testserver.Pop3TestServer}. */
@NullMarked
module io.github.pop3testserver {
    requires static org.assertj.core;
    requires static org.jspecify;

    exports io.github.pop3testserver;
    exports io.github.pop3testserver.assertj;
    exports io.github.pop3testserver.model;
}
