package io.github.pop3testserver.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the class of a test, and those that it is nested in. */
final class TestClasses {

    private TestClasses() {}

    /**
     * Those around a test, or a test class and those around it, the outermost first. Not by way of
     * {@code getEnclosingTestClasses()}, which with JUnit 5.12 knows none for an invocation of a {@code @TestTemplate}.
     */
    static List<Class<?>> around(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>();
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            // Some versions have more than one context for a class.
            if (each.get().getElement().orElse(null) instanceof Class<?> type && !classes.contains(type)) {
                classes.add(0, type);
            }
        }
        return classes;
    }
}
