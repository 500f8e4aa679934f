package io.github.pop3testserver.junit5;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Describes a place in a test's source, for failure messages. */
final class SourceLocation {

    private SourceLocation() {}

    static String of(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return "class " + type.getName();
        }
        if (element instanceof Field field) {
            return "field " + field.getDeclaringClass().getName() + "#" + field.getName();
        }
        if (element instanceof Parameter parameter) {
            return "parameter \"" + parameter + "\" of " + of(parameter.getDeclaringExecutable());
        }
        return of((Executable) element);
    }

    private static String of(Executable executable) {
        String type = executable.getDeclaringClass().getName();
        String parameters = Arrays.stream(executable.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        return executable instanceof Constructor
                ? "constructor " + type + parameters
                : "method " + type + "#" + executable.getName() + parameters;
    }
}
