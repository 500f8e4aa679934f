package io.github.pop3testserver.junit5;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Fills the annotated fields of test classes. */
final class Fields {

    private Fields() {}

    /** Static and instance fields of any visibility, those of superclasses first. */
    static List<Field> annotated(Class<?> testClass) {
        return ReflectionSupport.findFields(
                testClass, field -> InjectionPoint.of(field).isAnnotated(), HierarchyTraversalMode.TOP_DOWN);
    }

    private static List<Field> ofInstances(Class<?> testClass) {
        return annotated(testClass).stream()
                .filter(ModifierSupport::isNotStatic)
                .toList();
    }

    /** Fills the fields that all tests of a class share, before the first test. */
    static void fillForAll(ExtensionContext testClass, TestServers servers) {
        for (Field field : annotated(testClass.getRequiredTestClass())) {
            if (ModifierSupport.isStatic(field)) {
                fill(null, field, servers);
            }
        }
        for (Object instance : instances(testClass)) {
            ofInstances(instance.getClass()).stream()
                    .filter(field -> InjectionPoint.of(field).canBeFilled(servers))
                    .forEach(field -> fill(instance, field, servers));
        }
    }

    /** Fills the fields that belong to one test, before that test. */
    static void fillForOne(ExtensionContext test, TestServers servers) {
        for (Object instance : instances(test)) {
            for (Field field : ofInstances(instance.getClass())) {
                refuseToFillAtTheSameTime(instance, field, test);
                fill(instance, field, servers);
            }
        }
    }

    private static List<Object> instances(ExtensionContext context) {
        return context.getTestInstances().map(each -> each.getAllInstances()).orElse(List.of());
    }

    /** Tests that share an instance share its fields. */
    private static void refuseToFillAtTheSameTime(Object instance, Field field, ExtensionContext test) {
        for (Optional<ExtensionContext> each = test.getParent();
                each.isPresent();
                each = each.get().getParent()) {
            ExtensionContext around = each.get();
            if (isKeptBy(around, instance) && Concurrency.among(around.getRequiredTestClass(), test)) {
                throw InjectionPoint.of(field)
                        .refused(SourceLocation.of(test.getRequiredTestMethod())
                                + " may run at the same time as other tests that"
                                + " have this instance and its field; add @Execution(ExecutionMode.SAME_THREAD) to the"
                                + " class, or take a parameter");
            }
        }
    }

    private static boolean isKeptBy(ExtensionContext around, Object instance) {
        return around.getTestMethod().isEmpty() && instances(around).stream().anyMatch(each -> each == instance);
    }

    private static void fill(@Nullable Object instance, Field field, TestServers servers) {
        InjectionPoint point = InjectionPoint.of(field);
        if (ModifierSupport.isFinal(field)) {
            throw point.refused("a final field cannot be filled later; make it non-final, or inject by the"
                    + " constructor instead (in Kotlin: @param:Pop3Server)");
        }
        try {
            ReflectionSupport.makeAccessible(field).set(instance, point.value(servers));
        } catch (IllegalAccessException e) {
            throw point.refused("it cannot be set: " + e.getMessage());
        }
    }
}
