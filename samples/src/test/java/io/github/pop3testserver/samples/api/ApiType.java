package io.github.pop3testserver.samples.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type as users see it: its heading and its members, in an order that does not depend on the compiler. */
final class ApiType {

    private ApiType() {}

    /** Whether code in other modules can name the type. */
    static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isSynthetic()
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    static String describe(Class<?> type) {
        String members =
                members(type).stream().map(member -> "    " + member + "\n").collect(Collectors.joining());
        return heading(type) + "\n" + members;
    }

    private static String heading(Class<?> type) {
        List<Type> supertypes = new ArrayList<>();
        if (type.getSuperclass() != null
                && type.getSuperclass() != Object.class
                && !type.isEnum()
                && !type.isRecord()) {
            supertypes.add(type.getGenericSuperclass());
        }
        if (!type.isAnnotation()) {
            supertypes.addAll(List.of(type.getGenericInterfaces()));
        }
        return modifiers(type) + kind(type) + " " + type.getName() + variables(type.getTypeParameters())
                + list(" : ", supertypes.stream().map(ApiType::name), "");
    }

    private static String modifiers(Class<?> type) {
        // Of an interface and an enum, final and abstract say nothing that the kind does not say.
        boolean plain = type.isInterface() || type.isEnum() || type.isRecord();
        return (type.isSealed() ? "sealed " : "")
                + (plain || !Modifier.isAbstract(type.getModifiers()) ? "" : "abstract ")
                + (plain || !Modifier.isFinal(type.getModifiers()) ? "" : "final ");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static List<String> members(Class<?> type) {
        Stream<String> components =
                type.isRecord() ? Stream.of(type.getRecordComponents()).map(ApiType::component) : Stream.empty();
        Stream<String> constants = type.isEnum()
                ? Stream.of(type.getFields()).filter(Field::isEnumConstant).map(Field::getName)
                : Stream.empty();
        Stream<String> fields = Stream.of(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isEnumConstant() && !field.isSynthetic())
                .map(ApiType::field)
                .sorted();
        Stream<String> constructors = Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isVisible(constructor.getModifiers()) && !constructor.isSynthetic())
                .map(ApiType::constructor)
                .sorted();
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic() && !method.isBridge())
                .map(ApiType::method)
                .sorted();
        return Stream.of(components, constants, fields, constructors, methods)
                .flatMap(part -> part)
                .toList();
    }

    private static String component(RecordComponent component) {
        return "component " + name(component.getGenericType()) + " " + component.getName();
    }

    private static String field(Field field) {
        return access(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return access(constructor.getModifiers()) + "new" + parameters(constructor);
    }

    private static String method(Method method) {
        Object ifUnset = method.getDefaultValue();
        return access(method.getModifiers())
                + (Modifier.isAbstract(method.getModifiers()) ? "abstract " : "")
                + (method.isDefault() ? "default " : "")
                + list("<", Stream.of(method.getTypeParameters()).map(ApiType::variable), "> ")
                + name(method.getGenericReturnType()) + " " + method.getName() + parameters(method)
                + (ifUnset == null ? "" : " default " + value(ifUnset));
    }

    private static String access(int modifiers) {
        return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "");
    }

    private static String parameters(Executable executable) {
        Parameter[] parameters = executable.getParameters();
        Type[] types = executable.getGenericParameterTypes();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            // A constructor of an enum or an inner class has parameters without generic types.
            Type type = types.length == parameters.length ? types[i] : parameters[i].getType();
            String name = name(type);
            boolean isVariable = executable.isVarArgs() && i == parameters.length - 1;
            texts.add(
                    (isVariable ? name.substring(0, name.length() - 2) + "..." : name) + " " + parameters[i].getName());
        }
        return "(" + String.join(", ", texts) + ")"
                + list(
                        " throws ",
                        Stream.of(executable.getGenericExceptionTypes()).map(ApiType::name),
                        "");
    }

    private static String variables(TypeVariable<?>[] variables) {
        return list("<", Stream.of(variables).map(ApiType::variable), ">");
    }

    private static String variable(TypeVariable<?> variable) {
        List<String> bounds = Stream.of(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .map(ApiType::name)
                .toList();
        return variable.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
    }

    /** Empty if there is nothing to list. */
    private static String list(String before, Stream<String> texts, String after) {
        List<String> all = texts.toList();
        return all.isEmpty() ? "" : before + String.join(", ", all) + after;
    }

    /** The array around it lets one method show arrays of any type. */
    private static String value(Object value) {
        String inBrackets = Arrays.deepToString(new Object[] {value});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    /** Without the packages that everyone knows. */
    private static String name(Type type) {
        return type.getTypeName()
                .replaceAll("\\bjava\\.(lang|util|io|time|nio\\.file|util\\.function)\\.(?=[A-Z])", "");
    }
}
