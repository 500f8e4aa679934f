package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that have the same server, one after the other. */
sealed interface Sharing permits ClassSharing, SpringSharing {

    /** What asked for it, for messages. */
    String origin();

    /** The tests, for messages: "tests of class A". */
    String tests();

    /** What else the author of concurrent tests can do, for messages. */
    String alternative();

    /** Whether a test may run at the same time as others of these. */
    boolean mayOverlap(ExtensionContext test);
}
