package io.github.pop3testserver.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the declarations that apply to a test or a test class. */
final class Declarations {

    private static final List<Class<? extends Annotation>> LIFECYCLE =
            List.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class);

    /** The nearest last. */
    private final List<Site> sites = new ArrayList<>();

    /** A superclass or its method can be reached in several ways, but its declarations count once. */
    private final Set<AnnotatedElement> seen = new HashSet<>();

    private Declarations() {}

    /**
     * Declarations in one place.
     *
     * @param testClass the class whose tests they apply to; null if they apply to one test
     * @param injected whether they are on fields or parameters
     * @param groups of equally near declarations, the nearest last
     */
    record Site(@Nullable Class<?> testClass, boolean injected, List<List<Declaration>> groups) {}

    /** The declarations around a test or a test class, the nearest last. */
    static List<Site> around(ExtensionContext context) {
        Declarations declarations = of(TestClasses.around(context));
        context.getTestMethod().ifPresent(test -> {
            declarations.add(null, false, List.of(test));
            declarations.add(null, true, List.of(test.getParameters()));
        });
        return declarations.sites;
    }

    /** The declarations on a test class and around it, the nearest last. */
    static List<Site> around(Class<?> testClass) {
        return of(TestClasses.around(testClass)).sites;
    }

    private static Declarations of(List<Class<?>> classes) {
        Declarations declarations = new Declarations();
        classes.forEach(declarations::addAllOf);
        return declarations;
    }

    private void add(@Nullable Class<?> testClass, boolean injected, List<? extends AnnotatedElement> elements) {
        List<List<Declaration>> groups = Declaration.on(elements);
        if (groups.stream().anyMatch(group -> !group.isEmpty())) {
            sites.add(new Site(testClass, injected, groups));
        }
    }

    private void addAllOf(Class<?> testClass) {
        refuseWhereItHasNoEffect(testClass);
        addHierarchy(testClass, testClass);
        List<AnnotatedElement> injected = new ArrayList<>();
        Fields.annotated(testClass).stream().filter(seen::add).forEach(injected::add);
        for (Constructor<?> constructor : testClass.getDeclaredConstructors()) {
            injected.addAll(List.of(constructor.getParameters()));
        }
        LIFECYCLE.forEach(lifecycle -> addParameters(testClass, lifecycle, injected));
        add(testClass, true, injected);
    }

    private void addHierarchy(Class<?> type, Class<?> testClass) {
        if (!seen.add(type)) {
            return;
        }
        if (type.getSuperclass() != null) {
            addHierarchy(type.getSuperclass(), testClass);
        }
        for (Class<?> each : type.getInterfaces()) {
            addHierarchy(each, testClass);
        }
        add(testClass, false, List.of(type));
    }

    private void addParameters(
            Class<?> testClass, Class<? extends Annotation> lifecycle, List<AnnotatedElement> parameters) {
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(testClass, lifecycle, HierarchyTraversalMode.TOP_DOWN)) {
            if (seen.add(method)) {
                parameters.addAll(List.of(method.getParameters()));
            }
        }
    }

    private static void refuseWhereItHasNoEffect(Class<?> testClass) {
        ReflectionSupport.findMethods(
                        testClass,
                        method -> !AnnotationSupport.isAnnotated(method, Testable.class)
                                && !Declaration.allOn(method).isEmpty(),
                        HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> {
                    throw Declaration.allOn(method)
                            .get(0)
                            .refused(
                                    "it has no effect on a method that is not a test; put it on the class, on a test, or on"
                                            + " a parameter");
                });
    }
}
