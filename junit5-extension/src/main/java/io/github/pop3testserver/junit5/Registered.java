package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.SeedMessage;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** The configuration of an extension that a field registers. */
record Registered(List<Pop3ServerSetup> setups, List<SeedMessage> messages, TranscriptReport transcript) {

    static final Registered PLAIN = new Registered(List.of(), List.of(), TranscriptReport.ON_FAILURE);

    Registered {
        setups = List.copyOf(setups);
        messages = List.copyOf(messages);
    }

    Registered with(Pop3ServerSetup setup) {
        return new Registered(joined(setups, List.of(setup)), messages, transcript);
    }

    Registered with(List<SeedMessage> more) {
        return new Registered(setups, joined(messages, more), transcript);
    }

    Registered with(TranscriptReport when) {
        return new Registered(setups, messages, when);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    ServerPlan plan(Pop3ServerExtension extension, ExtensionContext context) {
        Class<?> sharing = classOfStaticField(extension, context);
        String origin = "Pop3ServerExtension registered in " + SourceLocation.of(context.getRequiredTestClass());
        return new ServerPlan(
                "",
                sharing == null ? null : new ClassSharing(sharing, origin),
                builder -> call(setup -> setup.configure(builder), origin),
                server -> call(setup -> setup.prepare(server), origin),
                messages,
                transcript);
    }

    /** The class whose tests share the server of a static field; null if the field is not static. */
    private static @Nullable Class<?> classOfStaticField(Pop3ServerExtension extension, ExtensionContext context) {
        return TestClasses.around(context).stream()
                .filter(each -> isInStaticField(extension, each))
                .findFirst()
                .orElse(null);
    }

    private static boolean isInStaticField(Pop3ServerExtension extension, Class<?> testClass) {
        return AnnotationSupport.findAnnotatedFields(testClass, RegisterExtension.class, ModifierSupport::isStatic)
                .stream()
                .anyMatch(field -> ReflectionSupport.tryToReadFieldValue(field, null)
                        .toOptional()
                        .filter(extension::equals)
                        .isPresent());
    }

    private void call(Consumer<Pop3ServerSetup> method, String origin) {
        try {
            setups.forEach(method);
        } catch (RuntimeException e) {
            throw new ExtensionConfigurationException(origin + ": what configure(...) was given failed: " + e, e);
        }
    }
}
