package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.MergedDeclaration.Written;
import io.github.pop3testserver.junit5.spring.ContextServer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Finds out which tests share a declared server, and refuses what comes too late for it. */
record DeclaredSharing(MergedDeclaration declared) {

    /** What cannot change once the server is running. It cannot be given a setup then either. */
    private static final List<Attribute<?>> FIXED_AT_START = List.of(
            Attribute.PASSWORD, Attribute.STRICTNESS, Attribute.TLS, Attribute.USERNAME, Attribute.VIRTUAL_CLOCK);

    /** Null if each test has its own server. */
    @Nullable
    Sharing sharing() {
        Optional<SpringSharing> bySpring = bySpring();
        if (bySpring.isPresent()) {
            refuseWhatComesTooLateForSpring();
            return bySpring.get();
        }
        refuseSpringForOneTest();
        Written<Scope> scope = declared.nearest(Attribute.SCOPE).orElse(null);
        return scope == null || scope.value() != Scope.CLASS ? null : byClass(scope);
    }

    private ClassSharing byClass(Written<Scope> scope) {
        Class<?> testClass = scope.precedence().testClass();
        if (testClass == null) {
            throw tooLateForOneTest(scope.declaration(), "scope = CLASS");
        }
        int late = declared.precedences().size();
        while (declared.precedences().get(late - 1).testClass() != testClass) {
            late--;
        }
        refuseTooLate(
                late,
                "scope = CLASS has started the server for all of " + SourceLocation.of(testClass)
                        + "; put it there, or on a @Nested class together with scope = CLASS, which then has its own server");
        return new ClassSharing(testClass, scope.declaration().toString());
    }

    /** The declarations on classes alone decide whether the server belongs to the Spring context. */
    Optional<SpringSharing> bySpring() {
        MergedDeclaration ofClasses = first(numberOfClasses());
        Optional<Declaration> withProperties = withProperties(ofClasses);
        Optional<Written<Scope>> scope = ofClasses.nearest(Attribute.SCOPE);
        withProperties.ifPresent(properties -> scope.ifPresent(written -> refuseContradiction(written, properties)));
        return scope.filter(written -> written.value() == Scope.SPRING_CONTEXT)
                .map(Written::declaration)
                .or(() -> withProperties)
                .map(origin -> new SpringSharing(
                        new ContextServer(
                                ofClasses.name(),
                                ofClasses.attributes(),
                                SpringProperties.of(ofClasses),
                                builder -> configure(builder, ofClasses)),
                        origin.toString()));
    }

    private static void configure(Pop3TestServerBuilder builder, MergedDeclaration ofClasses) {
        LiveTranscript.configure(builder, ofClasses.valueOf(Attribute.TRANSCRIPT));
        ofClasses.configuration().accept(builder);
    }

    private static Optional<Declaration> withProperties(MergedDeclaration declared) {
        return declared.declarations().stream()
                .filter(each -> each.values().springProperties().length > 0)
                .reduce((farther, nearer) -> nearer);
    }

    private static void refuseContradiction(Written<Scope> scope, Declaration properties) {
        if (scope.value() != Scope.SPRING_CONTEXT) {
            boolean same = scope.declaration().equals(properties);
            throw scope.declaration()
                    .refused("scope = " + scope.value() + " contradicts springProperties"
                            + (same ? "" : " of " + properties)
                            + ", with which the server lives as long as the Spring context; remove one of them, or write"
                            + " scope = SPRING_CONTEXT");
        }
    }

    private void refuseWhatComesTooLateForSpring() {
        String why = "the server has started with the Spring context; put it on the class, or on a @Nested class, which"
                + " then has a Spring context and a server of its own";
        for (Declaration declaration : ofOneTest()) {
            Attribute.SCOPE
                    .in(declaration)
                    .filter(scope -> scope != Scope.SPRING_CONTEXT)
                    .ifPresent(scope -> {
                        throw tooLate(declaration, "scope", why);
                    });
            if (declaration.values().springProperties().length > 0) {
                throw tooLate(declaration, "springProperties", why);
            }
        }
        refuseTooLate(numberOfClasses(), why);
    }

    private void refuseSpringForOneTest() {
        for (Declaration declaration : ofOneTest()) {
            if (declaration.values().springProperties().length > 0) {
                throw tooLateForOneTest(declaration, "springProperties");
            }
            Attribute.SCOPE
                    .in(declaration)
                    .filter(scope -> scope == Scope.SPRING_CONTEXT)
                    .ifPresent(scope -> {
                        throw tooLateForOneTest(declaration, "scope = SPRING_CONTEXT");
                    });
        }
    }

    private static ExtensionConfigurationException tooLateForOneTest(Declaration declaration, String what) {
        return declaration.refused(what + " is too late for one test; put it on the class, on a field, or on a"
                + " parameter of a @BeforeAll or @BeforeEach method");
    }

    private List<Declaration> ofOneTest() {
        return declared
                .precedences()
                .subList(numberOfClasses(), declared.precedences().size())
                .stream()
                .flatMap(each -> each.declarations().stream())
                .toList();
    }

    /** The declarations that apply to one test come last. */
    private int numberOfClasses() {
        return (int) declared.precedences().stream()
                .filter(each -> each.testClass() != null)
                .count();
    }

    private MergedDeclaration first(int precedences) {
        return new MergedDeclaration(declared.name(), declared.precedences().subList(0, precedences));
    }

    private void refuseTooLate(int late, String why) {
        MergedDeclaration atStart = first(late);
        for (Precedence precedence :
                declared.precedences().subList(late, declared.precedences().size())) {
            precedence.declarations().forEach(declaration -> refuseChanges(declaration, atStart, why));
        }
    }

    private static void refuseChanges(Declaration declaration, MergedDeclaration atStart, String why) {
        for (Attribute<?> attribute : FIXED_AT_START) {
            if (attribute
                    .in(declaration)
                    .filter(value -> !value.equals(atStart.valueOf(attribute)))
                    .isPresent()) {
                throw tooLate(declaration, attribute.name(), why);
            }
        }
        if (declaration.values().setup().length > 0) {
            throw tooLate(declaration, "setup", why);
        }
        // Other reports are made when the test ends.
        if (isLive(declaration) && atStart.valueOf(Attribute.TRANSCRIPT) != TranscriptReport.LIVE) {
            throw tooLate(declaration, "transcript = LIVE", why);
        }
    }

    private static boolean isLive(Declaration declaration) {
        return Attribute.TRANSCRIPT
                .in(declaration)
                .filter(TranscriptReport.LIVE::equals)
                .isPresent();
    }

    private static ExtensionConfigurationException tooLate(Declaration declaration, String attribute, String why) {
        return declaration.refused(attribute + " comes too late: " + why);
    }
}
