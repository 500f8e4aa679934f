package io.github.pop3testserver.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the class of a test and the classes that enclose it. */
final class TestClasses {

    private TestClasses() {}

    /**
     * The class of a test, or the test class itself, and the classes around it, the outermost first. This does not use
     * {@code getEnclosingTestClasses()}: in JUnit 5.12 it returns none for an invocation of a {@code @TestTemplate}.
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

    /** A test class and the classes around it, the outermost first, for Spring, which has no context of JUnit. */
    static List<Class<?>> around(Class<?> testClass) {
        List<Class<?>> classes = new ArrayList<>();
        Class<?> each = testClass;
        while (each != null) {
            classes.add(0, each);
            each = AnnotationSupport.isAnnotated(each, Nested.class) ? each.getEnclosingClass() : null;
        }
        return classes;
    }
}
