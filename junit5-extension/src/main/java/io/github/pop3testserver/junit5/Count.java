package io.github.pop3testserver.junit5;

/** Numbers of things, in words. */
final class Count {

    private Count() {}

    static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
