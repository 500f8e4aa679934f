import org.jspecify.annotations.NullMarked;

/** Starts a POP3 server for each JUnit test. Begin with {@link io.github.pop3testserver.junit5.Pop3Server}. */
@NullMarked
// The digit belongs to the name of JUnit 5. Spring has automatic modules only.
@SuppressWarnings({"module", "requires-automatic"})
module io.github.pop3testserver.junit5 {
    requires transitive io.github.pop3testserver;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
    requires static spring.beans;
    requires static spring.context;
    requires static spring.core;
    requires static spring.test;

    exports io.github.pop3testserver.junit5;

    // JUnit instantiates the extensions that annotations name, and some of them are not public; and Spring the factory
    // that META-INF/spring.factories names.
    opens io.github.pop3testserver.junit5 to
            org.junit.platform.commons,
            spring.core;
}
