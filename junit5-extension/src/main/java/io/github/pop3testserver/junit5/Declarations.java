package io.github.pop3testserver.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Finds the declarations around a test. */
final class Declarations {

    /** The nearest last; those within one group are equally near. */
    private final List<List<Declaration>> groups = new ArrayList<>();

    /** A superclass or its method can be reached by several ways, but declares what it declares once. */
    private final Set<AnnotatedElement> seen = new HashSet<>();

    private Declarations() {}

    /** The declarations around a test, in groups of equal rank, the nearest last. */
    static List<List<Declaration>> around(ExtensionContext test) {
        Declarations declarations = new Declarations();
        for (Class<?> enclosing : test.getEnclosingTestClasses()) {
            declarations.addAllOf(enclosing);
        }
        declarations.addAllOf(test.getRequiredTestClass());
        Method method = test.getRequiredTestMethod();
        declarations.groups.addAll(Declaration.on(List.of(method)));
        declarations.groups.addAll(Declaration.on(List.of(method.getParameters())));
        return declarations.groups;
    }

    private void addAllOf(Class<?> testClass) {
        addHierarchy(testClass);
        List<Parameter> parameters = new ArrayList<>();
        addParameters(testClass, BeforeEach.class, parameters);
        addParameters(testClass, AfterEach.class, parameters);
        groups.addAll(Declaration.on(parameters));
    }

    private void addHierarchy(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (type.getSuperclass() != null) {
            addHierarchy(type.getSuperclass());
        }
        for (Class<?> each : type.getInterfaces()) {
            addHierarchy(each);
        }
        groups.addAll(Declaration.on(List.of(type)));
    }

    private void addParameters(Class<?> testClass, Class<? extends Annotation> lifecycle, List<Parameter> parameters) {
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(testClass, lifecycle, HierarchyTraversalMode.TOP_DOWN)) {
            refuseOn(method, lifecycle);
            if (seen.add(method)) {
                parameters.addAll(List.of(method.getParameters()));
            }
        }
    }

    private static void refuseOn(Method method, Class<? extends Annotation> lifecycle) {
        if (AnnotationSupport.isAnnotated(method, Pop3Server.class)) {
            throw new ExtensionConfigurationException("@Pop3Server on " + Place.of(method) + ": it has no effect on a @"
                    + lifecycle.getSimpleName() + " method; put it on the class, on a test, or on a parameter");
        }
    }
}
