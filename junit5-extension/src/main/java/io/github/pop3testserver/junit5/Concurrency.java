package io.github.pop3testserver.junit5;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Finds out which tests may run at the same time. */
final class Concurrency {

    private Concurrency() {}

    /** Whether a test may run at the same time as another test of an enclosing class, or of a class nested in that. */
    static boolean among(Class<?> testClass, ExtensionContext test) {
        if (!isEnabled(test)) {
            return false;
        }
        Optional<ExtensionContext> each = Optional.of(test);
        while (each.isPresent() && !isClass(testClass, each.get())) {
            if (each.get().getExecutionMode() == ExecutionMode.CONCURRENT) {
                return true;
            }
            each = each.get().getParent();
        }
        return false;
    }

    /** Whether a test may run at the same time as a test of any class. */
    static boolean amongAll(ExtensionContext test) {
        if (!isEnabled(test)) {
            return false;
        }
        Optional<ExtensionContext> each = Optional.of(test);
        // The last one is the engine, whose classes may run at the same time if they say so.
        while (each.isPresent() && each.get().getParent().isPresent()) {
            if (each.get().getExecutionMode() == ExecutionMode.CONCURRENT) {
                return true;
            }
            each = each.get().getParent();
        }
        return false;
    }

    /** Whether the invocations of a test template may run at the same time. */
    static boolean ofRuns(ExtensionContext template) {
        return isEnabled(template) && template.getExecutionMode() == ExecutionMode.CONCURRENT;
    }

    /** If parallel execution is disabled, the declared execution modes have no effect. */
    private static boolean isEnabled(ExtensionContext test) {
        return test.getConfigurationParameter("junit.jupiter.execution.parallel.enabled", Boolean::parseBoolean)
                .orElse(false);
    }

    private static boolean isClass(Class<?> testClass, ExtensionContext context) {
        return context.getElement().filter(testClass::equals).isPresent();
    }
}
