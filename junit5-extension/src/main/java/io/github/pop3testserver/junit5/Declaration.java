package io.github.pop3testserver.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * One {@link Pop3Server} annotation.
 *
 * @param element the element it applies to
 * @param via the annotation that is written there: {@code @Pop3Server} itself, or one that carries it
 */
record Declaration(Pop3Server values, AnnotatedElement element, Class<? extends Annotation> via) {

    /**
     * The declarations on elements of equal precedence, in groups of equal precedence, the nearest last. An annotation
     * on an element is nearer than those that it carries.
     */
    static List<List<Declaration>> on(List<? extends AnnotatedElement> elements) {
        List<List<Declaration>> groups = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (AnnotatedElement element : elements) {
            Set<Class<?>> seen = new HashSet<>();
            for (Annotation annotation : element.getDeclaredAnnotations()) {
                candidates.add(new Candidate(annotation, element, annotation.annotationType(), seen));
            }
        }
        while (!candidates.isEmpty()) {
            List<Declaration> group = new ArrayList<>();
            List<Candidate> next = new ArrayList<>();
            for (Candidate candidate : candidates) {
                candidate.sortInto(group, next);
            }
            groups.add(0, group);
            candidates = next;
        }
        return groups;
    }

    /** The declarations on one element, whatever their precedence. */
    static List<Declaration> allOn(AnnotatedElement element) {
        return on(List.of(element)).stream().flatMap(List::stream).toList();
    }

    /** An annotation that may be a declaration, or carry some. */
    private record Candidate(
            Annotation annotation, AnnotatedElement element, Class<? extends Annotation> via, Set<Class<?>> seen) {

        void sortInto(List<Declaration> group, List<Candidate> next) {
            if (annotation instanceof Pop3Server values) {
                group.add(new Declaration(values, element, via));
            } else if (annotation instanceof Pop3Servers several) {
                for (Pop3Server values : several.value()) {
                    group.add(new Declaration(values, element, via));
                }
            } else if (seen.add(annotation.annotationType())) {
                for (Annotation meta : annotation.annotationType().getDeclaredAnnotations()) {
                    next.add(new Candidate(meta, element, via, seen));
                }
            }
        }
    }

    /** The server's name as written here. */
    String name() {
        return values.value();
    }

    ExtensionConfigurationException refused(String why) {
        return new ExtensionConfigurationException(this + ": " + why);
    }

    ExtensionConfigurationException refused(String why, Throwable cause) {
        return new ExtensionConfigurationException(this + ": " + why, cause);
    }

    @Override
    public String toString() {
        String name = name().isEmpty() ? "" : "(\"" + name() + "\")";
        boolean byItsName = via == Pop3Server.class || via == Pop3Servers.class;
        return "@Pop3Server" + name + (byItsName ? "" : " (by @" + via.getSimpleName() + ")") + " on "
                + SourceLocation.of(element);
    }
}
