import org.jspecify.annotations.NullMarked;

/** Starts a POP3 server for each JUnit test. Begin with {@link io.github.pop3testserver.junit5.Pop3Server}. */
@NullMarked
@SuppressWarnings("module") // The digit belongs to the name of JUnit 5.
module io.github.pop3testserver.junit5 {
    requires transitive io.github.pop3testserver;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.github.pop3testserver.junit5;

    // JUnit instantiates the extensions that annotations name, and some of them are not public.
    opens io.github.pop3testserver.junit5 to
            org.junit.platform.commons;
}
