package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/** The tests of a class and its nested classes have the same server. */
record ClassSharing(Class<?> testClass, String origin) implements Sharing {

    @Override
    public String tests() {
        return "tests of " + SourceLocation.of(testClass);
    }

    @Override
    public String alternative() {
        return ", or give each test its own server (scope = TEST, or a field that is not static)";
    }

    @Override
    public boolean mayOverlap(ExtensionContext test) {
        return Concurrency.among(testClass, test);
    }
}
