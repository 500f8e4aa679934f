package io.github.pop3testserver.junit5.spring;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Finds the Spring contexts of tests. */
public final class SpringContexts {

    private SpringContexts() {}

    /** Whether the test has a Spring context. Spring itself would make one for each class that it is asked about. */
    public static boolean isSpringTest(ExtensionContext test, List<Class<?>> classes) {
        return classes.stream().anyMatch(SpringContexts::hasSpringExtension)
                || test.getConfigurationParameter("junit.jupiter.extensions.autodetection.enabled", Boolean::valueOf)
                        .orElse(false);
    }

    private static boolean hasSpringExtension(Class<?> testClass) {
        return AnnotationSupport.findRepeatableAnnotations(testClass, ExtendWith.class).stream()
                        .flatMap(each -> List.of(each.value()).stream())
                        .anyMatch(SpringExtension.class::isAssignableFrom)
                || AnnotationSupport.findAnnotatedFields(testClass, RegisterExtension.class).stream()
                        .map(Field::getType)
                        .anyMatch(SpringExtension.class::isAssignableFrom);
    }

    /** The server of the test's Spring context, which is started if it is not running. Empty if the context has none. */
    public static Optional<StartedServer> find(ContextServer declared, ExtensionContext test) {
        return ContextServers.find(declared, SpringExtension.getApplicationContext(test));
    }
}
